import { randomUUID } from 'node:crypto';

export const EMAIL = 'owner@example.com';

/** A cookie, as a browser takes it. */
export interface Cookie { readonly name: string; readonly value: string }

/** Claims a fresh product for one owner, in English and UTC. @returns the cookies of their session */
export async function claim(origin: string, code: string, password: string = randomUUID()): Promise<readonly Cookie[]> {
  const response = await fetch(`${origin}/auth/setup`, {
    method: 'POST', headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ code, name: 'Owner', email: EMAIL, password, workspaceName: 'Bench', locale: 'en', timeZone: 'UTC' }),
  });
  if (!response.ok) throw new Error(await response.text());
  return response.headers.getSetCookie().map((cookie) => {
    const [pair = ''] = cookie.split(';');
    const equals = pair.indexOf('=');
    return { name: pair.slice(0, equals), value: pair.slice(equals + 1) };
  });
}
