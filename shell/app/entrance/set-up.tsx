import { useEffect, useMemo } from 'react';
import { type Locale, locales } from '#shared/contract/index.ts';
import { requestJson, requestOutcome, useHttpQuery } from '#shared/data/index.ts';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { Button, FormSummary, Link, Select, Skeleton, Stack, TextInput, useForm } from '#shared/ui/index.ts';
import { Entrance } from './entrance.tsx';
import { useFragmentValue } from './fragment.ts';
import { NewPassword, useCheckPassword } from './password-field.tsx';
import { useEnter } from './use-enter.ts';

const languageNames = { en: 'English', it: 'Italiano' } as const;

/** A fresh installation's first visit: the holder of the set-up code becomes the owner. */
export default function SetUp() {
  const t = useT('shell');
  const code = useFragmentValue('code');
  const { data, isPending } = useHttpQuery({ queryKey: ['set-up'], queryFn: () => requestJson<{ claimed: boolean }>('/auth/setup') });
  useEffect(() => {
    document.title = `${t('setUp.title')} · Isatis`;
  }, [t]);
  if (isPending) return <Entrance title={t('setUp.title')}><Skeleton height={240} /></Entrance>;
  if (data?.claimed) return <Entrance title={t('setUp.claimedTitle')} purpose={t('setUp.claimed')}><Button component={Link} to="/sign-in">{t('signIn.title')}</Button></Entrance>;
  if (code === null) return <Entrance title={t('setUp.title')} purpose={t('setUp.noCode')} />;
  return <Entrance title={t('setUp.title')} purpose={t('setUp.purpose')}><SetUpForm code={code} /></Entrance>;
}

function SetUpForm({ code }: { readonly code: string }) {
  const t = useT('shell');
  const enter = useEnter();
  const locale = useLocale();
  const checkPassword = useCheckPassword();
  const zones = useMemo(() => ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')], []);
  const form = useForm({
    initial: { name: '', email: '', password: '', workspaceName: '', locale, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    check: ({ name, email, password, workspaceName }) => ({
      name: name.trim() ? undefined : t('entrance.required'),
      email: /^\S+@\S+$/.test(email.trim()) ? undefined : t('entrance.emailInvalid'),
      password: checkPassword(password),
      workspaceName: workspaceName.trim() ? undefined : t('entrance.required'),
    }),
    submit: (values) => requestOutcome('/auth/setup', { method: 'POST', body: { code, ...values, email: values.email.trim() } }),
    onDone: () => void enter(),
  });
  return (
    <form onSubmit={form.submit} noValidate>
      <Stack gap="md">
        <FormSummary form={form} />
        <TextInput label={t('entrance.name')} autoComplete="name" autoFocus {...form.field('name')} />
        <TextInput label={t('entrance.email')} type="email" autoComplete="username" {...form.field('email')} />
        <NewPassword field={form.field('password')} />
        <TextInput label={t('setUp.workspaceName')} description={t('setUp.workspaceHint')} autoComplete="organization" {...form.field('workspaceName')} />
        <Select label={t('setUp.locale')} data={locales.map((value: Locale) => ({ value, label: languageNames[value] }))} {...form.field('locale')} />
        <Select label={t('setUp.timeZone')} data={zones} searchable {...form.field('timeZone')} />
        <Button type="submit" loading={form.submitting} fullWidth>{t('setUp.submit')}</Button>
      </Stack>
    </form>
  );
}
