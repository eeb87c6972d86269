import { useRef } from 'react';
import { useConnection, useQuery } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Button, EmptyState, ErrorState, IconMessages, IconSearch, ListToolbar, RowsSkeleton, Text, useCan, useErrorText, useListState } from '#shared/ui/index.ts';
import { type Channel, ConversationAgentsDocument, type ConversationRowFragment, ConversationsDocument, type Feedback } from '../../../gql/graphql.ts';
import classes from './conversation-list.module.css';
import { firstConversations } from './first-conversations.ts';
import { ConversationRow } from './conversation-row.tsx';
import { useConversationChanges } from './use-conversation-changes.ts';

const channels: readonly Channel[] = ['widget', 'demo'];
const feedbacks: readonly Feedback[] = ['up', 'down'];
const nearTop = 8;

interface ConversationListProps {
  readonly openId: string | null;
}

/** All conversations, newest first; search and filters are in the address. */
export function ConversationList({ openId }: ConversationListProps) {
  const t = useT('conversations');
  const format = useFormat();
  const errorText = useErrorText();
  const mayReadAgents = useCan('agents:read');
  const scroller = useRef<HTMLDivElement>(null);
  const state = useListState({ filters: ['agent', 'channel', 'feedback'] });
  const { data: agentData } = useQuery(ConversationAgentsDocument, { skip: !mayReadAgents });

  const agentId = state.filters['agent']?.[0] ?? null;
  const channel = channels.find((one) => one === state.filters['channel']?.[0]) ?? null;
  const feedback = feedbacks.find((one) => one === state.filters['feedback']?.[0]) ?? null;
  const result = useQuery(ConversationsDocument, { variables: { ...firstConversations, search: state.search || null, agentId, channel, feedback } });
  const { rows, total, loading, error, onRetry, hasMore, loadingMore, onMore } = useConnection(result, (data) => data.conversations, state);

  const live = useConversationChanges({
    shown: rows?.map(({ id }) => id) ?? [],
    matches: (changed: ConversationRowFragment) =>
      // Whether it holds the words searched for, only the server knows.
      state.search === '' && (agentId === null || changed.agentId === agentId) && (channel === null || changed.channel === channel)
      && (feedback === null || (feedback === 'up' ? changed.feedbackUp : changed.feedbackDown) > 0),
    isReading: () => openId !== null || (scroller.current?.scrollTop ?? 0) > nearTop,
    refetch: () => result.refetch(),
  });

  const agents = (agentData?.agents.edges ?? []).map(({ node }) => ({ value: node.id, label: node.live?.config.name ?? node.draft.name }));
  return (
    <section className={classes.pane} aria-label={t('list.title')}>
      <div className={classes.tools}>
        <ListToolbar
          state={state}
          search={{ placeholder: t('list.search') }}
          views="conversations"
          filters={[
            ...(mayReadAgents ? [{ id: 'agent', label: t('list.agent'), options: agents }] : []),
            { id: 'channel', label: t('list.channel'), options: channels.map((value) => ({ value, label: t(`channel.${value}`) })) },
            { id: 'feedback', label: t('list.feedback'), options: feedbacks.map((value) => ({ value, label: t(`feedback.${value}`) })) },
          ]}
        />
      </div>
      <div ref={scroller} className={classes.scroll} aria-busy={loading}>
        {live.waiting > 0 ? <div className={classes.pill}><Button size="compact-sm" radius="xl" onClick={() => { live.show(); scroller.current?.scrollTo({ top: 0 }); }}>{t('list.new', { count: live.waiting })}</Button></div> : null}
        {error && !rows ? <ErrorState error={error} title={t('list.failed')} onRetry={onRetry} /> : null}
        {error && rows ? <Text size="sm" c="var(--isatis-negative)" p="sm" role="alert">{t('list.failed')} {errorText(error)} <Button size="compact-sm" variant="default" onClick={onRetry}>{t('list.retry')}</Button></Text> : null}
        {!rows && !error ? <div className={classes.skeleton}><RowsSkeleton rows={8} /></div> : null}
        {rows?.length === 0 && !error ? <Nothing narrowed={state.isNarrowed} search={state.search} onClear={state.clear} /> : null}
        {rows && rows.length > 0 ? (
          <ul className={classes.list} data-loading={loading || undefined}>
            {rows.map((row) => <ConversationRow key={row.id} conversation={row} open={row.id === openId} />)}
          </ul>
        ) : null}
        {hasMore ? <div className={classes.more}><Button variant="default" size="compact-sm" loading={loadingMore} onClick={onMore}>{t('list.more')}</Button></div> : null}
      </div>
      {total !== undefined && total > 0 ? <Text size="xs" c="dimmed" className={classes.foot} role="status">{t('list.count', { count: total, number: format.number(total) })}</Text> : null}
    </section>
  );
}

interface NothingProps {
  readonly narrowed: boolean;
  readonly search: string;
  readonly onClear: () => void;
}

function Nothing({ narrowed, search, onClear }: NothingProps) {
  const t = useT('conversations');
  if (!narrowed) return <EmptyState drawing={<IconMessages size={26} stroke={1.5} />} title={t('list.empty')} text={t('list.emptyText')} />;
  return (
    <EmptyState
      drawing={<IconSearch size={26} stroke={1.5} />}
      title={t('list.nothing')}
      text={search ? t('list.nothingText', { search }) : t('list.filtersLeaveNothing')}
      action={<Button variant="default" onClick={onClear}>{t('list.clear')}</Button>}
    />
  );
}
