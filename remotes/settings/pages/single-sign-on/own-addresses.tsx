import { useT } from '#shared/i18n/index.ts';
import { CopyField, Stack } from '#shared/ui/index.ts';
import type { SsoProtocol } from '../../gql/graphql.ts';

/** What a provider has to be told of us. */
export interface OwnAddresses { readonly callbackAddress: string; readonly samlEntityId: string; readonly samlAnswerAddress: string; readonly samlSignOutAddress: string; readonly signedOutAddress: string; readonly startAddress: string }

interface OwnAddressFieldsProps { readonly protocol: SsoProtocol; readonly addresses: OwnAddresses }

/** What a provider of one protocol has to be told, to be copied over there. */
export function OwnAddressFields({ protocol, addresses }: OwnAddressFieldsProps) {
  const t = useT('settings');
  return (
    <Stack gap="sm">
      {protocol === 'oidc' ? <CopyField label={t('sso.callback')} description={t('sso.callbackHint')} value={addresses.callbackAddress} /> : (
        <>
          <CopyField label={t('sso.ownEntityId')} description={t('sso.ownEntityIdHint')} value={addresses.samlEntityId} />
          <CopyField label={t('sso.answerAddress')} description={t('sso.answerAddressHint')} value={addresses.samlAnswerAddress} />
        </>
      )}
      <CopyField label={t('sso.ownSignOut')} description={t(protocol === 'oidc' ? 'sso.signedOutHint' : 'sso.ownSignOutHint')} value={protocol === 'oidc' ? addresses.signedOutAddress : addresses.samlSignOutAddress} />
      <CopyField label={t('sso.startAddress')} description={t('sso.startAddressHint')} value={addresses.startAddress} />
    </Stack>
  );
}
