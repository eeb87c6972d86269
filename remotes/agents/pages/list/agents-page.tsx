import { useConnection, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Button, CardsSkeleton, Center, EmptyState, ErrorState, GuardedButton, IconPlus, IconRobot, PageHeader, useCan, useNavigate } from '#shared/ui/index.ts';
import { AgentsDocument } from '../../gql/graphql.ts';
import { AgentCard } from './agent-card.tsx';
import classes from './agents-page.module.css';
import { firstAgents } from './first-agents.ts';

/** All agents, each with its state and how busy it was. */
export default function AgentsPage() {
  const t = useT('agents');
  const navigate = useNavigate();
  const mayCreate = useCan('agents:create');
  const { rows, error, onRetry, hasMore, loadingMore, onMore, connection } = useConnection(useQuery(AgentsDocument, { variables: firstAgents }), (data) => data.agents);
  const create = (
    <GuardedButton need="agents:create" allowed={connection?.viewerCanCreate} leftSection={<IconPlus size={16} />} onClick={() => void navigate('/agents/new')}>{t('list.create')}</GuardedButton>
  );
  return (
    <>
      <PageHeader title={t('list.title')} purpose={t('list.purpose')} actions={rows && rows.length === 0 ? undefined : create} />
      {error ? <ErrorState error={error} title={t('list.failed')} onRetry={onRetry} /> : null}
      {!rows && !error ? <CardsSkeleton /> : null}
      {rows?.length === 0 && !error ? (
        <EmptyState drawing={<IconRobot size={26} stroke={1.5} />} title={t('list.empty')} text={mayCreate ? t('list.emptyText') : t('list.emptyReader')} action={create} />
      ) : null}
      {rows && rows.length > 0 ? (
        <ul className={classes.cards} aria-label={t('list.title')}>
          {rows.map((agent) => <AgentCard key={agent.id} agent={agent} />)}
        </ul>
      ) : null}
      {hasMore ? <Center mt="lg"><Button variant="default" loading={loadingMore} onClick={onMore}>{t('list.more')}</Button></Center> : null}
    </>
  );
}
