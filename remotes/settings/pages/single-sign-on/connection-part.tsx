import { useId } from 'react';
import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Button, ConfirmDialog, FormDialog, Group, SegmentedControl, StatusBadge, TextInput, Title, useDisclosure, useForm, useShell } from '#shared/ui/index.ts';
import { RemoveSsoConnectionDocument, type SamlKeyShownFragment, SaveSamlConnectionDocument, SaveSsoConnectionDocument, type SsoConnectionShownFragment } from '../../gql/graphql.ts';
import { type ConnectionValues, certificatesOf, neededOf, valuesOf } from './connection-form.ts';
import { OidcFields } from './oidc-fields.tsx';
import { type OwnAddresses, OwnAddressFields } from './own-addresses.tsx';
import { Facts, Part } from './part.tsx';
import { SamlFields } from './saml-fields.tsx';
import { SamlKeys } from './saml-keys.tsx';
import classes from './single-sign-on.module.css';

const again = { refetchQueries: ['SingleSignOn'], awaitRefetchQueries: true };

interface ConnectionPartProps {
  readonly connection: SsoConnectionShownFragment | null;
  readonly addresses: OwnAddresses;
}

/** The identity provider people sign in with. */
export function ConnectionPart({ connection, addresses, samlKeys }: ConnectionPartProps & { readonly samlKeys: readonly SamlKeyShownFragment[] }) {
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
      {connection ? (
        <>
          <ConnectionFacts connection={connection} />
          <details className={classes.more}>
            <summary>{t('sso.told')}</summary>
            <OwnAddressFields protocol={connection.protocol} addresses={addresses} />
          </details>
          {connection.protocol === 'saml' ? <SamlKeys keys={samlKeys} /> : null}
        </>
      ) : null}
      <ConnectionDialog key={connection?.version ?? 0} connection={connection} addresses={addresses} opened={editing} onClose={dialog.close} />
      <ConfirmDialog opened={removing} onClose={confirm.close} title={t('sso.removeProviderTitle')} consequence={t('sso.removeProviderText')} confirmLabel={t('sso.removeIt')} onConfirm={remove} />
    </Part>
  );
}

function ConnectionFacts({ connection: { protocol, label, issuer, clientId, signOnUrl, signOutUrl, certificates } }: { readonly connection: SsoConnectionShownFragment }) {
  const t = useT('settings');
  const format = useFormat();
  const signing = certificates.map(({ fingerprint, validUntil }) => (
    <div key={fingerprint}>
      <div>{t('sso.certificateUntil', { date: format.date(validUntil) })}</div>
      <code className={classes.code}>{fingerprint}</code>
    </div>
  ));
  return (
    <Facts
      of={[
        [t('sso.status'), <StatusBadge key="status" tone="positive" label={t('sso.connected')} />], [t('sso.protocol'), t(`sso.protocols.${protocol}`)], [t('sso.label'), label],
        ...(protocol === 'saml' ? ([[t('sso.entityId'), issuer], [t('sso.signOnUrl'), signOnUrl], [t('sso.signOutUrl'), signOutUrl ?? t('sso.noSignOut')], [t('sso.certificates'), signing]] as const) : ([[t('sso.issuer'), issuer], [t('sso.clientId'), clientId]] as const)),
      ]}
    />
  );
}

function ConnectionDialog({ connection, addresses, opened, onClose }: ConnectionPartProps & { readonly opened: boolean; readonly onClose: () => void }) {
  const t = useT('settings');
  const { notify } = useShell();
  const [saveOidc] = useMutation(SaveSsoConnectionDocument, again);
  const [saveSaml] = useMutation(SaveSamlConnectionDocument, again);
  const version = connection?.version ?? null;
  const form = useForm<ConnectionValues, unknown>({
    initial: valuesOf(connection),
    check: (values) => Object.fromEntries(neededOf(values).filter((name) => !values[name].trim()).map((name) => [name, t('sso.needed')])),
    submit: async ({ protocol, label, issuer, clientId, clientSecret, source, metadata, entityId, signOnUrl, signOutUrl, certificates }) => {
      if (protocol === 'oidc') return outcomeOf((await saveOidc({ variables: { input: { label, issuer, clientId, clientSecret: clientSecret || null, version } } })).data?.saveSsoConnection);
      const provider = source === 'metadata' ? { metadata } : { entityId, signOnUrl, signOutUrl, certificates: certificatesOf(certificates) };
      return outcomeOf((await saveSaml({ variables: { input: { label, version, ...provider } } })).data?.saveSamlConnection);
    },
    onDone: () => {
      notify({ kind: 'success', text: t('sso.saved') });
      onClose();
    },
  });
  const { protocol } = form.values;
  const told = useId();
  return (
    <FormDialog form={form} opened={opened} onClose={onClose} title={t(connection ? 'sso.changeTitle' : 'sso.connectTitle')} submitLabel={t('sso.save')} size={560}>
      <SegmentedControl fullWidth aria-label={t('sso.protocol')} data={(['oidc', 'saml'] as const).map((value) => ({ value, label: t(`sso.protocols.${value}`) }))} value={protocol} onChange={(next) => form.set('protocol', next === 'saml' ? 'saml' : 'oidc')} />
      {connection?.protocol === protocol ? null : <section aria-labelledby={told} className={classes.told}><Title order={3} size="h4" id={told}>{t('sso.told')}</Title><OwnAddressFields protocol={protocol} addresses={addresses} /></section>}
      <TextInput label={t('sso.label')} description={t('sso.labelHint')} maxLength={60} autoComplete="organization" data-autofocus {...form.field('label')} />
      {protocol === 'oidc' ? <OidcFields form={form} connection={connection} /> : <SamlFields form={form} connection={connection} />}
    </FormDialog>
  );
}
