import mammoth from 'mammoth';
import type { ReadDocument } from './blocks.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import { markdownBlocks } from './markdown.ts';

/** Reads a Word document by its styles: headings, lists, tables; pictures are left out. */
export async function readDocx(bytes: Uint8Array): Promise<ReadDocument> {
  const { value } = await mammoth.convertToHtml(
    { buffer: Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength) },
    { convertImage: mammoth.images.imgElement(() => Promise.resolve({ src: '' })), styleMap: ["p[style-name='Title'] => h1:fresh", "p[style-name='Subtitle'] => p:fresh"], externalFileAccess: false },
  );
  const blocks = markdownBlocks(htmlToMarkdown(value));
  const top = blocks.find((block) => block.kind === 'heading');
  return { title: top?.kind === 'heading' && top.level === 1 ? top.text : null, blocks };
}
