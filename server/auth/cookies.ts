import { createHmac } from 'node:crypto';
import { readSessionCookie } from '../access/index.ts';

interface CookieOptions { readonly secure: boolean; readonly maxAge: number }

/** The value of one cookie of a header, or null. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim() === name) {
      try {
        return decodeURIComponent(part.slice(equals + 1).trim());
      } catch {
        return null;
      }
    }
  }
  return null;
}

/** A cookie that no script reads and no other site sends; `maxAge` in seconds, 0 takes it away. */
export const writeCookie = (name: string, value: string, { secure, maxAge }: CookieOptions): string =>
  `${name}=${encodeURIComponent(value)}; Max-Age=${maxAge}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`;

/** `<value>.<base64 HMAC-SHA-256>`, as better-auth signs and {@link readSigned} reads. */
export const sign = (value: string, secret: string): string => `${value}.${createHmac('sha256', secret).update(value).digest('base64')}`;

/** The value of a signed text; null when it isn't ours. */
export const readSigned = (text: string | null, secret: string): string | null => (text === null ? null : readSessionCookie(text, secret));
