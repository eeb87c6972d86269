import { getDocumentProxy } from 'unpdf';
import type { Block, Progress, ReadDocument } from './blocks.ts';
import { Unreadable } from './failure.ts';
import { limits } from './limits.ts';
import { pageLines, withoutRunningLines, type Line, type TextRun } from './pdf-lines.ts';

const bullet = /^[•◦▪▸‣●○■–-]\s*(?=\S)/;

/** Reads the text of a PDF page by page; larger type makes headings, distance makes paragraphs. */
export async function readPdf(bytes: Uint8Array, progress: Progress): Promise<ReadDocument> {
  const pdf = await open(bytes);
  if (pdf.numPages > limits.pages) throw new Unreadable('too-many-pages');
  const pages: Line[][] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(pageLines(items.filter((item): item is typeof item & TextRun => 'str' in item)));
    page.cleanup();
    progress(number, pdf.numPages);
  }
  const metadata: { info: { Title?: unknown } } | null = await pdf.getMetadata().catch(() => null);
  const blocks = blocksOf(withoutRunningLines(pages));
  const top = blocks.slice(0, 4).find((block) => block.kind === 'heading');
  return { title: ownTitle(metadata?.info.Title) ?? (top?.kind === 'heading' ? top.text : null), blocks };
}

async function open(bytes: Uint8Array): ReturnType<typeof getDocumentProxy> {
  try {
    // PDF.js takes the buffer for itself: the caller's own must survive. 0 keeps it from writing to the console.
    return await getDocumentProxy(bytes.slice(), { verbosity: 0 });
  } catch (error) {
    throw new Unreadable((error as Error).name === 'PasswordException' ? 'password-protected' : 'broken');
  }
}

/** A title typed by a person, not the name that a word processor left behind. */
function ownTitle(title: unknown): string | null {
  if (typeof title !== 'string') return null;
  const clean = title.replace(/^Microsoft (?:Word|PowerPoint|Excel) - /, '').trim();
  return clean === '' || /\.(?:docx?|pptx?|xlsx?|pdf|indd|tex|odt)$/i.test(clean) || /^untitled|^senza titolo|^document\d*$/i.test(clean) ? null : clean;
}

function blocksOf(pages: readonly (readonly Line[])[]): Block[] {
  const body = bodySize(pages);
  const sizes = [...new Set(pages.flat().filter((line) => isHeading(line, body)).map((line) => Math.round(line.size)))].sort((a, b) => b - a);
  const blocks: Block[] = [];
  let previous: Line | null = null;
  pages.forEach((lines, index) => {
    const page = index + 1;
    lines.forEach((line, at) => {
      const last = blocks.at(-1);
      const gap: number = previous === null || at === 0 ? 0 : previous.y - line.y;
      if (isHeading(line, body)) {
        const level = Math.min(6, sizes.indexOf(Math.round(line.size)) + 1);
        // A heading set on two lines is one heading.
        if (last?.kind === 'heading' && last.level === level && last.page === page && gap > 0 && gap < line.size * 1.6) blocks[blocks.length - 1] = { ...last, text: `${last.text} ${line.text}` };
        else blocks.push({ kind: 'heading', level, text: line.text, page });
      } else if (bullet.test(line.text)) {
        const item = `- ${line.text.replace(bullet, '')}`;
        if (last?.kind === 'list') blocks[blocks.length - 1] = { ...last, text: `${last.text}\n${item}` };
        else blocks.push({ kind: 'list', text: item, page });
      } else if ((last?.kind === 'paragraph' || last?.kind === 'list') && continues(last.text, line, gap, at === 0)) {
        blocks[blocks.length - 1] = { ...last, text: joinLines(last.text, line.text) };
      } else blocks.push({ kind: 'paragraph', text: line.text, page });
      previous = line;
    });
  });
  return blocks;
}

/** The size most characters are set in. */
function bodySize(pages: readonly (readonly Line[])[]): number {
  const weights = new Map<number, number>();
  for (const line of pages.flat()) {
    const size = Math.round(line.size * 2) / 2;
    weights.set(size, (weights.get(size) ?? 0) + line.text.length);
  }
  return [...weights].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

function isHeading(line: Line, body: number): boolean {
  return line.size >= body * 1.15 && line.text.length <= 160 && /\p{L}{2}/u.test(line.text);
}

function continues(before: string, line: Line, gap: number, newPage: boolean): boolean {
  const ended = /[.!?:;…]["”»)]?$/.test(before);
  if (newPage || gap <= 0) return !ended && /^\p{Ll}/u.test(line.text);
  return gap <= line.size * 1.75;
}

function joinLines(before: string, next: string): string {
  return /\p{Ll}-$/u.test(before) && /^\p{Ll}/u.test(next) ? before.slice(0, -1) + next : `${before} ${next}`;
}
