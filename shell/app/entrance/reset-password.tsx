import { useEffect, useState } from 'react';
import { requestOutcome } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Alert, Button, FormSummary, Link, Stack, TextInput, useForm } from '#shared/ui/index.ts';
import { Entrance } from './entrance.tsx';
import { useFragmentValue } from './fragment.ts';
import { NewPassword, useCheckPassword } from './password-field.tsx';

/** Without a token: asks for the mail. With the mail's token: takes the new password. */
export default function ResetPassword() {
  const t = useT('shell');
  const token = useFragmentValue('token');
  useEffect(() => {
    document.title = `${t('reset.title')} · Isatis`;
  }, [t]);
  return token === null ? <AskForMail /> : <ChoosePassword token={token} />;
}

const backToSignIn = (label: string) => <Link to="/sign-in">{label}</Link>;

function AskForMail() {
  const t = useT('shell');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useForm({
    initial: { email: '' },
    check: ({ email }) => (/^\S+@\S+$/.test(email.trim()) ? {} : { email: t('entrance.emailInvalid') }),
    submit: ({ email }) => requestOutcome('/auth/request-password-reset', { method: 'POST', body: { email: email.trim(), redirectTo: '/reset-password' } }),
    onDone: (_, { email }) => setSentTo(email.trim()),
  });
  return (
    <Entrance title={t('reset.title')} purpose={t('reset.purpose')} below={backToSignIn(t('reset.back'))}>
      {sentTo === null ? (
        <form onSubmit={form.submit} noValidate>
          <Stack gap="md">
            <FormSummary form={form} />
            <TextInput label={t('entrance.email')} type="email" autoComplete="username" autoFocus {...form.field('email')} />
            <Button type="submit" loading={form.submitting} fullWidth>{t('reset.send')}</Button>
          </Stack>
        </form>
      ) : (
        <Alert color="green" role="status">{t('reset.sent', { email: sentTo })}</Alert>
      )}
    </Entrance>
  );
}

function ChoosePassword({ token }: { readonly token: string }) {
  const t = useT('shell');
  const checkPassword = useCheckPassword();
  const [done, setDone] = useState(false);
  const form = useForm({
    initial: { password: '' },
    check: ({ password }) => ({ password: checkPassword(password) }),
    submit: async ({ password }) => {
      const outcome = await requestOutcome('/auth/reset-password', { method: 'POST', body: { token, newPassword: password } });
      return outcome.ok || outcome.code !== 'INVALID_TOKEN' ? outcome : { ...outcome, message: t('reset.dead') };
    },
    onDone: () => setDone(true),
  });
  if (done) return <Entrance title={t('reset.doneTitle')} purpose={t('reset.done')}><Button component={Link} to="/sign-in">{t('signIn.title')}</Button></Entrance>;
  return (
    <Entrance title={t('reset.chooseTitle')} below={backToSignIn(t('reset.back'))}>
      <form onSubmit={form.submit} noValidate>
        <Stack gap="md">
          <FormSummary form={form} />
          <NewPassword field={form.field('password')} label={t('reset.newPassword')} />
          <Button type="submit" loading={form.submitting} fullWidth>{t('reset.save')}</Button>
        </Stack>
      </form>
    </Entrance>
  );
}
