import { useEffect } from 'react';
import { HttpRefusal, requestJson, requestOutcome, toAppError, useHttpQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import type { Role } from '#shared/permissions/index.ts';
import { Button, FormSummary, Link, PasswordInput, Skeleton, Stack, TextInput, useErrorText, useForm } from '#shared/ui/index.ts';
import { Entrance } from './entrance.tsx';
import { useFragmentValue } from './fragment.ts';
import { NewPassword, useCheckPassword } from './password-field.tsx';
import { useEnter } from './use-enter.ts';

interface Preview {
  readonly workspaceName: string;
  readonly email: string;
  readonly role: Role;
  readonly invitedBy: string | null;
  readonly hasAccount: boolean;
}

const deadLinks: ReadonlySet<string> = new Set(['expired', 'used', 'revoked', 'unknown']);

/** The invited person's first visit: who invites, to what, and a password. */
export default function AcceptInvitation() {
  const t = useT('shell');
  const errorText = useErrorText();
  const token = useFragmentValue('token');
  const { data, error, isPending, refetch } = useHttpQuery({
    queryKey: ['invitation', token],
    queryFn: () => requestJson<Preview>('/auth/invitation/preview', { method: 'POST', body: { token } }),
    enabled: token !== null,
    retry: false,
  });
  useEffect(() => {
    document.title = `${t('invite.title')} · Isatis`;
  }, [t]);
  const signIn = <Button component={Link} to="/sign-in" variant="default">{t('signIn.title')}</Button>;
  if (token === null) return <Entrance title={t('invite.dead.title')} purpose={t('invite.dead.unknown')}>{signIn}</Entrance>;
  if (isPending) return <Entrance title={t('invite.title')}><Skeleton height={160} /></Entrance>;
  if (error instanceof HttpRefusal) return <Entrance title={t('invite.dead.title')} purpose={deadLinks.has(error.code) ? t(`invite.dead.${error.code}`) : error.message}>{signIn}</Entrance>;
  if (error) return <Entrance title={t('invite.title')} purpose={errorText(toAppError(error))}><Button onClick={() => void refetch()}>{t('remote.retry')}</Button></Entrance>;
  const { workspaceName, invitedBy, role } = data;
  return (
    <Entrance title={t('invite.join', { workspace: workspaceName })} purpose={t(invitedBy ? 'invite.by' : 'invite.bySomebody', { name: invitedBy ?? '', role: t(`role.${role}`) })}>
      <AcceptForm token={token} preview={data} />
    </Entrance>
  );
}

function AcceptForm({ token, preview: { email, hasAccount } }: { readonly token: string; readonly preview: Preview }) {
  const t = useT('shell');
  const enter = useEnter();
  const checkPassword = useCheckPassword();
  const form = useForm({
    initial: { name: '', password: '' },
    check: ({ name, password }) => ({
      name: hasAccount || name.trim() ? undefined : t('entrance.required'),
      password: hasAccount ? (password ? undefined : t('entrance.required')) : checkPassword(password),
    }),
    submit: ({ name, password }) => requestOutcome('/auth/invitation/accept', { method: 'POST', body: { token, password, ...(hasAccount ? {} : { name: name.trim() }) } }),
    onDone: () => void enter(),
  });
  return (
    <form onSubmit={form.submit} noValidate>
      <Stack gap="md">
        <FormSummary form={form} />
        <TextInput label={t('entrance.email')} value={email} readOnly autoComplete="username" description={hasAccount ? t('invite.hasAccount') : undefined} />
        {hasAccount ? null : <TextInput label={t('entrance.name')} autoComplete="name" autoFocus {...form.field('name')} />}
        {hasAccount ? <PasswordInput label={t('entrance.password')} autoComplete="current-password" autoFocus visibilityToggleButtonProps={{ 'aria-label': t('entrance.showPassword') }} {...form.field('password')} /> : <NewPassword field={form.field('password')} />}
        <Button type="submit" loading={form.submitting} fullWidth>{t('invite.submit')}</Button>
      </Stack>
    </form>
  );
}
