import TurndownService from 'turndown';

const cellBreak = /\s*\n+\s*/g;

/** HTML as Markdown, with the tables Turndown leaves out. Pictures and what is not text are dropped. */
export function htmlToMarkdown(html: string): string {
  return turndown.turndown(html);
}

const turndown = new TurndownService({ headingStyle: 'atx', bulletListMarker: '-', codeBlockStyle: 'fenced', emDelimiter: '_', hr: '' });
// Escaping protects a renderer from stray marks; here the text is also searched and quoted, so only what would start a block or a table is kept apart.
turndown.escape = (text) => text.replace(/\|/g, '\\|').replace(/^(#{1,6} |[-+*] |\d+\. |>)/, '\\$1');

turndown.remove(['script', 'style', 'noscript', 'picture', 'video', 'audio', 'iframe', 'object', 'form', 'button', 'input', 'select', 'textarea', 'template', 'figcaption']);

// `remove` is asked after the converter's own rule for images.
turndown.addRule('image', { filter: 'img', replacement: () => '' });
turndown.addRule('link', {
  filter: (node) => node.nodeName === 'A',
  replacement: (content, node) => {
    const words = content.replace(cellBreak, ' ').trim();
    const href = node.getAttribute('href') ?? '';
    if (/\.(?:png|jpe?g|gif|svg|webp)$/i.test(words)) return '';
    return words === '' || !/^(?:https?:|mailto:|tel:)/i.test(href) ? words : `[${words}](${href})`;
  },
});
// Turndown fences only what is marked as code inside; manuals write a bare <pre>, whose "#" would turn into headings.
turndown.addRule('preformatted', {
  filter: 'pre',
  replacement: (_, node) => {
    const code = (node.textContent ?? '').replace(/^\n+|\s+$/g, '');
    const fence = '`'.repeat(Math.max(3, ...(code.match(/`{3,}/g) ?? []).map((run) => run.length + 1)));
    const language = /\b(?:language|lang)-([\w+-]+)/.exec(`${node.className} ${node.querySelector('code')?.className ?? ''}`)?.[1] ?? '';
    return code === '' ? '' : `\n\n${fence}${language}\n${code}\n${fence}\n\n`;
  },
});
turndown.addRule('summary', { filter: (node) => node.nodeName === 'SUMMARY', replacement: (content) => `\n\n**${content.replace(/\*\*/g, '').trim()}**\n\n` });
turndown.addRule('cell', {
  filter: ['td', 'th'],
  replacement: (content) => ` ${content.replace(/^\s*[-*]\s+/gm, '• ').trim().replace(cellBreak, ' ')} |`,
});
turndown.addRule('row', {
  filter: 'tr',
  replacement: (content, node) => {
    const row = `|${content.replace(/\n/g, '')}\n`;
    if (!isFirstRow(node)) return row;
    return `${row}|${' --- |'.repeat(Math.max(1, node.querySelectorAll('td,th').length))}\n`;
  },
});
turndown.addRule('rows', { filter: ['thead', 'tbody', 'tfoot'], replacement: (content) => content });
turndown.addRule('table', {
  filter: 'table',
  replacement: (content, node) => {
    // A table in a cell, or of one column, is layout: its words matter, its grid does not.
    const nested = closest(node.parentNode, 'TABLE');
    const single = Array.from(node.querySelectorAll('tr')).every((row) => row.querySelectorAll('td,th').length < 2);
    if (nested || single) return `\n\n${content.replace(/\|(?: --- \|)+/g, '').replace(/^\||\|$/gm, '').replace(/\n+/g, '\n\n').trim()}\n\n`;
    return `\n\n${content.trim()}\n\n`;
  },
});

function isFirstRow(row: Node): boolean {
  let table = row.parentNode;
  while (table !== null && table.nodeName !== 'TABLE') table = table.parentNode;
  return table !== null && (table as HTMLTableElement).querySelector('tr') === row;
}

function closest(node: Node | null, name: string): boolean {
  for (let at = node; at !== null; at = at.parentNode) if (at.nodeName === name) return true;
  return false;
}
