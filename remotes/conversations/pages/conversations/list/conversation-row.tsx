import { useFormat, useT } from '#shared/i18n/index.ts';
import { IconThumbDown, IconThumbUp, Link, RelativeTime, useSearchParams } from '#shared/ui/index.ts';
import type { ConversationRowFragment } from '../../../gql/graphql.ts';
import classes from './conversation-list.module.css';

interface ConversationRowProps {
  readonly conversation: ConversationRowFragment;
  /** It is the one being read. */
  readonly open: boolean;
}

/** One conversation: how it began, with whom, and how it went. The filters stay in the address. */
export function ConversationRow({ conversation, open }: ConversationRowProps) {
  const t = useT('conversations');
  const format = useFormat();
  const [params] = useSearchParams();
  const kept = new URLSearchParams(params);
  kept.delete('message');
  const query = kept.toString();
  const { id, excerpt, agentName, channel, messageCount, feedbackUp, feedbackDown, lastMessageAt } = conversation;
  return (
    <li>
      <Link to={{ pathname: `/conversations/${id}`, search: query }} className={classes.row} aria-current={open ? 'true' : undefined} preventScrollReset>
        <span className={classes.excerpt}>{excerpt || t('list.noWords')}</span>
        <span className={classes.facts}>
          <span className={classes.agent}>{agentName} · {t(`channel.${channel}`)} · {t('list.messages', { count: messageCount, number: format.number(messageCount) })}</span>
          {feedbackUp > 0 ? <span className={classes.up}><IconThumbUp size={14} role="img" aria-label={t('feedback.up')} />{feedbackUp}</span> : null}
          {feedbackDown > 0 ? <span className={classes.down}><IconThumbDown size={14} role="img" aria-label={t('feedback.down')} />{feedbackDown}</span> : null}
          <span className={classes.when}><RelativeTime at={lastMessageAt} /></span>
        </span>
      </Link>
    </li>
  );
}
