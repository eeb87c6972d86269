/** @jsxImportSource preact */
import type { ComponentChild } from 'preact';

/** Draws `[n]`; null when there is no such source, and the text stays as it is. */
export type Cite = (number: number) => ComponentChild;

const inlinePattern =
  /\\([\\`*_[\]()#|>~-])|`([^`\n]{1,2000})`|\*\*(?=\S)(.{1,2000}?)\*\*|\*(?=[^\s*])([^*\n]{1,2000})\*|(?<!\w)_(?=[^\s_])([^_\n]{1,2000})_(?!\w)|\[([^\]\n]{1,500})\]\(([^\s()]{1,2000})\)|(https?:\/\/[^\s<>"'`*)\]]{0,2000}[^\s<>"'`*)\].,;:!?])|\[(\d{1,3}(?:, ?\d{1,3})*)\]/g;
const listPattern = /^( {0,3})([-*+]|(\d{1,9})[.)])\s+(.*)$/;
const rulePattern = /^ {0,3}([-*_])(?:\s*\1){2,}\s*$/;
const dividerPattern = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const deepest = 4;

/** Only the web: `javascript:`, `data:` and everything relative stay text. */
function webAddress(address: string): string | null {
  return /^https?:\/\//i.test(address) && URL.canParse(address) ? new URL(address).href : null;
}

function link(address: string, label: ComponentChild, source: string): ComponentChild {
  const href = webAddress(address);
  return href ? <a href={href} target="_blank" rel="noopener noreferrer nofollow">{label}</a> : source;
}

function inline(text: string, cite: Cite, depth = 0): ComponentChild[] {
  const out: ComponentChild[] = [];
  let end = 0;
  for (const found of text.matchAll(inlinePattern)) {
    const [whole, escaped, code, bold, starred, scored, label, target, address, numbers] = found;
    const italic = starred ?? scored;
    const inner = (part: string): ComponentChild => (depth < deepest ? inline(part, cite, depth + 1) : part);
    out.push(text.slice(end, found.index));
    end = found.index + whole.length;
    if (escaped) out.push(escaped);
    else if (code) out.push(<code>{code}</code>);
    else if (bold) out.push(<strong>{inner(bold)}</strong>);
    else if (italic) out.push(<em>{inner(italic)}</em>);
    else if (target) out.push(link(target, inner(label ?? target), whole));
    else if (address) out.push(link(address, address, address));
    else if (numbers) {
      const marks = numbers.split(',').map((number) => cite(Number(number)));
      out.push(...(marks.every(Boolean) ? marks : [whole]));
    }
  }
  return [...out, text.slice(end)];
}

const cells = (line: string): string[] => line.trim().replace(/^\||\|$/g, '').split('|').map((cell) => cell.trim());
const isTable = (line: string, next: string | undefined): boolean => line.includes('|') && !!next?.includes('-') && next.includes('|') && dividerPattern.test(next);
const startsBlock = (line: string): boolean => /^ {0,3}(```|#{1,6}\s|>)/.test(line) || listPattern.test(line) || rulePattern.test(line);

function blocks(lines: readonly string[], cite: Cite, depth: number): ComponentChild[] {
  const out: ComponentChild[] = [];
  let at = 0;
  /** Takes lines for as long as `wanted` says so. */
  function take(wanted: (line: string, index: number) => boolean): string[] {
    const from = at;
    while (at < lines.length && wanted(lines[at] ?? '', at)) at++;
    return lines.slice(from, at);
  }
  const nested = (inner: readonly string[]): ComponentChild => (depth < deepest ? blocks(inner, cite, depth + 1) : inner.join('\n'));

  while (at < lines.length) {
    const line = lines[at] ?? '';
    const item = listPattern.exec(line);
    const before = at;
    if (!line.trim()) at++;
    else if (/^ {0,3}```/.test(line)) {
      at++;
      const code = take((each) => !/^ {0,3}```\s*$/.test(each));
      at++;
      out.push(<pre tabIndex={0}><code>{code.join('\n')}</code></pre>);
    } else if (/^ {0,3}#{1,6}\s/.test(line)) {
      at++;
      out.push(<p><strong>{inline(line.replace(/^\s*#+\s+|\s+#+\s*$/g, ''), cite)}</strong></p>);
    } else if (rulePattern.test(line)) {
      at++;
      out.push(<hr />);
    } else if (/^ {0,3}>/.test(line)) {
      out.push(<blockquote>{nested(take((each) => /^ {0,3}>/.test(each)).map((each) => each.replace(/^ {0,3}> ?/, '')))}</blockquote>);
    } else if (item) {
      const ordered = item[3] !== undefined;
      const items: ComponentChild[] = [];
      for (;;) {
        const head = listPattern.exec(lines[at] ?? '');
        if (!head || (head[3] !== undefined) !== ordered || rulePattern.test(head[0])) break;
        at++;
        const more = take((each, index) => /^(\s{2,}|\t)\S/.test(each) || (!each.trim() && /^(\s{2,}|\t)\S/.test(lines[index + 1] ?? '')));
        const outdent = Math.min(...more.filter((each) => each.trim()).map((each) => each.search(/\S/)));
        items.push(<li>{more.length ? [inline(head[4] ?? '', cite), nested(more.map((each) => each.slice(outdent)))] : inline(head[4] ?? '', cite)}</li>);
        // A blank line between two items doesn't end the list.
        if (!lines[at]?.trim() && listPattern.test(lines[at + 1] ?? '')) at++;
      }
      out.push(ordered ? <ol start={Number(item[3])}>{items}</ol> : <ul>{items}</ul>);
    } else if (isTable(line, lines[at + 1])) {
      at += 2;
      const rows = take((each) => each.includes('|'));
      const row = (source: string, Cell: 'th' | 'td'): ComponentChild => <tr>{cells(source).map((cell, column) => <Cell key={column}>{inline(cell, cite)}</Cell>)}</tr>;
      out.push(
        <div class="table" tabIndex={0}>
          <table>
            <thead>{row(line, 'th')}</thead>
            <tbody>{rows.map((each) => row(each, 'td'))}</tbody>
          </table>
        </div>,
      );
    } else {
      const text = take((each, index) => !!each.trim() && (index === before || !(startsBlock(each) || isTable(each, lines[index + 1]))));
      out.push(<p>{inline(text.join('\n'), cite)}</p>);
    }
  }
  return out;
}

/**
 * The small part of Markdown that answers use, as nodes: never as HTML, so whatever a model or a document wrote,
 * the worst it can be is text.
 */
export const markdown = (text: string, cite: Cite): ComponentChild[] => blocks(text.replace(/\r\n?/g, '\n').split('\n'), cite, 0);

/** The same without its marks, for being read aloud. */
export const spoken = (text: string): string =>
  text.replace(/ ?\[(\d{1,3}(, ?\d{1,3})*)\]|^\s*[#>]+\s*|[*_`|]+|-{3,}/gm, '').replace(/\[([^\]]*)\]\([^)]*\)/g, '$1').trim();
