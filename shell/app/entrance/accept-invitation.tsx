import { useEffect } from 'react';
import { HttpRefusal, requestJson, requestOutcome, toAppError, useHttpQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import type { Role } from '#shared/permissions/index.ts';
import { Button, FormSummary, Link, PasswordInput, Skeleton, Stack, Text, TextInput, useErrorText, useForm } from '#shared/ui/index.ts';
import { activeWorkspace } from '../workspace-choice.ts';
import { Entrance } from './entrance.tsx';
import { useFragmentValue } from './fragment.ts';
import { NewPassword, useCheckPassword } from './password-field.tsx';
import { useEnter } from './use-enter.ts';

interface Preview {
  readonly workspaceName: string;
  readonly email: string;
  readonly role: Role;
  readonly invitedBy: string | null;
  readonly customRole: string | null;
  readonly message: string;
  readonly hasAccount: boolean;
  /** Signed in here as the one who is invited. */
  readonly isViewer: boolean;
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
  const { workspaceName, invitedBy, role, customRole, message } = data;
  return (
    <Entrance title={t('invite.join', { workspace: workspaceName })} purpose={t(invitedBy ? 'invite.by' : 'invite.bySomebody', { name: invitedBy ?? '', role: customRole ?? t(`role.${role}`) })}>
      {message ? <Text component="blockquote" m={0} pl="sm" style={{ borderLeft: '2px solid var(--isatis-hairline)', whiteSpace: 'pre-line' }}>{message}</Text> : null}
      <AcceptForm token={token} preview={data} />
    </Entrance>
  );
}

function AcceptForm({ token, preview: { email, hasAccount, isViewer } }: { readonly token: string; readonly preview: Preview }) {
  const t = useT('shell');
  const enter = useEnter();
  const checkPassword = useCheckPassword();
  const form = useForm({
    initial: { name: '', password: '' },
    check: ({ name, password }) => ({
      name: isViewer || hasAccount || name.trim() ? undefined : t('entrance.required'),
      password: isViewer ? undefined : hasAccount ? (password ? undefined : t('entrance.required')) : checkPassword(password),
    }),
    submit: ({ name, password }) => requestOutcome<{ workspaceId: string }>('/auth/invitation/accept', { method: 'POST', body: { token, ...(isViewer ? {} : { password }), ...(hasAccount ? {} : { name: name.trim() }) } }),
    onDone: ({ workspaceId }) => {
      // The workspace one was invited to, not the one this tab was in before.
      activeWorkspace.set(workspaceId);
      void enter();
    },
  });
  return (
    <form onSubmit={form.submit} noValidate>
      <Stack gap="md">
        <FormSummary form={form} />
        <TextInput label={t('entrance.email')} value={email} readOnly autoComplete="username" description={isViewer ? t('invite.isViewer') : hasAccount ? t('invite.hasAccount') : undefined} />
        {hasAccount ? null : <TextInput label={t('entrance.name')} autoComplete="name" autoFocus {...form.field('name')} />}
        {isViewer ? null : hasAccount ? <PasswordInput label={t('entrance.password')} autoComplete="current-password" autoFocus visibilityToggleButtonProps={{ 'aria-label': t('entrance.showPassword') }} {...form.field('password')} /> : <NewPassword field={form.field('password')} />}
        <Button type="submit" loading={form.submitting} fullWidth>{t('invite.submit')}</Button>
      </Stack>
    </form>
  );
}
