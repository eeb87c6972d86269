import IconKey from '@tabler/icons-react/dist/esm/icons/IconKey.mjs';
import { useEffect, useRef, useState } from 'react';
import { requestOutcome } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Alert, Anchor, Button, FormSummary, Link, PasswordInput, Stack, TextInput, useForm, useSearchParams } from '#shared/ui/index.ts';
import { type Company, CompanyRefusal, CompanySignIn, companyOf } from './company-sign-in.tsx';
import { Entrance } from './entrance.tsx';
import { knowsPasskeys, signInByPasskey } from './passkey.ts';
import { SecondStep } from './second-step.tsx';
import classes from './second-factor.module.css';
import { useEnter } from './use-enter.ts';

const knownErrors: ReadonlySet<string> = new Set(['INVALID_EMAIL_OR_PASSWORD', 'RATE_LIMITED', 'TOO_MANY_REQUESTS']);

/** E-mail first, then password. What goes wrong never tells whether an account exists. */
export default function SignIn() {
  const t = useT('shell');
  const enter = useEnter();
  const [params] = useSearchParams();
  const [step, setStep] = useState<'email' | 'password' | 'code'>(params.get('step') === 'code' ? 'code' : 'email');
  const [told, setTold] = useState<string | null>(null);
  const [waiting, setWaiting] = useState(false);
  const [company, setCompany] = useState<Company | null>(null);
  const password = useRef<HTMLInputElement>(null);
  const form = useForm({
    initial: { email: '', password: '' },
    check: ({ email }) => (/^\S+@\S+$/.test(email.trim()) ? {} : { email: t('entrance.emailInvalid') }),
    submit: async ({ email, password: secret }) => {
      if (step === 'email') {
        setTold(null);
        setCompany(await companyOf(email.trim()));
        setStep('password');
        return { ok: true, value: false };
      }
      const outcome = await requestOutcome<{ signedIn: boolean }>('/auth/sign-in/email', { method: 'POST', body: { email: email.trim(), password: secret } });
      if (outcome.ok) {
        if (!outcome.value.signedIn) setStep('code');
        return { ok: true, value: outcome.value.signedIn };
      }
      return { ...outcome, message: knownErrors.has(outcome.code) ? t(`signIn.error.${outcome.code}`) : outcome.message || t('signIn.error.INVALID_EMAIL_OR_PASSWORD') };
    },
    onDone: (signedIn) => {
      if (signedIn) void enter(params.get('next'));
    },
  });
  const byPasskey = async (): Promise<void> => {
    setTold(null);
    setWaiting(true);
    try {
      const outcome = await signInByPasskey();
      if (outcome?.ok) await enter(params.get('next'));
      else setTold(outcome === null ? t('signIn.passkeyNone') : outcome.message);
    } catch {
      setTold(t('signIn.passkeyFailed'));
    } finally {
      setWaiting(false);
    }
  };
  useEffect(() => {
    document.title = `${t('signIn.title')} · Isatis`;
  }, [t]);
  useEffect(() => {
    if (step === 'password' && !company) password.current?.focus();
  }, [step, company]);

  const begin = (why: string | null): void => {
    setTold(why);
    form.reset({ ...form.values, password: '' });
    // Who came through their company begins there again.
    setStep(form.values.email ? 'password' : 'email');
  };
  if (step === 'code') return <SecondStep onBack={begin} onDone={() => void enter(params.get('next'))} />;

  return (
    <Entrance title={t('signIn.title')} below={<Link to="/reset-password">{t('signIn.forgot')}</Link>}>
      <form onSubmit={form.submit} noValidate>
        <Stack gap="md">
          {params.has('ended') ? <Alert color="yellow" role="status">{t('signIn.ended')}</Alert> : null}
          {told === null ? null : <Alert color="yellow" role="status">{told}</Alert>}
          <CompanyRefusal reason={step === 'email' ? params.get('sso') : null} />
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
          {step === 'password' && company ? <CompanySignIn company={company} email={form.values.email.trim()} next={params.get('next')} /> : null}
          {/* In the page from the start, so that a password manager fills both at once. */}
          <PasswordInput ref={password} label={t('entrance.password')} autoComplete="current-password" display={step === 'password' ? undefined : 'none'} visibilityToggleButtonProps={{ 'aria-label': t('entrance.showPassword') }} {...form.field('password')} />
          <Button type="submit" variant={step === 'password' && company ? 'default' : undefined} loading={form.submitting} fullWidth>{t(step === 'email' ? 'signIn.continue' : 'signIn.submit')}</Button>
          {knowsPasskeys() ? (
            <>
              <div className={classes.or}>{t('signIn.or')}</div>
              <Button variant="default" fullWidth leftSection={<IconKey size={16} />} loading={waiting} onClick={() => void byPasskey()}>{t('signIn.passkey')}</Button>
            </>
          ) : null}
        </Stack>
      </form>
    </Entrance>
  );
}
