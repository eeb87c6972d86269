/** @jsxImportSource preact */
import type { RefObject } from 'preact';
import { MAX_VISITOR_TEXT } from '../protocol.ts';
import { Icon } from './Icon.tsx';
import type { Words } from './words.ts';

interface ComposerProps {
  words: Words;
  draft: string;
  offline: boolean;
  disabled: boolean;
  notice: string | null;
  field: RefObject<HTMLTextAreaElement | null>;
  onDraft: (text: string) => void;
  onSend: (text: string) => void;
}

/** The limit is worth a word only when it is near. */
const near = MAX_VISITOR_TEXT * 0.1;

export function Composer({ words, draft, offline, disabled, notice, field, onDraft, onSend }: ComposerProps) {
  const text = draft.trim();
  const left = MAX_VISITOR_TEXT - text.length;

  function send(event: Event): void {
    event.preventDefault();
    if (text && left >= 0 && !disabled) onSend(text);
    field.current?.focus();
  }

  // Nothing pasted is cut off: text over the limit stays, and the line below says by how much.
  const counted = left < 0 ? words.over(-left) : left <= near ? words.left(left) : null;
  return (
    <form class="composer" onSubmit={send}>
      <div class="field">
        <textarea
          ref={field} rows={2} value={draft} disabled={disabled} placeholder={words.placeholder} aria-label={words.placeholder}
          aria-describedby="status" aria-invalid={left < 0} enterkeyhint="send"
          onInput={(event) => onDraft(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) send(event);
          }}
        />
        <button type="submit" class="send" aria-label={words.send} title={words.send} disabled={disabled || !text || left < 0}><Icon name="send" /></button>
      </div>
      <p id="status" role="status" class={left < 0 || notice ? 'bad' : offline ? 'warn' : counted ? '' : 'hint'}>
        {counted ?? notice ?? (offline ? words.offline : words.hint)}
      </p>
    </form>
  );
}
