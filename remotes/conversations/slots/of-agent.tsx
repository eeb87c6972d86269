import type { SlotProps } from '#shared/contract/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Button, IconMessages, Link } from '#shared/ui/index.ts';

/** On an agent's page: the way to what visitors asked it. */
export default function OfAgent({ context: { agentId, agentName } }: SlotProps<'agent.actions'>) {
  const t = useT('conversations');
  return (
    <Button component={Link} to={`/conversations?${new URLSearchParams({ agent: agentId })}`} variant="default" leftSection={<IconMessages size={16} aria-hidden />} aria-label={t('ofAgent.label', { name: agentName })}>
      {t('ofAgent.action')}
    </Button>
  );
}
