import type { DocumentFormat } from '../contract.ts';
import { decodeText } from './encoding.ts';
import { Unreadable } from './failure.ts';
import { limits } from './limits.ts';
import { readZipDirectory } from './zip.ts';

export type Recognised =
  | { readonly format: 'pdf' | 'docx' | 'xlsx' }
  | { readonly format: 'html' | 'csv' | 'txt' | 'md'; readonly text: string };

const byExtension: Readonly<Record<string, DocumentFormat>> = {
  pdf: 'pdf', docx: 'docx', docm: 'docx', xlsx: 'xlsx', xlsm: 'xlsx', html: 'html', htm: 'html', xhtml: 'html',
  csv: 'csv', tsv: 'csv', md: 'md', markdown: 'md', mdx: 'md', txt: 'txt', text: 'txt', log: 'txt',
};

/** Kinds we know and cannot read: named so that a PNG called `.pdf` is "unsupported" and not "broken". */
const otherMagic: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0x47, 0x49, 0x46, 0x38], [0x52, 0x49, 0x46, 0x46], [0x1f, 0x8b],
  [0x52, 0x61, 0x72, 0x21], [0x37, 0x7a, 0xbc, 0xaf], [0x7f, 0x45, 0x4c, 0x46], [0x4d, 0x5a, 0x90], [0x49, 0x44, 0x33],
  [0x42, 0x5a, 0x68], [0x7b, 0x5c, 0x72, 0x74, 0x66],
];
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** What a file is: by its bytes first, by its name where bytes leave it open. Throws {@link Unreadable}. */
export function recognise(name: string, bytes: Uint8Array): Recognised {
  if (bytes.length === 0) throw new Unreadable('empty');
  if (bytes.length > limits.bytes) throw new Unreadable('too-large');
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  const named = byExtension[extension];

  if (latin(bytes.subarray(0, 1_024)).includes('%PDF-')) return { format: 'pdf' };
  if (startsWith(bytes, compoundFile)) throw new Unreadable(holdsEncryptedPackage(bytes) ? 'password-protected' : 'unsupported');
  if (startsWith(bytes, [0x50, 0x4b])) return recogniseZip(bytes, named);
  if (otherMagic.some((magic) => startsWith(bytes, magic))) throw new Unreadable('unsupported');

  // A name that promises a binary format, over bytes that are not one: cut off, or renamed.
  if (named === 'pdf' || named === 'docx' || named === 'xlsx') throw new Unreadable('broken');
  const head = latin(bytes.subarray(0, 4_096));
  const text = decodeText(bytes, named === 'html' || looksLikeHtml(head) ? declaredCharset(head) : undefined);
  if (text === null) throw new Unreadable('unsupported');
  if (text.trim() === '') throw new Unreadable('no-text');
  return { format: textFormat(text, named), text };
}

function textFormat(text: string, named: DocumentFormat | undefined): 'html' | 'csv' | 'txt' | 'md' {
  if (named === 'md' || named === 'csv') return named;
  if (named === 'html' || looksLikeHtml(text.slice(0, 4_096))) return 'html';
  if (/^\s*<(?:\?xml|svg)\b/i.test(text)) throw new Unreadable('unsupported');
  if (named === undefined && /^#{1,3} \S/m.test(text) && !text.startsWith('#!')) return 'md';
  return 'txt';
}

function looksLikeHtml(head: string): boolean {
  return /^[\s\uFEFF]*(?:<\?xml[^>]*\?>\s*)?(?:<!--[\s\S]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(head);
}

function declaredCharset(head: string): string | undefined {
  return /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i.exec(head)?.[1]?.toLowerCase();
}

function recogniseZip(bytes: Uint8Array, named: DocumentFormat | undefined): Recognised {
  const entries = readZipDirectory(bytes);
  if (entries === null || entries.length === 0) throw new Unreadable(named === 'docx' || named === 'xlsx' ? 'broken' : 'unsupported');
  if (entries.some((entry) => /^word\/document\d*\.xml$/.test(entry.name))) return { format: 'docx' };
  if (entries.some((entry) => entry.name === 'xl/workbook.xml')) return { format: 'xlsx' };
  throw new Unreadable('unsupported');
}

/** Office encrypts a DOCX or XLSX into an OLE container with a stream of this name, in UTF-16. */
function holdsEncryptedPackage(bytes: Uint8Array): boolean {
  const needle = Buffer.from('EncryptedPackage', 'utf16le');
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(needle);
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

function latin(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
