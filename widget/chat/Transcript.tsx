/** @jsxImportSource preact */
import { Answer } from './Answer.tsx';
import type { ChatState, Feedback } from './conversation.ts';
import { Icon } from './Icon.tsx';
import { markdown, spoken } from './markdown.tsx';
import type { Outgoing } from './visit.ts';
import type { Words } from './words.ts';

interface TranscriptProps {
  state: ChatState;
  words: Words;
  onRate: (messageId: string, value: Feedback) => void;
  onRetry: (clientId: string) => void;
  onEdit: (clientId: string) => void;
  onStop: () => void;
}

interface QuestionProps extends Pick<TranscriptProps, 'words' | 'onRetry'> {
  text: string;
  /** Absent when it was answered. */
  item?: Outgoing;
  /** Absent when the server has it: then it can be tried again, but not taken back. */
  onEdit?: (clientId: string) => void;
}

function Question({ text, item, words, onRetry, onEdit }: QuestionProps) {
  return (
    <>
      <span class="sr">{words.you}: </span>
      <p class="bubble">{text}</p>
      {item?.status === 'queued' && <p class="note-line"><Icon name="wait" />{words.waiting}</p>}
      {item?.status === 'failed' && (
        <p class="note-line bad" role="alert">
          <span>{item.reason}</span>
          <button type="button" class="text" onClick={() => onRetry(item.clientId)}>{words.retry}</button>
          {onEdit && <button type="button" class="text" onClick={() => onEdit(item.clientId)}>{words.edit}</button>}
        </p>
      )}
    </>
  );
}

/** Marks are buttons only once their sources are there. */
const bareMark = (number: number) => <sup class="cite">{number}</sup>;

export function Transcript({ state, words, onRate, onRetry, onEdit, onStop }: TranscriptProps) {
  const { messages, outbox, stream, news } = state;
  const unstored = outbox.filter((item) => !messages.some((message) => message.clientId === item.clientId));
  const draw = (item: Outgoing) => (
    <li key={item.clientId} class="visitor">
      <Question text={item.text} item={item} words={words} onRetry={onRetry} onEdit={onEdit} />
    </li>
  );
  const pending = outbox.some((item) => item.status === 'sent' || item.status === 'stored');

  return (
    <>
      {/* A reader is told the finished answer, not its pieces. */}
      <div class="sr" aria-live="polite">{news && `${state.agentName ?? words.agent}: ${spoken(news.text)}`}</div>
      {!messages.length && !unstored.length && !state.dead && <p class="empty">{words.empty}</p>}
      <ol class="messages">
        {messages.map((message) => (
          <li key={message.clientId ?? message.id} class={message.author}>
            {message.author === 'agent' ? (
              <Answer message={message} words={words} onRate={onRate} />
            ) : (
              <Question text={message.text} item={outbox.find((item) => item.clientId === message.clientId)} words={words} onRetry={onRetry} />
            )}
          </li>
        ))}
        {unstored.filter((item) => item.status !== 'queued').map(draw)}
        {(stream ?? pending) && (
          <li key="stream" class="agent" aria-busy="true">
            <div class="bubble prose">
              {stream ? markdown(stream.text, bareMark) : <span class="dots" role="img" aria-label={words.writing}><i /><i /><i /></span>}
            </div>
            <div class="actions">
              <button type="button" class="text" disabled={state.stopping || state.connection !== 'online'} onClick={onStop}>
                <Icon name="stop" />{state.stopping ? words.stopping : words.stop}
              </button>
            </div>
          </li>
        )}
        {unstored.filter((item) => item.status === 'queued').map(draw)}
      </ol>
    </>
  );
}
