/** @jsxImportSource preact */
import type { WidgetMessage } from '../protocol.ts';
import type { Feedback } from './conversation.ts';
import { Icon } from './Icon.tsx';
import { markdown } from './markdown.tsx';
import type { Words } from './words.ts';

interface AnswerProps {
  message: WidgetMessage;
  words: Words;
  onRate: (messageId: string, value: Feedback) => void;
}

/** A finished answer: its text, its sources as footnotes that open, and thumbs. */
export function Answer({ message: { id, text, citations, feedback }, words, onRate }: AnswerProps) {
  const noteId = (number: number): string => `note-${id}-${number}`;

  /** From the mark in the text to its footnote, opened. */
  function reveal(number: number): void {
    const note = document.getElementById(noteId(number));
    note?.setAttribute('open', '');
    note?.querySelector('summary')?.focus();
  }

  const cite = (number: number) => {
    const citation = citations.find((each) => each.number === number);
    return citation && (
      <button type="button" class="cite" title={citation.title} aria-label={words.source(number)} onClick={() => reveal(number)}>{number}</button>
    );
  };

  return (
    <>
      <div class="bubble prose">{markdown(text, cite)}</div>
      {citations.length > 0 && (
        <ol class="notes" aria-label={words.sources}>
          {citations.map(({ number, title, heading, quote }) => (
            <li key={number}>
              <details id={noteId(number)}>
                <summary>
                  <span class="cite">{number}</span>
                  <span class="title">{title}</span>
                </summary>
                {heading && <p><strong>{title} › {heading}</strong></p>}
                <blockquote>{quote}</blockquote>
              </details>
            </li>
          ))}
        </ol>
      )}
      <div class="actions">
        {(['up', 'down'] as const).map((value) => {
          const label = value === 'up' ? words.helpful : words.notHelpful;
          const pressed = feedback === value;
          return (
            <button type="button" key={value} class="icon" title={label} aria-label={label} aria-pressed={pressed} onClick={() => onRate(id, pressed ? null : value)}>
              <Icon name="up" turned={value === 'down'} />
            </button>
          );
        })}
      </div>
    </>
  );
}
