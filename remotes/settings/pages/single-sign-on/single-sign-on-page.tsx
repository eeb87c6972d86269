import { toAppError, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ErrorState, Stack, StatusBadge } from '#shared/ui/index.ts';
import { SingleSignOnDocument } from '../../gql/graphql.ts';
import { FieldsSkeleton } from '../../parts/fields-skeleton.tsx';
import { SettingsFrame } from '../../parts/settings-frame.tsx';
import { ConnectionPart } from './connection-part.tsx';
import { DomainsPart } from './domains-part.tsx';
import { PolicyPart } from './policy-part.tsx';
import { ProvisioningPart } from './provisioning-part.tsx';

/** How the people of a company come in: domains, provider, rules, provisioning. */
export default function SingleSignOnPage() {
  const t = useT('settings');
  const { data, error, refetch } = useQuery(SingleSignOnDocument);
  const all = data?.singleSignOn;
  const isOn = all?.connection && all.domains.some(({ verifiedAt }) => verifiedAt);
  return (
    <SettingsFrame section="sso" aside={all ? <StatusBadge tone={isOn ? 'positive' : 'neutral'} label={t(isOn ? 'sso.on' : 'sso.off')} /> : null}>
      {all ? (
        <Stack gap="md">
          <DomainsPart domains={all.domains} />
          <ConnectionPart connection={all.connection} addresses={all} samlKeys={all.samlKeys} />
          <PolicyPart policy={all.policy} />
          <ProvisioningPart token={all.scimToken} address={all.scimAddress} provisioned={all.provisioned} />
        </Stack>
      ) : error ? (
        <ErrorState error={toAppError(error)} title={t('failed')} order={3} onRetry={() => void refetch().catch(() => undefined)} />
      ) : (
        <FieldsSkeleton />
      )}
    </SettingsFrame>
  );
}
