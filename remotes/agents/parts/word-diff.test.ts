import { describe, expect, it } from 'vitest';
import { wordDiff } from './word-diff.ts';

describe('wordDiff', () => {
  it('keeps what is the same and marks what changed', () => {
    expect(wordDiff('Answer in two lines.', 'Answer in three lines.')).toEqual([
      { kind: 'same', text: 'Answer in ' },
      { kind: 'gone', text: 'two ' },
      { kind: 'new', text: 'three ' },
      { kind: 'same', text: 'lines.' },
    ]);
  });

  it('puts the two texts back together', () => {
    const before = 'one two  three\nfour';
    const after = 'zero two three\nfour five';
    const pieces = wordDiff(before, after);
    const side = (without: 'gone' | 'new'): string => pieces.filter(({ kind }) => kind !== without).map(({ text }) => text).join('');
    expect(side('new')).toBe(before);
    expect(side('gone')).toBe(after);
  });

  it('shows texts with little in common as replaced, not word by word', () => {
    expect(wordDiff('Help visitors solve a problem.', 'Sell a lot')).toEqual([{ kind: 'gone', text: 'Help visitors solve a problem.' }, { kind: 'new', text: 'Sell a lot' }]);
  });

  it('shows a first text as new and an emptied one as gone', () => {
    expect(wordDiff('', 'Hello')).toEqual([{ kind: 'new', text: 'Hello' }]);
    expect(wordDiff('Hello', '')).toEqual([{ kind: 'gone', text: 'Hello' }]);
  });
});
