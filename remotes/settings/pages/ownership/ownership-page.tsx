import { toAppError, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ErrorState } from '#shared/ui/index.ts';
import { OwnershipSettingsDocument } from '../../gql/graphql.ts';
import { FieldsSkeleton } from '../../parts/fields-skeleton.tsx';
import { SettingsFrame } from '../../parts/settings-frame.tsx';
import { DeleteWorkspace } from './delete-workspace.tsx';
import { TransferOwnership } from './transfer-ownership.tsx';

/** Handing the workspace over, and ending it. */
export default function OwnershipPage() {
  const t = useT('settings');
  const { data, error, refetch } = useQuery(OwnershipSettingsDocument, { fetchPolicy: 'cache-and-network' });
  return (
    <SettingsFrame section="ownership">
      {data ? (
        <>
          {data.workspace.viewerCanTransfer ? <TransferOwnership workspace={data.workspace.name} offer={data.ownershipOffer} /> : null}
          {data.workspace.viewerCanDelete ? <DeleteWorkspace workspace={data.workspace} /> : null}
        </>
      ) : error ? <ErrorState error={toAppError(error)} title={t('failed')} order={3} onRetry={() => void refetch().catch(() => undefined)} /> : <FieldsSkeleton />}
    </SettingsFrame>
  );
}
