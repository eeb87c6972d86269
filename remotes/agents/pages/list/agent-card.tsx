import { useFormat, useT } from '#shared/i18n/index.ts';
import { IconTag, Link, RelativeTime, Sparkline } from '#shared/ui/index.ts';
import type { AgentCardFragment } from '../../gql/graphql.ts';
import { AgentStatus } from '../../parts/agent-status.tsx';
import classes from './agents-page.module.css';

/** One agent. The whole card leads to it; its name is the link. */
export function AgentCard({ agent }: { readonly agent: AgentCardFragment }) {
  const t = useT('agents');
  const format = useFormat();
  const { id, draft, live, recentChats, updatedAt } = agent;
  const chats = recentChats?.reduce((sum, count) => sum + count, 0) ?? 0;
  return (
    <li className={classes.card}>
      <div className={classes.head}>
        <h2 className={classes.name}><Link to={`/agents/${id}`}>{draft.name}</Link></h2>
        <AgentStatus agent={agent} />
      </div>
      <p className={classes.goal} data-none={draft.goal === '' || undefined}>{draft.goal || t('list.noGoal')}</p>
      <p className={classes.tags}><IconTag size={14} aria-hidden />{draft.tags.length > 0 ? format.list(draft.tags.map(({ name }) => name)) : t('config.allKnowledge')}</p>
      <div className={classes.foot}>
        {recentChats ? (
          <span className={classes.chats}>
            <Sparkline values={recentChats} label={t('list.chats', { count: chats, number: format.number(chats) })} />
            <span aria-hidden>{t('list.chats', { count: chats, number: format.number(chats) })}</span>
          </span>
        ) : <span />}
        <span className={classes.when}>{live ? <>{t('list.published')} <RelativeTime at={live.publishedAt} /></> : <>{t('list.changed')} <RelativeTime at={updatedAt} /></>}</span>
      </div>
    </li>
  );
}
