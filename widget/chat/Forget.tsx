/** @jsxImportSource preact */
import type { Words } from './words.ts';

/** One function for good: a new one at each drawing would be called again. */
function show(dialog: HTMLDialogElement | null): void {
  dialog?.showModal();
}

/** Asks before the conversation is given up. The browser's own modal dialog keeps focus and answers Escape. */
export function Forget({ words, onForget, onClose }: { words: Words; onForget: () => void; onClose: () => void }) {
  return (
    <dialog ref={show} aria-labelledby="forget" aria-describedby="consequence" onClose={onClose}>
      <h2 id="forget">{words.forgetQuestion}</h2>
      <p id="consequence">{words.forgetConsequence}</p>
      <form method="dialog">
        <button type="submit" class="plain">{words.cancel}</button>
        <button type="submit" class="danger" onClick={onForget}>{words.forget}</button>
      </form>
    </dialog>
  );
}
