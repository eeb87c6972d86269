export interface DiffPiece {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Above this many comparisons a text is shown as replaced. */
const limit = 1_000_000;
/** Below this share of words in common, single words only confuse: the text is shown as replaced. */
const enoughInCommon = 0.3;

/** Each word with the space after it, so that spaces alone are never "in common". */
const wordsOf = (text: string): string[] => text.match(/^\s+|\S+\s*/g) ?? [];

/** What changed between two texts, word by word, as pieces in reading order. */
export function wordDiff(before: string, after: string): DiffPiece[] {
  if (before === after) return before === '' ? [] : [{ kind: 'same', text: before }];
  const old = wordsOf(before);
  const now = wordsOf(after);
  const replaced = merge([{ kind: 'gone', text: before }, { kind: 'new', text: after }]);
  if (old.length * now.length > limit) return replaced;

  // Length of the longest common run of words from each pair of positions on.
  const width = now.length + 1;
  const common = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number): number => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) common[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
  }

  if (at(0, 0) < enoughInCommon * Math.max(old.length, now.length)) return replaced;

  const pieces: DiffPiece[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      pieces.push({ kind: 'same', text: old[i] ?? '' });
      i += 1;
      j += 1;
    } else if (j >= now.length || (i < old.length && at(i + 1, j) >= at(i, j + 1))) {
      pieces.push({ kind: 'gone', text: old[i] ?? '' });
      i += 1;
    } else {
      pieces.push({ kind: 'new', text: now[j] ?? '' });
      j += 1;
    }
  }
  return merge(pieces);
}

function merge(pieces: readonly DiffPiece[]): DiffPiece[] {
  const merged: DiffPiece[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (piece.text === '') continue;
    if (last?.kind === piece.kind) merged[merged.length - 1] = { kind: last.kind, text: last.text + piece.text };
    else merged.push(piece);
  }
  return merged;
}
