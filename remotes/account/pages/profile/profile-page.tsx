import { locales } from '#shared/contract/index.ts';
import { requestOutcome, toAppError } from '#shared/data/index.ts';
import { useLocale, useMessageBook, useT } from '#shared/i18n/index.ts';
import { Button, ErrorState, FormSummary, Group, PasswordInput, SegmentedControl, Skeleton, Stack, TextInput, notify, useForm } from '#shared/ui/index.ts';
import { AccountFrame, Section } from '../../parts/account-frame.tsx';
import { useAccount, useAccountChanged } from '../../parts/use-account.ts';

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
      {data ? <NameSection key={data.name} name={data.name} email={data.email} /> : error ? null : <Skeleton height={220} radius={12} />}
      {data && !data.hasPassword ? <Section title={t('password.title')} text={t('password.none')} /> : <PasswordSection />}
      <LanguageSection />
    </AccountFrame>
  );
}

function NameSection({ name, email }: { readonly name: string; readonly email: string }) {
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
          <TextInput label={t('profile.email')} description={t('profile.emailHint')} value={email} readOnly />
          <Group justify="flex-end"><Button type="submit" loading={form.submitting}>{t('profile.save')}</Button></Group>
        </Stack>
      </form>
    </Section>
  );
}

const blank = { password: '', newPassword: '' };

function PasswordSection() {
  const t = useT('account');
  const changed = useAccountChanged();
  const rule = t('password.rule', { count: shortestPassword });
  const form = useForm({
    initial: blank,
    check: ({ password, newPassword }) => ({ ...(password ? {} : { password: t('password.missing') }), ...(newPassword.length < shortestPassword ? { newPassword: rule } : {}) }),
    submit: (body) => requestOutcome<{ sessionsEnded: number }>('/auth/account/password', { method: 'POST', body }),
    onDone: ({ sessionsEnded }) => {
      form.reset(blank);
      notify({ kind: 'success', text: sessionsEnded === 0 ? t('password.doneAlone') : t('password.done', { count: sessionsEnded }) });
      void changed();
    },
  });
  const eye = { 'aria-label': t('password.show') };
  return (
    <Section title={t('password.title')} text={t('password.text')}>
      <form onSubmit={form.submit} noValidate>
        <Stack gap="md">
          <FormSummary form={form} />
          <PasswordInput label={t('password.old')} autoComplete="current-password" visibilityToggleButtonProps={eye} {...form.field('password')} />
          <PasswordInput label={t('password.new')} description={rule} autoComplete="new-password" visibilityToggleButtonProps={eye} {...form.field('newPassword')} />
          <Group justify="flex-end"><Button type="submit" variant="default" loading={form.submitting}>{t('password.submit')}</Button></Group>
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
