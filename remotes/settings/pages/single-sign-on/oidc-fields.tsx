import { useState } from 'react';
import { toAppError, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Alert, Button, type Form, IconPlugConnected, PasswordInput, TextInput, useErrorText } from '#shared/ui/index.ts';
import { type SsoConnectionShownFragment, TestSsoConnectionDocument } from '../../gql/graphql.ts';
import type { ConnectionValues } from './connection-form.ts';

interface OidcFieldsProps { readonly form: Form<ConnectionValues>; readonly connection: SsoConnectionShownFragment | null }

/** What an OpenID provider is known by, and whether it answers to it. */
export function OidcFields({ form, connection }: OidcFieldsProps) {
  const t = useT('settings');
  const errorText = useErrorText();
  const [ask, { loading }] = useMutation(TestSsoConnectionDocument);
  const [result, setResult] = useState<{ readonly ok: boolean; readonly text: string; readonly of: string } | null>(null);
  const { issuer, clientId, clientSecret } = form.values;
  const typed = JSON.stringify([issuer, clientId, clientSecret]);
  const test = async (): Promise<void> => {
    if (loading) return;
    try {
      const answer = (await ask({ variables: { input: { issuer, clientId, clientSecret: clientSecret || null } } })).data?.testSsoConnection;
      const text = answer?.__typename === 'ValidationError' ? answer.fields.map(({ message }) => message).join(' ') : (answer?.message ?? '');
      setResult({ ok: answer?.__typename === 'SsoConnectionTest' && answer.ok, text, of: typed });
    } catch (error) {
      setResult({ ok: false, text: errorText(toAppError(error)), of: typed });
    }
  };
  const shown = result?.of === typed ? result : null;
  const stored = connection?.protocol === 'oidc';
  return (
    <>
      <TextInput label={t('sso.issuer')} description={t('sso.issuerHint')} placeholder="https://" type="url" inputMode="url" autoComplete="off" spellCheck={false} {...form.field('issuer')} />
      <TextInput label={t('sso.clientId')} autoComplete="off" spellCheck={false} {...form.field('clientId')} />
      <PasswordInput
        label={t('sso.clientSecret')}
        description={stored ? (connection.secretEnding ? t('sso.secretStored', { ending: connection.secretEnding }) : t('sso.secretStoredShort')) : undefined}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('sso.showSecret') }}
        {...form.field('clientSecret')}
      />
      <div>
        <Button variant="default" leftSection={<IconPlugConnected size={16} />} loading={loading} disabled={!issuer.trim() || !clientId.trim()} onClick={() => void test()}>{t('sso.test')}</Button>
        <div role="status">{shown ? <Alert mt="sm" color={shown.ok ? 'green' : 'red'} title={t(shown.ok ? 'sso.testPassed' : 'sso.testFailed')}>{shown.text}</Alert> : null}</div>
      </div>
    </>
  );
}
