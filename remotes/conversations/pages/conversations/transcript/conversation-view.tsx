import { useState } from 'react';
import { toAppError } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { ActionIcon, Button, Drawer, EmptyState, ErrorState, IconArrowLeft, IconInfoCircle, IconMessages, Link, RowsSkeleton, useMediaQuery, useSearchParams } from '#shared/ui/index.ts';
import { ConversationDetails } from '../details/conversation-details.tsx';
import classes from './conversation-view.module.css';
import { Transcript } from './transcript.tsx';
import { useConversation } from './use-conversation.ts';

/** One conversation: what was said, and beside it how the chosen answer came about. */
export function ConversationView({ id }: { readonly id: string }) {
  const t = useT('conversations');
  const format = useFormat();
  const [params, setParams] = useSearchParams();
  // As in the page's style sheet: below, details open over the transcript.
  const wide = useMediaQuery('(min-width: 1280px)', true, { getInitialValueInEffect: false });
  const [over, setOver] = useState(false);
  const { conversation, messages, error, retry, hasMore, loadingMore, more } = useConversation(id);

  const kept = new URLSearchParams(params);
  kept.delete('message');
  const backTo = { pathname: '/conversations', search: kept.toString() };
  if (conversation === null) {
    return <div className={classes.pane}><EmptyState drawing={<IconMessages size={26} stroke={1.5} />} title={t('transcript.gone')} text={t('transcript.goneText')} action={<Button component={Link} to={backTo} variant="default">{t('transcript.back')}</Button>} /></div>;
  }
  if (!conversation) {
    return <div className={classes.pane}>{error ? <ErrorState error={toAppError(error)} title={t('transcript.failed')} onRetry={retry} /> : <div className={classes.loading}><RowsSkeleton rows={6} /></div>}</div>;
  }

  const traced = messages.filter(({ trace }) => trace !== null);
  const chosen = traced.find((message) => message.id === params.get('message')) ?? traced.at(-1) ?? null;
  const choose = (messageId: string): void => {
    setParams((now) => {
      const next = new URLSearchParams(now);
      next.set('message', messageId);
      return next;
    }, { replace: true, preventScrollReset: true });
    if (!wide) setOver(true);
  };
  const details = <ConversationDetails conversation={conversation} message={chosen} />;
  return (
    <>
      <section className={classes.pane} aria-label={t('transcript.title')}>
        <header className={classes.head}>
          <Link to={backTo} className={classes.back} aria-label={t('transcript.back')}><IconArrowLeft size={18} /></Link>
          <div className={classes.words}>
            <h2 className={classes.title}>{t('transcript.with', { agent: conversation.agentName })}</h2>
            <span className={classes.sub}>{format.dateTime(conversation.startedAt)} · {t(`channel.${conversation.channel}`)}</span>
          </div>
          {wide ? null : <ActionIcon size={34} variant="default" aria-label={t('details.open')} onClick={() => setOver(true)}><IconInfoCircle size={18} /></ActionIcon>}
        </header>
        <Transcript conversation={conversation} messages={messages} chosenId={chosen?.id ?? null} onChoose={choose} hasMore={hasMore} loadingMore={loadingMore} onMore={more} error={error ? toAppError(error) : null} />
      </section>
      {wide ? <aside className={classes.details} aria-label={t('details.title')}>{details}</aside> : <Drawer opened={over} onClose={() => setOver(false)} title={t('details.title')} size={380}>{details}</Drawer>}
    </>
  );
}
