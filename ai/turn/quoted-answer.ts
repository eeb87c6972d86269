import type { Citation } from '../contract.ts';
import { citationOf } from './citation.ts';
import type { Selection } from './select.ts';

export interface Answer { readonly text: string; readonly citations: readonly Citation[] }

/** An answer made of quotes alone: each a Markdown block quote that ends with its `[n]`. */
export function quotedAnswer(selections: readonly Selection[]): Answer {
  return {
    text: selections.map((selection, i) => `${inQuote(markdownOf(selection))} [${i + 1}]`).join('\n\n'),
    citations: selections.map(({ from, start, end }, i) => citationOf(i + 1, from.passage, start, end)),
  };
}

function markdownOf({ units }: Selection): string {
  let markdown = '';
  units.forEach((unit, i) => {
    const before = units[i - 1];
    const sameBlock = before?.block === unit.block;
    const glue = before === undefined ? '' : unit.kind === 'sentence' && sameBlock ? ' ' : unit.kind === 'item' && sameBlock ? '\n' : '\n\n';
    // A single item quoted without its list reads as a sentence.
    const lone = unit.kind === 'item' && units.filter((one) => one.kind === 'item').length === 1 && units.length === 1;
    markdown += glue + (lone ? unit.markdown.replace(/^\s*(?:[-*+•]|\d{1,3}[.)])\s+/, '') : unit.markdown);
  });
  // The mark must not end up inside the fence.
  return units.at(-1)?.kind === 'code' ? `${markdown}\n` : markdown;
}

function inQuote(markdown: string): string {
  return markdown.split('\n').map((line) => (line === '' ? '>' : `> ${line}`)).join('\n');
}

/** Cuts a finished answer into groups of a few words, so that it arrives as a model's would. */
export function* pieces(text: string): Generator<string> {
  yield* text.match(/(?:\s*\S+){1,4}\s*/g) ?? [text];
}
