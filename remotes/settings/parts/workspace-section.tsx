import type { ReactNode } from 'react';
import { toAppError, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ErrorState } from '#shared/ui/index.ts';
import { WorkspaceSettingsDocument, type WorkspaceSettingsFragment } from '../gql/graphql.ts';
import { FieldsSkeleton } from './fields-skeleton.tsx';
import { type SectionId, SettingsFrame } from './settings-frame.tsx';

interface WorkspaceSectionProps {
  readonly section: SectionId;
  readonly children: (workspace: WorkspaceSettingsFragment) => ReactNode;
}

/** A section that is about the workspace itself: draws it once it is known. */
export function WorkspaceSection({ section, children }: WorkspaceSectionProps) {
  const t = useT('settings');
  const { data, error, refetch } = useQuery(WorkspaceSettingsDocument);
  return (
    <SettingsFrame section={section}>
      {data ? children(data.workspace) : error ? <ErrorState error={toAppError(error)} title={t('failed')} order={3} onRetry={() => void refetch().catch(() => undefined)} /> : <FieldsSkeleton />}
    </SettingsFrame>
  );
}
