import { useEffect, useRef, useState } from 'react';
import { requestOutcome } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Alert, Anchor, Button, FormSummary, Link, PasswordInput, Stack, TextInput, useForm, useSearchParams } from '#shared/ui/index.ts';
import { Entrance } from './entrance.tsx';
import { useEnter } from './use-enter.ts';

const knownErrors: ReadonlySet<string> = new Set(['INVALID_EMAIL_OR_PASSWORD', 'RATE_LIMITED', 'TOO_MANY_REQUESTS']);

/** E-mail first, then password. What goes wrong never tells whether an account exists. */
export default function SignIn() {
  const t = useT('shell');
  const enter = useEnter();
  const [params] = useSearchParams();
  const [step, setStep] = useState<'email' | 'password'>('email');
  const password = useRef<HTMLInputElement>(null);
  const form = useForm({
    initial: { email: '', password: '' },
    check: ({ email }) => (/^\S+@\S+$/.test(email.trim()) ? {} : { email: t('entrance.emailInvalid') }),
    submit: async ({ email, password: secret }) => {
      if (step === 'email') {
        setStep('password');
        return { ok: true, value: false };
      }
      const outcome = await requestOutcome('/auth/sign-in/email', { method: 'POST', body: { email: email.trim(), password: secret } });
      if (outcome.ok) return { ok: true, value: true };
      return { ...outcome, message: knownErrors.has(outcome.code) ? t(`signIn.error.${outcome.code}`) : outcome.message || t('signIn.error.INVALID_EMAIL_OR_PASSWORD') };
    },
    onDone: (signedIn) => {
      if (signedIn) void enter(params.get('next'));
    },
  });
  useEffect(() => {
    document.title = `${t('signIn.title')} · Isatis`;
  }, [t]);
  useEffect(() => {
    if (step === 'password') password.current?.focus();
  }, [step]);

  return (
    <Entrance title={t('signIn.title')} below={<Link to="/reset-password">{t('signIn.forgot')}</Link>}>
      <form onSubmit={form.submit} noValidate>
        <Stack gap="md">
          {params.has('ended') ? <Alert color="yellow" role="status">{t('signIn.ended')}</Alert> : null}
          <FormSummary form={form} />
          <TextInput
            label={t('entrance.email')}
            type="email"
            autoComplete="username"
            autoFocus
            readOnly={step === 'password'}
            rightSectionWidth={76}
            rightSection={step === 'password' ? <Anchor component="button" type="button" size="sm" onClick={() => setStep('email')}>{t('signIn.change')}</Anchor> : null}
            {...form.field('email')}
          />
          {/* In the page from the start, so that a password manager fills both at once. */}
          <PasswordInput ref={password} label={t('entrance.password')} autoComplete="current-password" display={step === 'password' ? undefined : 'none'} visibilityToggleButtonProps={{ 'aria-label': t('entrance.showPassword') }} {...form.field('password')} />
          <Button type="submit" loading={form.submitting} fullWidth>{t(step === 'email' ? 'signIn.continue' : 'signIn.submit')}</Button>
        </Stack>
      </form>
    </Entrance>
  );
}
