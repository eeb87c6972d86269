import { useState } from 'react';
import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Button, ConfirmDialog, CopyField, Dialog, Group, RelativeTime, Stack, Text, useDisclosure } from '#shared/ui/index.ts';
import { CreateScimTokenDocument, RevokeScimTokenDocument, type SingleSignOnQuery } from '../../gql/graphql.ts';
import { Facts, Part } from './part.tsx';

const again = { refetchQueries: ['SingleSignOn'], awaitRefetchQueries: true };

interface ProvisioningPartProps {
  readonly token: SingleSignOnQuery['singleSignOn']['scimToken'];
  readonly address: string;
  readonly provisioned: number;
}

/** The key with which a directory brings people in and takes them out. */
export function ProvisioningPart({ token, address, provisioned }: ProvisioningPartProps) {
  const t = useT('settings');
  const [making, make] = useDisclosure(false);
  const [revoking, revoke] = useDisclosure(false);
  const [secret, setSecret] = useState<string | null>(null);
  const [createToken] = useMutation(CreateScimTokenDocument, again);
  const [revokeToken] = useMutation(RevokeScimTokenDocument, again);
  const create = async () => {
    const outcome = outcomeOf((await createToken()).data?.createScimToken);
    if (outcome.ok) setSecret(outcome.value.secret);
    return outcome;
  };
  const end = async () => outcomeOf((await revokeToken()).data?.revokeScimToken);
  return (
    <Part
      title={t('sso.provisioning')}
      purpose={t('sso.provisioningPurpose')}
      action={
        <Group gap="xs">
          {token ? <Button variant="subtle" color="red" onClick={revoke.open}>{t('sso.revokeKey')}</Button> : null}
          <Button variant="default" onClick={make.open}>{t(token ? 'sso.replaceKey' : 'sso.makeKey')}</Button>
        </Group>
      }
    >
      <Stack gap="sm" mt="sm">
        <CopyField label={t('sso.scimAddress')} value={address} />
        {token ? <Facts of={[[t('sso.key'), `…${token.ending}`], [t('sso.keyMade'), <RelativeTime key="made" at={token.createdAt} />], [t('sso.keyUsed'), token.lastUsedAt ? <RelativeTime key="used" at={token.lastUsedAt} /> : t('sso.never')], [t('sso.provisioned'), String(provisioned)]]} /> : <Text c="dimmed">{t('sso.noKey')}</Text>}
      </Stack>
      <ConfirmDialog opened={making} onClose={make.close} danger={token !== null} title={t(token ? 'sso.replaceKeyTitle' : 'sso.makeKeyTitle')} consequence={t(token ? 'sso.replaceKeyText' : 'sso.makeKeyText')} confirmLabel={t(token ? 'sso.replaceIt' : 'sso.makeIt')} onConfirm={create} />
      <ConfirmDialog opened={revoking} onClose={revoke.close} title={t('sso.revokeKeyTitle')} consequence={t('sso.revokeKeyText')} confirmLabel={t('sso.revokeIt')} onConfirm={end} />
      <Dialog opened={secret !== null} onClose={() => setSecret(null)} title={t('sso.keyTitle')}>
        <Stack gap="md">
          <CopyField label={t('sso.key')} description={t('sso.keyOnce')} value={secret ?? ''} />
          <Group justify="flex-end"><Button onClick={() => setSecret(null)}>{t('sso.copied')}</Button></Group>
        </Stack>
      </Dialog>
    </Part>
  );
}
