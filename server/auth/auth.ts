import { randomUUID } from 'node:crypto';
import { sentence } from '../messages/index.ts';
import type { Locale } from '#shared/contract/manifest.ts';
import type { Platform } from '../platform/platform.ts';
import { MAX_PASSWORD, MIN_PASSWORD } from './account.ts';
import { queueResetMail } from './reset-mail.ts';
import { type CookieNames, SESSION_ENDED, SESSION_SECONDS } from './sessions.ts';
import { type Entry, type SignIn, createSignIn } from './sign-in.ts';

const RESET_MINUTES = 60;
const SESSION_REFRESH_SECONDS = 60 * 60 * 24;

const camelToSnake = (fields: readonly string[]): Record<string, string> => Object.fromEntries(fields.map((field) => [field, field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)]));
const times = ['createdAt', 'updatedAt'] as const;

const secretOf = (platform: Platform): string => platform.masterKey.derive('session-cookies').toString('base64url');
const isSecure = (platform: Platform): boolean => platform.config.PUBLIC_URL?.startsWith('https:') ?? false;

type Library = Pick<typeof import('better-auth'), 'betterAuth'>;

const createBetterAuth = ({ betterAuth }: Library, platform: Platform, localeOf: (request: Request | undefined) => Locale) => betterAuth({
  appName: 'Isatis',
  basePath: '/auth',
  // Cross-site requests are refused before they get here (`http/security.ts`); the port may not be known yet.
  baseURL: platform.config.PUBLIC_URL ?? 'http://localhost',
  secret: secretOf(platform),
  database: platform.database.authPool,
  telemetry: { enabled: false },
  logger: { level: 'error', log: (level, message) => { platform.log[level === 'error' ? 'error' : 'debug']({ part: 'auth' }, message); } },
  user: { modelName: 'users', fields: camelToSnake(['emailVerified', ...times]) },
  session: { modelName: 'sessions', fields: camelToSnake(['userId', 'expiresAt', 'ipAddress', 'userAgent', ...times]), expiresIn: SESSION_SECONDS, updateAge: SESSION_REFRESH_SECONDS, cookieCache: { enabled: false } },
  account: { modelName: 'accounts', fields: camelToSnake(['userId', 'accountId', 'providerId', 'accessToken', 'refreshToken', 'idToken', 'accessTokenExpiresAt', 'refreshTokenExpiresAt', ...times]) },
  verification: { modelName: 'verifications', fields: camelToSnake(['expiresAt', ...times]), storeIdentifier: 'hashed' },
  emailAndPassword: {
    // Accounts are made by set-up and accepted invitations alone.
    enabled: true, disableSignUp: true, minPasswordLength: MIN_PASSWORD, maxPasswordLength: MAX_PASSWORD,
    password: { hash: platform.passwords.hash, verify: ({ hash, password }) => platform.passwords.verify(hash, password) },
    revokeSessionsOnPasswordReset: true, resetPasswordTokenExpiresIn: RESET_MINUTES * 60,
    async sendResetPassword({ user, token }, request) {
      const locale = localeOf(request);
      const link = `${platform.publicUrl()}/reset-password#token=${token}`;
      await queueResetMail(platform, { to: user.email, subject: sentence(locale, 'mail.reset.subject'), text: sentence(locale, 'mail.reset.text', { name: user.name, link, minutes: RESET_MINUTES }) });
    },
  },
  rateLimit: {
    enabled: true, storage: 'database', modelName: 'rate_limits', fields: { lastRequest: 'last_request' }, window: 60, max: 100,
    // Asking for a link is counted before it gets here (`askForReset`), for each address and account.
    customRules: { '/request-password-reset': false, '/reset-password': { window: 60, max: 10 } },
  },
  databaseHooks: {
    session: { delete: { async after(session) { await platform.database.authPool.query('select pg_notify($1, $2)', ['isatis', JSON.stringify({ topic: SESSION_ENDED, workspaceId: '', sessionId: session.id, personId: session.userId })]); } } },
  },
  advanced: {
    disableCSRFCheck: true, disableOriginCheck: true,
    cookiePrefix: 'isatis', useSecureCookies: isSecure(platform), database: { generateId: () => randomUUID() },
    ipAddress: { ipAddressHeaders: ['x-isatis-address'] },
    defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
  },
});

export interface Auth {
  /** Handles the addresses below `/auth/` that are better-auth's. */
  handle(request: Request): Promise<Response>;
  /**
   * Signs in with e-mail and password; null when they don't match. The answer carries the cookies: of a session, or of the
   * second step that the person is still asked for.
   */
  signIn(credentials: { email: string; password: string }, headers: Headers): Promise<Response | null>;
  readonly entrance: SignIn;
  readonly cookies: CookieNames;
  readonly cookieName: string;
  readonly cookieSecret: string;
  /** Loads the library ahead of the first sign-in; half a second that the start need not wait for. */
  warm(): Promise<void>;
}

/** Where a request comes from, from headers as `http/auth-routes.ts` writes them. */
export const entryOf = (headers: Headers): Entry => ({ address: headers.get('x-isatis-address') ?? '', userAgent: headers.get('user-agent'), cookies: headers.get('cookie') ?? undefined });

/** Authentication: e-mail and password, a second step, passkeys, sessions, reset by mail. Who may do what is not its business. */
export function createAuth(platform: Platform, localeOf: (request: Request | undefined) => Locale): Auth {
  let loading: Promise<ReturnType<typeof createBetterAuth>> | null = null;
  const load = (): Promise<ReturnType<typeof createBetterAuth>> => (loading ??= import('better-auth').then((library) => createBetterAuth(library, platform, localeOf)));
  const prefix = isSecure(platform) ? '__Secure-' : '';
  const cookies: CookieNames = { session: `${prefix}isatis.session_token`, device: `${prefix}isatis.device`, challenge: `${prefix}isatis.challenge`, secret: secretOf(platform), secure: isSecure(platform) };
  const entrance = createSignIn(platform, cookies);
  return {
    handle: async (request) => (await load()).handler(request),
    async signIn(credentials, headers) {
      const entered = await entrance.byPassword(credentials, entryOf(headers), { countsAddress: false });
      return entered && Response.json({ signedIn: entered.step === 'in' }, { headers: entered.cookies.map((cookie): [string, string] => ['set-cookie', cookie]) });
    },
    entrance, cookies,
    cookieName: cookies.session,
    cookieSecret: cookies.secret,
    warm: async () => { await load(); },
  };
}
