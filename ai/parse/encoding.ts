/**
 * Text of a file whose encoding nobody wrote down: a byte order mark, else the
 * pattern of zero bytes that UTF-16 leaves in Latin text, else strict UTF-8, else
 * Windows-1252, which every byte sequence is. Null when it is not text at all.
 */
export function decodeText(bytes: Uint8Array, declared?: string): string | null {
  const text = decode(bytes, declared);
  return text === null || looksBinary(text) ? null : text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

function decode(bytes: Uint8Array, declared: string | undefined): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const zeros = zeroBytes(bytes.subarray(0, 4_096));
  if (zeros.even + zeros.odd > 0) {
    if (zeros.odd > zeros.all * 0.3 && zeros.even === 0) return new TextDecoder('utf-16le').decode(bytes);
    if (zeros.even > zeros.all * 0.3 && zeros.odd === 0) return new TextDecoder('utf-16be').decode(bytes);
    return null;
  }
  if (declared !== undefined) {
    try {
      return new TextDecoder(declared).decode(bytes);
    } catch {
      // A charset that nobody knows: find out as if none had been named.
    }
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function zeroBytes(bytes: Uint8Array): { even: number; odd: number; all: number } {
  let even = 0;
  let odd = 0;
  for (let i = 0; i < bytes.length; i++) if (bytes[i] === 0) { if (i % 2 === 0) even++; else odd++; }
  return { even, odd, all: bytes.length / 2 };
}

function looksBinary(text: string): boolean {
  const sample = text.slice(0, 20_000);
  let odd = 0;
  for (const char of sample) {
    const code = char.codePointAt(0)!;
    if ((code < 32 && code !== 9 && code !== 10 && code !== 12 && code !== 13) || code === 0xfffd) odd++;
  }
  return odd > sample.length * 0.01;
}
