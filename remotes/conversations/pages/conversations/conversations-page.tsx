import { useT } from '#shared/i18n/index.ts';
import { EmptyState, IconMessages, LiveBadge, PageHeader, useParams } from '#shared/ui/index.ts';
import { ConversationView } from './transcript/conversation-view.tsx';
import classes from './conversations-page.module.css';
import { ConversationList } from './list/conversation-list.tsx';

/** What visitors and agents said: list, transcript, and how each answer came about. Read-only. */
export default function ConversationsPage() {
  const t = useT('conversations');
  const { conversationId } = useParams();
  return (
    <div className={classes.page} data-open={conversationId !== undefined || undefined}>
      <div className={classes.header}><PageHeader title={t('list.title')} purpose={t('list.purpose')} actions={<LiveBadge />} /></div>
      <div className={classes.panes}>
        <ConversationList openId={conversationId ?? null} />
        {conversationId === undefined
          ? <div className={classes.none}><EmptyState drawing={<IconMessages size={26} stroke={1.5} />} title={t('transcript.none')} text={t('transcript.noneText')} /></div>
          : <ConversationView key={conversationId} id={conversationId} />}
      </div>
    </div>
  );
}
