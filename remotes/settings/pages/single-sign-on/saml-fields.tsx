import { useT } from '#shared/i18n/index.ts';
import { type Form, SegmentedControl, TextInput, Textarea } from '#shared/ui/index.ts';
import type { SsoConnectionShownFragment } from '../../gql/graphql.ts';
import type { ConnectionValues } from './connection-form.ts';
import classes from './single-sign-on.module.css';

interface SamlFieldsProps { readonly form: Form<ConnectionValues>; readonly connection: SsoConnectionShownFragment | null }

/** What a SAML provider is known by: its own metadata, or what of it matters. */
export function SamlFields({ form, connection }: SamlFieldsProps) {
  const t = useT('settings');
  const { source } = form.values;
  return (
    <>
      <SegmentedControl fullWidth aria-label={t('sso.source')} data={[{ value: 'metadata', label: t('sso.byMetadata') }, { value: 'hand', label: t('sso.byHand') }]} value={source} onChange={(next) => form.set('source', next === 'hand' ? 'hand' : 'metadata')} />
      {source === 'metadata' ? (
        <Textarea label={t('sso.metadata')} description={t('sso.metadataHint')} placeholder="<EntityDescriptor …" rows={8} autoComplete="off" spellCheck={false} classNames={{ input: classes.code }} {...form.field('metadata')} />
      ) : (
        <>
          <TextInput label={t('sso.entityId')} description={t('sso.entityIdHint')} autoComplete="off" spellCheck={false} {...form.field('entityId')} />
          <TextInput label={t('sso.signOnUrl')} description={t('sso.signOnUrlHint')} placeholder="https://" type="url" inputMode="url" autoComplete="off" spellCheck={false} {...form.field('signOnUrl')} />
          <TextInput label={t('sso.signOutUrl')} description={t('sso.signOutUrlHint')} placeholder="https://" type="url" inputMode="url" autoComplete="off" spellCheck={false} {...form.field('signOutUrl')} />
          <Textarea label={t('sso.certificates')} description={t(connection?.protocol === 'saml' ? 'sso.certificatesStored' : 'sso.certificatesHint')} placeholder="-----BEGIN CERTIFICATE-----" rows={6} autoComplete="off" spellCheck={false} classNames={{ input: classes.code }} {...form.field('certificates')} />
        </>
      )}
    </>
  );
}
