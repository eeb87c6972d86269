import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import type { ReadDocument } from './blocks.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { plainHeading } from './inline.ts';
import { markdownBlocks } from './markdown.ts';

const chrome = 'script,style,noscript,template,nav,footer,aside,form,iframe,[hidden],[aria-hidden="true"],[role="navigation"],[role="banner"],[role="contentinfo"]';

/**
 * Reads a web page: its article when Readability finds one that holds most of the
 * page, else the whole body without navigation, because lists of questions, price
 * tables and short pages are not articles.
 */
export function readHtml(source: string): ReadDocument {
  const { document } = parseHTML(/<html\b/i.test(source) ? source : `<html><body>${source}</body></html>`);
  const ownTitle = plainHeading(document.querySelector('title')?.textContent ?? '');
  const firstHeading = document.querySelector('h1')?.textContent?.trim() ?? '';
  for (const node of document.querySelectorAll(chrome)) node.remove();
  const body = document.body as unknown as HTMLElement | null;
  const whole = body?.innerHTML ?? '';
  const wholeLength = textLength(body);
  const { document: copy } = parseHTML(document.toString());
  const article = wholeLength > 500 ? new Readability(copy, { charThreshold: 200, keepClasses: false }).parse() : null;
  const kept = article?.content !== undefined && article.content !== null && (article.textContent ?? '').trim().length > wholeLength * 0.6;
  const blocks = markdownBlocks(htmlToMarkdown(kept ? article.content! : whole));
  const title = firstHeading || ownTitle || null;
  // Readability takes the page's own heading away as "the title": passages need it above them.
  const hasTop = blocks.some((block) => block.kind === 'heading' && block.level === 1);
  return { title, blocks: title === null || hasTop ? blocks : [{ kind: 'heading', level: 1, text: plainHeading(title), page: null }, ...blocks] };
}

function textLength(node: { textContent: string | null } | null): number {
  return (node?.textContent ?? '').replace(/\s+/g, ' ').trim().length;
}
