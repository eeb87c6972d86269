import { useState } from 'react';
import { outcomeOf, toAppError, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Alert, Button, ConfirmDialog, CopyField, FormDialog, Group, IconPlugConnected, PasswordInput, StatusBadge, TextInput, useDisclosure, useErrorText, useForm, useShell } from '#shared/ui/index.ts';
import { RemoveSsoConnectionDocument, SaveSsoConnectionDocument, type SsoConnectionShownFragment, TestSsoConnectionDocument } from '../../gql/graphql.ts';
import { Facts, Part } from './part.tsx';

const again = { refetchQueries: ['SingleSignOn'], awaitRefetchQueries: true };

interface ConnectionPartProps {
  readonly connection: SsoConnectionShownFragment | null;
  readonly callbackAddress: string;
}

/** The identity provider people sign in with. */
export function ConnectionPart({ connection, callbackAddress }: ConnectionPartProps) {
  const t = useT('settings');
  const { notify } = useShell();
  const [editing, dialog] = useDisclosure(false);
  const [removing, confirm] = useDisclosure(false);
  const [removeConnection] = useMutation(RemoveSsoConnectionDocument, again);
  const remove = async () => {
    const outcome = outcomeOf((await removeConnection()).data?.removeSsoConnection);
    if (outcome.ok) notify({ kind: 'success', text: t('sso.connectionRemoved') });
    return outcome;
  };
  return (
    <Part
      title={t('sso.provider')}
      purpose={t('sso.providerPurpose')}
      action={
        <Group gap="xs">
          {connection ? <Button variant="subtle" color="red" onClick={confirm.open}>{t('sso.removeProvider')}</Button> : null}
          <Button variant="default" onClick={dialog.open}>{t(connection ? 'sso.change' : 'sso.connect')}</Button>
        </Group>
      }
    >
      {connection ? <Facts of={[[t('sso.status'), <StatusBadge key="status" tone="positive" label={t('sso.connected')} />], [t('sso.label'), connection.label], [t('sso.issuer'), connection.issuer], [t('sso.clientId'), connection.clientId]]} /> : null}
      <ConnectionDialog key={connection?.version ?? 0} connection={connection} callbackAddress={callbackAddress} opened={editing} onClose={dialog.close} />
      <ConfirmDialog opened={removing} onClose={confirm.close} title={t('sso.removeProviderTitle')} consequence={t('sso.removeProviderText')} confirmLabel={t('sso.removeIt')} onConfirm={remove} />
    </Part>
  );
}

function ConnectionDialog({ connection, callbackAddress, opened, onClose }: ConnectionPartProps & { readonly opened: boolean; readonly onClose: () => void }) {
  const t = useT('settings');
  const errorText = useErrorText();
  const { notify } = useShell();
  const [save] = useMutation(SaveSsoConnectionDocument, again);
  const [ask, { loading }] = useMutation(TestSsoConnectionDocument);
  const [result, setResult] = useState<{ readonly ok: boolean; readonly text: string; readonly of: string } | null>(null);
  const form = useForm({
    initial: { label: connection?.label ?? '', issuer: connection?.issuer ?? '', clientId: connection?.clientId ?? '', clientSecret: '' },
    check: ({ label, issuer, clientId }) => ({ label: label.trim() ? undefined : t('sso.needed'), issuer: issuer.trim() ? undefined : t('sso.needed'), clientId: clientId.trim() ? undefined : t('sso.needed') }),
    submit: async ({ clientSecret, ...values }) => outcomeOf((await save({ variables: { input: { ...values, clientSecret: clientSecret || null, version: connection?.version ?? null } } })).data?.saveSsoConnection),
    onDone: () => {
      notify({ kind: 'success', text: t('sso.saved') });
      onClose();
    },
  });
  const { values } = form;
  const typed = JSON.stringify(values);
  const test = async (): Promise<void> => {
    if (loading) return;
    const { issuer, clientId, clientSecret } = values;
    try {
      const answer = (await ask({ variables: { input: { issuer, clientId, clientSecret: clientSecret || null } } })).data?.testSsoConnection;
      const text = answer?.__typename === 'ValidationError' ? answer.fields.map(({ message }) => message).join(' ') : (answer?.message ?? '');
      setResult({ ok: answer?.__typename === 'SsoConnectionTest' && answer.ok, text, of: typed });
    } catch (error) {
      setResult({ ok: false, text: errorText(toAppError(error)), of: typed });
    }
  };
  const shown = result?.of === typed ? result : null;
  return (
    <FormDialog form={form} opened={opened} onClose={onClose} title={t(connection ? 'sso.changeTitle' : 'sso.connectTitle')} submitLabel={t('sso.save')}>
      <CopyField label={t('sso.callback')} description={t('sso.callbackHint')} value={callbackAddress} />
      <TextInput label={t('sso.label')} description={t('sso.labelHint')} maxLength={60} autoComplete="organization" data-autofocus {...form.field('label')} />
      <TextInput label={t('sso.issuer')} description={t('sso.issuerHint')} placeholder="https://" type="url" inputMode="url" autoComplete="off" spellCheck={false} {...form.field('issuer')} />
      <TextInput label={t('sso.clientId')} autoComplete="off" spellCheck={false} {...form.field('clientId')} />
      <PasswordInput
        label={t('sso.clientSecret')}
        description={connection ? (connection.secretEnding ? t('sso.secretStored', { ending: connection.secretEnding }) : t('sso.secretStoredShort')) : undefined}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('sso.showSecret') }}
        {...form.field('clientSecret')}
      />
      <div>
        <Button variant="default" leftSection={<IconPlugConnected size={16} />} loading={loading} disabled={!values.issuer.trim() || !values.clientId.trim()} onClick={() => void test()}>{t('sso.test')}</Button>
        <div role="status">{shown ? <Alert mt="sm" color={shown.ok ? 'green' : 'red'} title={t(shown.ok ? 'sso.testPassed' : 'sso.testFailed')}>{shown.text}</Alert> : null}</div>
      </div>
    </FormDialog>
  );
}
