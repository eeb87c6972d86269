import { locales } from '#shared/contract/index.ts';
import { requestOutcome, toAppError } from '#shared/data/index.ts';
import { useLocale, useMessageBook, useT } from '#shared/i18n/index.ts';
import { Button, ErrorState, FormSummary, Group, PasswordInput, SegmentedControl, Skeleton, Stack, TextInput, notify, useForm } from '#shared/ui/index.ts';
import { AccountFrame, Section } from '../../parts/account-frame.tsx';
import { type Account, useAccount, useAccountChanged } from '../../parts/use-account.ts';

const shortestPassword = 10;
/** Each language in its own words, so that it can be found by who speaks it. */
const languageNames = { en: 'English', it: 'Italiano' } as const;

/** Name, password and language of whoever is signed in. */
export default function ProfilePage() {
  const t = useT('account');
  const { data, error, refetch } = useAccount();
  return (
    <AccountFrame>
      {error ? <ErrorState error={toAppError(error)} title={t('failed')} onRetry={() => void refetch()} /> : null}
      {data ? (
        <>
          <NameSection key={data.name} name={data.name} email={data.email} atCompany={!data.hasPassword} />
          <PasswordSection key={String(data.hasPassword)} {...data} />
        </>
      ) : error ? null : <><Skeleton height={300} radius={12} /><Skeleton height={180} radius={12} /></>}
      <LanguageSection />
    </AccountFrame>
  );
}

function NameSection({ name, email, atCompany }: { readonly name: string; readonly email: string; readonly atCompany: boolean }) {
  const t = useT('account');
  const changed = useAccountChanged();
  const form = useForm({
    initial: { name },
    check: (values) => (values.name.trim() ? {} : { name: t('profile.nameMissing') }),
    submit: (values) => requestOutcome<{ name: string }>('/auth/account/name', { method: 'POST', body: { name: values.name.trim() } }),
    onDone: () => {
      notify({ kind: 'success', text: t('profile.saved') });
      void changed();
    },
  });
  return (
    <Section title={t('profile.title')} text={t('profile.text')}>
      <form onSubmit={form.submit} noValidate>
        <Stack gap="md">
          <FormSummary form={form} />
          <TextInput label={t('profile.name')} autoComplete="name" maxLength={120} {...form.field('name')} />
          <TextInput label={t('profile.email')} description={t(atCompany ? 'profile.emailAtCompany' : 'profile.emailHint')} value={email} readOnly />
          <Group justify="flex-end"><Button type="submit" loading={form.submitting}>{t('profile.save')}</Button></Group>
        </Stack>
      </form>
    </Section>
  );
}

const blank = { password: '', newPassword: '' };

/** Changes the password, or sets the first one of somebody who comes through their company; says why where neither is of use. */
function PasswordSection({ hasPassword, onlyThrough }: Pick<Account, 'hasPassword' | 'onlyThrough'>) {
  const t = useT('account');
  const changed = useAccountChanged();
  const rule = t('password.rule', { count: shortestPassword });
  const form = useForm({
    initial: blank,
    check: ({ password, newPassword }) => ({ ...(password || !hasPassword ? {} : { password: t('password.missing') }), ...(newPassword.length < shortestPassword ? { newPassword: rule } : {}) }),
    submit: ({ password, newPassword }) => requestOutcome<{ sessionsEnded: number }>('/auth/account/password', { method: 'POST', body: { newPassword, ...(hasPassword ? { password } : {}) } }),
    onDone: ({ sessionsEnded }) => {
      form.reset(blank);
      notify({ kind: 'success', text: hasPassword ? (sessionsEnded === 0 ? t('password.doneAlone') : t('password.done', { count: sessionsEnded })) : t('password.doneFirst') });
      void changed();
    },
  });
  if (onlyThrough !== null && !hasPassword) return <Section title={t('password.title')} text={t('password.onlyThrough', { company: onlyThrough })} />;
  const eye = { 'aria-label': t('password.show') };
  const text = onlyThrough !== null ? t('password.opensNothing', { company: onlyThrough }) : t(hasPassword ? 'password.text' : 'password.textFirst');
  return (
    <Section title={t('password.title')} text={text}>
      <form onSubmit={form.submit} noValidate>
        <Stack gap="md">
          <FormSummary form={form} />
          {hasPassword ? <PasswordInput label={t('password.old')} autoComplete="current-password" visibilityToggleButtonProps={eye} {...form.field('password')} /> : null}
          <PasswordInput label={t('password.new')} description={rule} autoComplete="new-password" visibilityToggleButtonProps={eye} {...form.field('newPassword')} />
          <Group justify="flex-end"><Button type="submit" variant="default" loading={form.submitting}>{t(hasPassword ? 'password.submit' : 'password.submitFirst')}</Button></Group>
        </Stack>
      </form>
    </Section>
  );
}

function LanguageSection() {
  const t = useT('account');
  const book = useMessageBook();
  const locale = useLocale();
  return (
    <Section title={t('language.title')} text={t('language.text')}>
      <SegmentedControl aria-label={t('language.title')} value={locale} data={locales.map((value) => ({ value, label: languageNames[value] }))} onChange={(value) => void book.speak(value === 'it' ? 'it' : 'en')} />
    </Section>
  );
}
