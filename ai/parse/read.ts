import type { ParseInput, ParseResult } from '../contract.ts';
import type { Progress, ReadDocument } from './blocks.ts';
import { Unreadable } from './failure.ts';
import { recognise, type Recognised } from './recognise.ts';
import { cutSections } from './sections.ts';
import { checkUnpackedSize, readZipDirectory } from './zip.ts';

/** Reads one file where it is called; the limits on time and memory are the worker's (see `worker-parser.ts`). */
export async function readFile(file: ParseInput, progress: Progress): Promise<ParseResult> {
  try {
    const recognised = recognise(file.name, file.bytes);
    const document = await readAs(recognised, file.bytes, progress);
    const sections = cutSections(document.blocks);
    const text = sections.map((section) => section.text).join('\n');
    if (!/[\p{L}\p{N}]/u.test(text)) return { ok: false, reason: 'no-text' };
    // Loaded last: its tables are large, and a file that is refused needs no language.
    const { documentLanguage } = await import('../language.ts');
    return { ok: true, format: recognised.format, title: document.title ?? nameWithoutExtension(file.name), language: documentLanguage(text), sections };
  } catch (error) {
    // Every library throws in its own way at bytes that are not what they claim to be.
    return { ok: false, reason: error instanceof Unreadable ? error.reason : 'broken' };
  }
}

async function readAs(recognised: Recognised, bytes: Uint8Array, progress: Progress): Promise<ReadDocument> {
  // Loaded when needed: a CSV does not wait for PDF.js.
  switch (recognised.format) {
    case 'pdf': return (await import('./pdf.ts')).readPdf(bytes, progress);
    case 'docx':
      checkArchive(bytes);
      return (await import('./docx.ts')).readDocx(bytes);
    case 'xlsx':
      checkArchive(bytes);
      return (await import('./xlsx.ts')).readXlsx(bytes, progress);
    case 'html': return (await import('./html.ts')).readHtml(recognised.text);
    case 'csv': return (await import('./csv.ts')).readCsv(recognised.text);
    case 'md': return (await import('./markdown.ts')).readMarkdown(recognised.text);
    case 'txt': return (await import('./text.ts')).readText(recognised.text);
  }
}

function checkArchive(bytes: Uint8Array): void {
  const entries = readZipDirectory(bytes);
  if (entries === null) throw new Unreadable('broken');
  checkUnpackedSize(bytes, entries);
}

function nameWithoutExtension(name: string): string {
  return name.replace(/^.*[\\/]/, '').replace(/\.[a-z0-9]{1,5}$/i, '').trim() || name;
}
