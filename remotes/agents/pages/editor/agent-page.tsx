import { toAppError, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Button, EmptyState, ErrorState, IconRobot, Link, PageSkeleton, useParams } from '#shared/ui/index.ts';
import { AgentDocument } from '../../gql/graphql.ts';
import { AgentEditor } from './agent-editor.tsx';

/** Finds the agent of the address. */
export default function AgentPage() {
  const t = useT('agents');
  const { agentId = '' } = useParams();
  const { data, error, refetch } = useQuery(AgentDocument, { variables: { id: agentId } });
  const agent = data?.agent;
  if (agent === null) {
    return <EmptyState order={1} drawing={<IconRobot size={26} stroke={1.5} />} title={t('editor.gone')} text={t('editor.goneText')} action={<Button component={Link} to="/agents" variant="default">{t('editor.back')}</Button>} />;
  }
  if (agent) return <AgentEditor key={agent.id} agent={agent} refetch={async () => (await refetch()).data?.agent ?? null} />;
  if (error) return <ErrorState error={toAppError(error)} title={t('editor.failed')} onRetry={() => void refetch()} order={1} />;
  return <PageSkeleton />;
}
