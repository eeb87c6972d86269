import { useEffect, useRef, useState } from 'react';
import type { AppError } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Button, IconArrowDown, Text, useErrorText } from '#shared/ui/index.ts';
import type { ConversationRowFragment, MessagePartsFragment } from '../../../gql/graphql.ts';
import classes from './conversation-view.module.css';
import { TranscriptMessage } from './transcript-message.tsx';

interface TranscriptProps {
  readonly conversation: ConversationRowFragment;
  readonly messages: readonly MessagePartsFragment[];
  /** The message whose trace is shown. */
  readonly chosenId: string | null;
  readonly onChoose: (id: string) => void;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly onMore: () => void;
  readonly error: AppError | null;
}

const nearEnd = 80;

/** What was said, oldest first. Follows new messages, unless somebody reads further up. */
export function Transcript({ conversation, messages, chosenId, onChoose, hasMore, loadingMore, onMore, error }: TranscriptProps) {
  const t = useT('conversations');
  const format = useFormat();
  const errorText = useErrorText();
  const log = useRef<HTMLDivElement>(null);
  const follow = useRef(true);
  const [unseen, setUnseen] = useState(false);
  const last = messages.at(-1)?.id;

  const toEnd = (): void => {
    if (log.current) log.current.scrollTop = log.current.scrollHeight;
    setUnseen(false);
  };
  useEffect(() => {
    if (follow.current) toEnd();
    else setUnseen(true);
  }, [last]);
  useEffect(() => {
    // Markdown takes its shape a moment after the text: keep the end in sight.
    const content = log.current?.firstElementChild;
    if (!content) return;
    const settled = new ResizeObserver(() => { if (follow.current && log.current) log.current.scrollTop = log.current.scrollHeight; });
    settled.observe(content);
    return () => settled.disconnect();
  }, []);

  return (
    <div className={classes.scrollBox}>
      <div
        ref={log}
        className={classes.log}
        role="log"
        aria-label={t('transcript.messages')}
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) => {
          follow.current = scrollHeight - scrollTop - clientHeight < nearEnd;
          if (follow.current) setUnseen(false);
        }}
      >
        <ol className={classes.messages}>
          {messages.map((message, at) => {
            const day = format.date(message.at);
            const before = messages[at - 1];
            return (
              <li key={message.id}>
                {before === undefined || format.date(before.at) !== day ? <div className={classes.day}><span>{day}</span></div> : null}
                <TranscriptMessage message={message} agentName={conversation.agentName} chosen={message.id === chosenId} onChoose={() => onChoose(message.id)} />
              </li>
            );
          })}
        </ol>
        {error ? <Text size="sm" c="var(--isatis-negative)" role="alert">{t('transcript.failed')} {errorText(error)}</Text> : null}
        {hasMore ? <Button variant="default" size="compact-sm" loading={loadingMore} onClick={onMore} style={{ alignSelf: 'center' }}>{t('transcript.more')}</Button> : null}
      </div>
      {unseen ? <Button className={classes.jump} size="compact-sm" radius="xl" leftSection={<IconArrowDown size={14} />} onClick={toEnd}>{t('transcript.new')}</Button> : null}
    </div>
  );
}
