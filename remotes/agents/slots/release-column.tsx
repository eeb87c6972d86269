import type { SlotProps } from '#shared/contract/index.ts';
import { useQuery } from '#shared/data/index.ts';
import { Skeleton } from '#shared/ui/index.ts';
import { AgentReleasesDocument, ReleaseOfAgentDocument } from '../gql/graphql.ts';
import { AgentStatus } from '../parts/agent-status.tsx';

/** In Analytics' comparison: whether an agent is live, and with which version. */
export default function ReleaseColumn({ context: { agentId } }: SlotProps<'analytics.agents.columns'>) {
  // One question for all rows; who lies beyond its first page asks alone.
  const { data: all } = useQuery(AgentReleasesDocument, { fetchPolicy: 'cache-first' });
  const known = all?.agents.edges.find(({ node }) => node.id === agentId)?.node;
  const { data: one, loading } = useQuery(ReleaseOfAgentDocument, { variables: { id: agentId }, skip: all === undefined || known !== undefined });
  const agent = known ?? one?.agent;
  if (agent) return <AgentStatus agent={agent} />;
  return all === undefined || loading ? <Skeleton height={14} width={90} /> : '–';
}
