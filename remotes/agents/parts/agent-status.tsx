import { useT } from '#shared/i18n/index.ts';
import { Group, StatusBadge } from '#shared/ui/index.ts';

interface AgentStatusProps {
  readonly agent: { readonly live: { readonly number: number } | null; readonly draftChanges: readonly string[] };
}

/** Live with its version, or a draft; and whether the draft is ahead. */
export function AgentStatus({ agent: { live, draftChanges } }: AgentStatusProps) {
  const t = useT('agents');
  return (
    <Group gap={6}>
      {live ? <StatusBadge tone="positive" label={t('status.live', { number: live.number })} /> : <StatusBadge tone="neutral" label={t('status.draft')} />}
      {live && draftChanges.length > 0 ? <StatusBadge tone="warning" label={t('status.ahead')} /> : null}
    </Group>
  );
}
