import type { ParsedSection } from '../contract.ts';
import type { Block } from './blocks.ts';
import { sectionSize } from './limits.ts';
import { splitBlock } from './split-block.ts';

interface Draft { headings: readonly string[]; text: string; page: number | null }

/**
 * Cuts a document at its headings, then between paragraphs. Blocks too long for a
 * section are split where it hurts least (rows, lines, sentences), and sections too
 * short to stand alone join their neighbour under the same heading.
 */
export function cutSections(blocks: readonly Block[]): ParsedSection[] {
  return joinShort(groups(blocks).flatMap(packGroup)).map(({ headings, text, page }) => ({ headings, text, page }));
}

interface Group { headings: readonly string[]; parts: { text: string; page: number | null }[] }

function groups(blocks: readonly Block[]): Group[] {
  const path: { level: number; text: string }[] = [];
  const found: Group[] = [{ headings: [], parts: [] }];
  for (const block of blocks) {
    if (block.kind === 'heading') {
      while (path.length > 0 && path.at(-1)!.level >= block.level) path.pop();
      path.push({ level: block.level, text: block.text });
      found.push({ headings: path.map((step) => step.text), parts: [] });
    } else {
      found.at(-1)!.parts.push(...splitBlock(block, sectionSize.most).map((text) => ({ text, page: block.page })));
    }
  }
  return found.filter((group) => group.parts.length > 0);
}

function packGroup(group: Group): Draft[] {
  const drafts: Draft[] = [];
  for (const part of group.parts) {
    const last = drafts.at(-1);
    const together = last === undefined ? 0 : last.text.length + 2 + part.text.length;
    // "The following are supported:" belongs to what follows it.
    const leadIn = last !== undefined && /:\**$/.test(last.text.trimEnd());
    const ceiling = leadIn || (last !== undefined && (last.text.length < sectionSize.least || part.text.length < sectionSize.least / 2)) ? sectionSize.most : sectionSize.aim;
    if (last !== undefined && together <= ceiling) last.text += `\n\n${part.text}`;
    else drafts.push({ headings: group.headings, text: part.text, page: part.page });
  }
  return drafts;
}

/**
 * Joins sections shorter than the least with the next one under the same heading.
 * Under another heading of the same parent only its like, or a scrap: a full section
 * must not lose its own heading, which citations name, to a short neighbour.
 */
function joinShort(drafts: readonly Draft[]): Draft[] {
  const joined: Draft[] = [];
  for (const next of drafts) {
    const last = joined.at(-1);
    const merged = last !== undefined && mayJoin(last, next) ? merge(last, next) : null;
    if (merged === null) joined.push({ ...next });
    else joined[joined.length - 1] = merged;
  }
  return joined;
}

function mayJoin(first: Draft, second: Draft): boolean {
  const shorter = Math.min(first.text.length, second.text.length);
  const longer = Math.max(first.text.length, second.text.length);
  const sameHeading = first.headings.join('\n') === second.headings.join('\n');
  return shorter < (sameHeading || longer < sectionSize.least ? sectionSize.least : sectionSize.scrap);
}

function merge(first: Draft, second: Draft): Draft | null {
  const shared = commonStart(first.headings, second.headings);
  const deepest = Math.max(first.headings.length, second.headings.length);
  // Siblings, or a parent with its child; never across a chapter.
  if (deepest - shared.length > 1 || (shared.length === 0 && deepest > 0 && first.headings.length > 0)) return null;
  const text = `${inlined(first, shared)}\n\n${inlined(second, shared)}`;
  if (text.length > (shared.length === deepest ? sectionSize.most : sectionSize.aim)) return null;
  return { headings: shared, text, page: first.page };
}

/** A heading that the joined section loses from its path stands in the text instead. */
function inlined(draft: Draft, shared: readonly string[]): string {
  const lost = draft.headings.slice(shared.length);
  return lost.length === 0 ? draft.text : `#### ${lost.join(' › ')}\n\n${draft.text}`;
}

function commonStart(first: readonly string[], second: readonly string[]): readonly string[] {
  let length = 0;
  while (length < first.length && length < second.length && first[length] === second[length]) length++;
  return first.slice(0, length);
}
