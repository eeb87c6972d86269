import type { IncomingHttpHeaders } from 'node:http';
import type { Context } from '../access/index.ts';
import { readSessionCookie, resolveActor, resolveToken } from '../access/index.ts';
import { type Auth, readCookie } from '../auth/index.ts';
import { readLocale } from '../messages/index.ts';
import type { Platform } from '../platform/platform.ts';

/** The session's token, if the request carries a cookie with our signature. */
export function sessionToken(headers: IncomingHttpHeaders, auth: Auth): string | null {
  const cookie = readCookie(headers.cookie, auth.cookieName);
  return cookie === null ? null : readSessionCookie(cookie, auth.cookieSecret);
}

/**
 * The API token of a request, or null. A request with one is never a browser's own doing: no other site can make a browser
 * send this header, so it needs no `Origin`, and its cookies say nothing.
 */
export const bearerToken = ({ authorization = '' }: IncomingHttpHeaders): string | null => /^bearer (\S+)$/i.exec(authorization)?.[1] ?? null;

/** Who asks, resolved afresh. `workspace` is the one asked for by header or connection, or null. */
export async function makeContext(platform: Platform, auth: Auth, headers: IncomingHttpHeaders, workspace: string | null): Promise<Context> {
  const bearer = bearerToken(headers);
  const actor = bearer !== null ? await resolveToken(platform.database, bearer, workspace) : await resolveActor(platform.database, sessionToken(headers, auth), workspace);
  return { platform, actor, locale: readLocale(headers['accept-language']) };
}

/** The header by which the console names the workspace it is in. */
export const WORKSPACE_HEADER = 'x-isatis-workspace';

export const wantedWorkspace = (headers: IncomingHttpHeaders): string | null => {
  const value = headers[WORKSPACE_HEADER];
  return typeof value === 'string' && value !== '' ? value : null;
};
