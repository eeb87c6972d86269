import { useFormat, useT } from '#shared/i18n/index.ts';
import { Link, RelativeTime, Text, TurnTrace, useCan } from '#shared/ui/index.ts';
import type { ConversationRowFragment, MessagePartsFragment } from '../../../gql/graphql.ts';
import classes from './conversation-details.module.css';

interface ConversationDetailsProps {
  readonly conversation: ConversationRowFragment;
  /** The answer whose trace is shown; null when there is none. */
  readonly message: MessagePartsFragment | null;
}

const shortId = 8;

/** The words alone, for a line that reminds of the answer. */
const plain = (markdown: string): string => markdown.replaceAll(/\[\d+\]|[*_`#>]/g, '');

/** Who talked with whom, and how the chosen answer came about. */
export function ConversationDetails({ conversation, message }: ConversationDetailsProps) {
  const t = useT('conversations');
  const format = useFormat();
  const mayReadAgents = useCan('agents:read');
  const { agentId, agentName, agentVersion, channel, visitorId, startedAt, lastMessageAt, messageCount, feedbackUp, feedbackDown } = conversation;
  return (
    <div className={classes.details}>
      <section>
        <h3 className={classes.title}>{t('details.conversation')}</h3>
        <dl className={classes.facts}>
          <dt>{t('details.agent')}</dt><dd>{mayReadAgents ? <Link to={`/agents/${agentId}`}>{agentName}</Link> : agentName}</dd>
          <dt>{t('details.version')}</dt><dd>{format.number(agentVersion)}</dd>
          <dt>{t('details.channel')}</dt><dd>{t(`channel.${channel}`)}</dd>
          <dt>{t('details.visitor')}</dt><dd title={visitorId}><code>{visitorId.slice(0, shortId)}</code></dd>
          <dt>{t('details.started')}</dt><dd>{format.dateTime(startedAt)}</dd>
          <dt>{t('details.last')}</dt><dd><RelativeTime at={lastMessageAt} /></dd>
          <dt>{t('details.messages')}</dt><dd>{format.number(messageCount)}</dd>
          <dt>{t('details.feedback')}</dt><dd>{feedbackUp + feedbackDown === 0 ? t('details.noFeedback') : t('details.feedbackCounts', { up: format.number(feedbackUp), down: format.number(feedbackDown) })}</dd>
        </dl>
      </section>
      <section>
        <h3 className={classes.title}>{t('details.answer')}</h3>
        {message?.trace ? (
          <>
            <Text size="sm" c="dimmed" lineClamp={2} mb="sm">{plain(message.text)}</Text>
            <TurnTrace trace={message.trace} citations={message.citations} outcome={message.outcome} />
          </>
        ) : <Text size="sm" c="dimmed">{t('details.noTrace')}</Text>}
      </section>
    </div>
  );
}
