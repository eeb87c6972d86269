const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', hellip: '…', ndash: '–', mdash: '—', rsquo: '’', lsquo: '‘', rdquo: '”', ldquo: '“', bull: '•', copy: '©', euro: '€' };

/** Character references that survive in Markdown written by an editor (`&#x20;`, `&amp;`). */
export function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z]+));/gi, (whole, hex: string | undefined, dec: string | undefined, name: string | undefined) => {
    if (name !== undefined) return named[name.toLowerCase()] ?? whole;
    const code = hex !== undefined ? parseInt(hex, 16) : parseInt(dec!, 10);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}

const inlineTag = /<\/?(?:a|abbr|b|br|cite|code|del|div|em|font|i|img|ins|kbd|mark|p|picture|q|s|small|source|span|strong|sub|sup|u|video|wbr)\b[^>]*>/gi;

/**
 * Inline Markdown as it should be read and quoted: HTML tags become Markdown or
 * nothing, pictures go, and links to files that the reader has not got become
 * their words. Code spans are left alone.
 */
export function cleanInline(text: string): string {
  return text.split(/(`+[^`\n]+`+)/).map((part, i) => (i % 2 === 1 ? part : cleanProse(part))).join('').replace(/[ \t]{2,}/g, ' ').trim();
}

function cleanProse(text: string): string {
  const marked = text
    .replace(/!\[[^\]]*\](?:\((?:[^()]|\([^()]*\))*\))?/g, '')
    .replace(/<a\b[^>]*href="(https?:[^"]+)"[^>]*>([\s\S]*?)<\/a>/gi, '[$2]($1)')
    .replace(/<(strong|b)>\s*([\s\S]*?)\s*<\/\1>/gi, '**$2**')
    .replace(/<(em|i)>\s*([\s\S]*?)\s*<\/\1>/gi, '_$2_')
    .replace(/<br\s*\/?>/gi, ' ')
    .replace(inlineTag, '')
    .replace(/\[([^\]]*)\]\((?!https?:|mailto:|tel:)((?:[^()]|\([^()]*\))*)\)/g, (_, words: string, target: string) => localLink(words, target))
    .replace(/\*{4,}/g, '')
    .replace(/\\$/gm, '');
  // A space kept at the edge of a part matters: the neighbour is a code span.
  return decodeEntities(marked).replace(/\u00a0/g, ' ').replace(/ \n/g, '\n');
}

/** The words of a link that leads nowhere from here: a picture's are nothing, a file's name (`audit-logs.md`) reads as a page's. */
function localLink(words: string, target: string): string {
  if (/\.(?:png|jpe?g|gif|svg|webp|mp4)\b/i.test(target) || /\.(?:png|jpe?g|gif|svg|webp)$/i.test(words)) return '';
  return /^[\w./-]+$/.test(words) && (/\.mdx?$/i.test(words) || target.replace(/\/(?:README\.md)?$|\.mdx?$/i, '').endsWith(words)) ? words.replace(/\.mdx?$/i, '').replace(/^.*\//, '').replace(/[-_]+/g, ' ') : words;
}

/** A heading's words alone: no emphasis, no anchor. */
export function plainHeading(text: string): string {
  return cleanInline(text).replace(/\s+#+$/, '').replace(/\s*\{#[^}]*\}$/, '').replace(/[*_`]+/g, (run) => (run === '_' ? '_' : '')).replace(/\[([^\]]+)\]\([^)]*\)/g, '$1').trim();
}
