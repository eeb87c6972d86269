import type { Block, ReadDocument } from './blocks.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { cleanInline, plainHeading } from './inline.ts';

const fence = /^\s*(`{3,}|~{3,})/;
const heading = /^ {0,3}(#{1,6})\s+(.*)$/;
const bullet = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+\S/;
const delimiterRow = /^\s*\|?\s*:?-{1,}:?\s*(?:\|\s*:?-{1,}:?\s*)+\|?\s*$|^\s*\|\s*:?-{1,}:?\s*\|\s*$/;
const htmlBlock = /^\s{0,3}<(?:table|ul|ol|dl|div|p|figure|details|summary|section|article|center|blockquote|h[1-6]|iframe|picture|img|script|style|!--)\b|^\s{0,3}<!--/i;

/** Reads a Markdown file: front matter, editor tags (`{% hint %}`) and embedded HTML give way to the text they hold. */
export function readMarkdown(source: string): ReadDocument {
  const { title, description, body } = splitFrontMatter(source);
  const blocks = markdownBlocks(stripEditorTags(body));
  const first = blocks.find((block) => block.kind === 'heading' && block.level === 1);
  const own = title ?? (first?.kind === 'heading' ? first.text : null);
  if (description === null) return { title: own, blocks };
  const at = blocks.findIndex((block) => block === first) + 1;
  return { title: own, blocks: [...blocks.slice(0, at), { kind: 'paragraph', text: description, page: null }, ...blocks.slice(at)] };
}

function splitFrontMatter(source: string): { title: string | null; description: string | null; body: string } {
  const match = /^---[ \t]*\n([\s\S]*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(source);
  if (match === null) return { title: null, description: null, body: source };
  return { title: yamlText(match[1]!, 'title'), description: yamlText(match[1]!, 'description'), body: source.slice(match[0].length) };
}

/** One top-level string of YAML, plain, quoted or folded: all a document's own header needs. */
function yamlText(yaml: string, key: string): string | null {
  const match = new RegExp(`^${key}:[ \\t]*(.*(?:\\n[ \\t]+.*)*)`, 'm').exec(yaml);
  const text = match?.[1]?.replace(/^[|>][-+]?\s*\n/, '').replace(/\s*\n\s*/g, ' ').trim().replace(/^(["'])([\s\S]*)\1$/, '$2');
  return text === undefined || text === '' ? null : text;
}

/** Tags of documentation editors go, their titles and contents stay; code fences are not looked into. */
function stripEditorTags(source: string): string {
  let inside: string | null = null;
  return source.split('\n').map((line) => {
    const mark = fence.exec(line)?.[1];
    if (mark !== undefined) {
      if (inside === null) inside = mark;
      else if (mark[0] === inside[0] && mark.length >= inside.length) inside = null;
      return line;
    }
    if (inside !== null || !line.includes('{%')) return line;
    return line.replace(/\{%\s*(?:tab|code|file)\b[^%]*?title="([^"]+)"[^%]*%\}/g, '**$1**\n').replace(/\{%[^%]*%\}/g, '');
  }).join('\n');
}

/** Cuts Markdown into blocks. Understands what documents are made of, not every corner of CommonMark. */
export function markdownBlocks(markdown: string, page: number | null = null): Block[] {
  const lines = markdown.split('\n');
  const blocks: Block[] = [];
  let i = 0;
  const take = (more: (line: string, index: number) => boolean): string[] => {
    const start = i++;
    while (i < lines.length && more(lines[i]!, i)) i++;
    return lines.slice(start, i);
  };
  const text = (kind: 'paragraph' | 'list', value: string): void => {
    const clean = kind === 'list' ? cleanList(value) : cleanInline(value);
    if (/[\p{L}\p{N}]/u.test(clean)) blocks.push({ kind, text: clean, page });
  };

  while (i < lines.length) {
    const line = lines[i]!;
    const mark = fence.exec(line)?.[1];
    const head = heading.exec(line);
    if (line.trim() === '' || /^\s{0,3}(?:[-*_]\s*){3,}$/.test(line)) {
      i++;
    } else if (mark !== undefined) {
      const code = take((next) => !closes(next, mark));
      if (i < lines.length) code.push(lines[i++]!);
      if (code.slice(1, -1).some((codeLine) => codeLine.trim() !== '')) blocks.push({ kind: 'code', text: dedent(code).join('\n'), page });
    } else if (head !== null) {
      i++;
      const words = plainHeading(head[2]!);
      if (words !== '') blocks.push({ kind: 'heading', level: head[1]!.length, text: words, page });
    } else if (line.includes('|') && delimiterRow.test(lines[i + 1] ?? '')) {
      const rows = take((next) => next.includes('|') && next.trim() !== '');
      blocks.push(...tableFromLines(rows, page));
    } else if (htmlBlock.test(line)) {
      const whole = /^\s*<table\b/i.test(line);
      const html = take((next, at) => (whole ? !/<\/table>/i.test(lines[at - 1]!) : next.trim() !== ''));
      blocks.push(...fromHtml(html.join('\n'), page));
    } else if (bullet.test(line)) {
      const list = take((next, at) => (next.trim() === '' ? /^\s{2,}\S/.test(lines[at + 1] ?? '') || bullet.test(lines[at + 1] ?? '') : !startsBlock(next)));
      text('list', list.join('\n'));
    } else {
      const paragraph = take((next, at) => next.trim() !== '' && !startsBlock(next) && !bullet.test(next) && !(next.includes('|') && delimiterRow.test(lines[at + 1] ?? '')));
      const last = paragraph.at(-1)!;
      if (paragraph.length === 2 && /^\s{0,3}(?:={2,}|-{2,})\s*$/.test(last)) {
        blocks.push({ kind: 'heading', level: last.trim()[0] === '=' ? 1 : 2, text: plainHeading(paragraph[0]!), page });
      } else text('paragraph', paragraph.map((part) => part.replace(/^\s{0,3}>\s?/, '')).join('\n'));
    }
  }
  return blocks;
}

function startsBlock(line: string): boolean {
  return fence.test(line) || heading.test(line) || htmlBlock.test(line);
}

function closes(line: string, mark: string): boolean {
  const found = fence.exec(line)?.[1];
  return found !== undefined && found[0] === mark[0] && found.length >= mark.length && line.trim() === found;
}

function dedent(lines: readonly string[]): string[] {
  const indent = /^\s*/.exec(lines[0]!)![0].length;
  return lines.map((line) => (line.slice(0, indent).trim() === '' ? line.slice(indent) : line));
}

function fromHtml(html: string, page: number | null): Block[] {
  const markdown = htmlToMarkdown(html);
  // What comes back may still open with a tag the converter kept: never loop on it.
  return markdownBlocks(markdown.replace(/^\s{0,3}<(\/?[a-z!-][^>]*)>/gim, ''), page);
}

function tableFromLines(lines: readonly string[], page: number | null): Block[] {
  const clean = lines.map((line) => cleanInline(line));
  const filled = (line: string): boolean => /[\p{L}\p{N}]/u.test(line);
  const rows = clean.slice(2).filter(filled);
  if (!filled(clean[0]!) && rows.length > 0) {
    // An empty header (cards, layout): each row is a line of text.
    return rows.map((row) => ({ kind: 'paragraph', text: row.split(/(?<!\\)\|/).map((cell) => cell.trim()).filter(Boolean).join(' – '), page }));
  }
  return filled(clean[0]!) ? [{ kind: 'table', header: `${clean[0]!}\n${lines[1]!.trim()}`, rows, page }] : [];
}

function cleanList(value: string): string {
  return value.split('\n').map((line) => {
    const indent = /^\s*/.exec(line)![0];
    const clean = cleanInline(line.trim());
    return clean === '' ? '' : indent + clean;
  }).filter((line) => /[\p{L}\p{N}]/u.test(line)).join('\n');
}
