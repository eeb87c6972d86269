import { inflateRawSync } from 'node:zlib';
import { Unreadable } from './failure.ts';
import { limits } from './limits.ts';

export interface ZipEntry {
  readonly name: string;
  readonly encrypted: boolean;
  readonly method: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;
const localEntry = 0x04034b50;

/** Reads the central directory; null when there is none that can be read. Unpacks nothing. */
export function readZipDirectory(bytes: Uint8Array): readonly ZipEntry[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = -1;
  // The record is 22 bytes plus a comment of at most 65,535.
  for (let at = bytes.length - 22; at >= 0 && at >= bytes.length - 22 - 0xffff; at--) {
    if (view.getUint32(at, true) === endOfDirectory) { end = at; break; }
  }
  if (end < 0) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  const text = new TextDecoder();
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== directoryEntry) return null;
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const commentLength = view.getUint16(at + 32, true);
    if (at + 46 + nameLength + extraLength > bytes.length) return null;
    entries.push({
      name: text.decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      packedSize: view.getUint32(at + 20, true),
      // 0xffffffff stands for "see ZIP64": beyond any limit of ours anyway.
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + extraLength + commentLength;
  }
  return entries;
}

/**
 * Refuses an archive that unpacks to more than the limit. The directory is asked
 * first because it is free; then each entry is inflated under a ceiling and thrown
 * away, because a directory may lie and the libraries that read the file believe it.
 */
export function checkUnpackedSize(bytes: Uint8Array, entries: readonly ZipEntry[]): void {
  if (entries.length > limits.zipEntries) throw new Unreadable('unpacks-too-large');
  if (entries.reduce((sum, entry) => sum + entry.size, 0) > limits.unpackedBytes) throw new Unreadable('unpacks-too-large');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let left: number = limits.unpackedBytes;
  for (const entry of entries) {
    if (entry.encrypted) throw new Unreadable('password-protected');
    if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== localEntry) throw new Unreadable('broken');
    const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
    if (start + entry.packedSize > bytes.length) throw new Unreadable('broken');
    left -= trueSize(bytes.subarray(start, start + entry.packedSize), entry.method, left);
  }
}

function trueSize(packed: Uint8Array, method: number, ceiling: number): number {
  if (method === 0) {
    if (packed.length > ceiling) throw new Unreadable('unpacks-too-large');
    return packed.length;
  }
  if (method !== 8) throw new Unreadable('broken');
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, ceiling) }).length;
  } catch (error) {
    throw new Unreadable((error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE' ? 'unpacks-too-large' : 'broken');
  }
}
