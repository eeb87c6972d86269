import type { Platform } from '../platform/platform.ts';
import { closeChallenge, forgetChallenge, openChallenge, tryChallenge } from './challenges.ts';
import { refuseOtherWays } from './company.ts';
import { readCookie, readSigned, sign, writeCookie } from './cookies.ts';
import { type Identity, inIdentity } from './identity.ts';
import { passesSecondStep } from './second-factor.ts';
import { type CookieNames, type Origin, holdsCompanySession, openSession } from './sessions.ts';
import { type Counter, countTry, forgetTries } from './throttle.ts';

/** Where somebody tries to sign in from. */
export interface Entry extends Origin { readonly cookies: string | undefined }

/** What a step of signing in answers: in, or what is still asked; and the cookies that say so. */
export type Entered =
  | { readonly step: 'in'; readonly personId: string; readonly cookies: readonly string[] }
  | { readonly step: 'second-factor'; readonly cookies: readonly string[] };

export interface SignIn {
  /** The first step; null when e-mail and password don't match, whichever of them is wrong. */
  byPassword(credentials: { readonly email: string; readonly password: string }, entry: Entry, options?: { /** false where the route counts them itself. */ readonly countsAddress?: boolean }): Promise<Entered | null>;
  /** The second step: a code of the app or a backup code. `ended` asks to begin anew. */
  byCode(code: string, entry: Entry): Promise<Entered | 'wrong' | 'ended'>;
  /** Cookies of somebody who proved who they are in full. */
  enter(personId: string, entry: Entry): Promise<readonly string[]>;
  /** Lets in somebody whom their company vouches for, by their second step if they have one. `factorOf`: where the company's own counts; `companySession`: by what theirs is known there. */
  enterByCompany(vouched: { readonly personId: string; readonly factorOf: string | null; readonly companySession: string }, entry: Entry): Promise<Entered>;
  /** Whether this is the person's password; slowed like signing in. */
  isPassword(personId: string, password: string): Promise<boolean>;
}

const DEVICE_SECONDS = 60 * 60 * 24 * 365;
// A password nobody has, so that an address without an account costs the same comparison.
const NOBODYS = 'no account has this password';

/** What a second step notes of who came through their company, before what their session is known by there: the rule that people have to is kept. */
const BY_COMPANY = 'company:';

const plainEmail = (email: string): string => email.trim().toLowerCase();

export function createSignIn(platform: Platform, names: CookieNames): SignIn {
  const { authPool } = platform.database;
  let nobodys: Promise<string> | null = null;

  // Signed in here before: then tries from elsewhere don't count against whoever sits here (OWASP's device cookies).
  const isKnownDevice = ({ cookies }: Entry, email: string): boolean => readSigned(readCookie(cookies, names.device), names.secret) === email;
  const deviceOf = (email: string): string => writeCookie(names.device, sign(email, names.secret), { secure: names.secure, maxAge: DEVICE_SECONDS });
  const emailOf = async (personId: string): Promise<string> => plainEmail((await authPool.query<{ email: string }>('select email from users where id = $1', [personId])).rows[0]?.email ?? '');
  const begin = async (identity: Identity, { personId, email }: { readonly personId: string; readonly email: string }, entry: Entry, company?: Parameters<typeof openSession>[4]): Promise<readonly string[]> =>
    [await openSession(identity, names, personId, entry, company), deviceOf(email), forgetChallenge(names)];
  const enter: typeof begin = async (identity, person, entry) => {
    await refuseOtherWays(identity, person.personId);
    return begin(identity, person, entry);
  };

  return {
    async byPassword({ email: typed, password }, entry, { countsAddress = true } = {}) {
      const email = plainEmail(typed);
      const own: Counter = isKnownDevice(entry, email) ? { kind: 'device', of: email } : { kind: 'account-at-address', of: `${email} ${entry.address}` };
      const counters: readonly Counter[] = [...(countsAddress ? [{ kind: 'address', of: entry.address } as const] : []), own, ...(own.kind === 'device' ? [] : [{ kind: 'account', of: email } as const])];
      await countTry(platform, counters);
      const { rows: [account] } = await authPool.query<{ id: string; password: string | null; second_factor_since: Date | null }>(
        "select u.id, a.password, u.second_factor_since from users u left join accounts a on a.user_id = u.id and a.provider_id = 'credential' where lower(u.email) = $1", [email]);
      const matches = await platform.passwords.verify(account?.password ?? await (nobodys ??= platform.passwords.hash(NOBODYS)), password);
      if (!matches || !account?.password) return null;
      await forgetTries(platform, [own]);
      if (account.second_factor_since === null) return { step: 'in', personId: account.id, cookies: await enter(authPool, { personId: account.id, email }, entry) };
      return { step: 'second-factor', cookies: [await openChallenge(platform, names, { kind: 'second-factor', personId: account.id, challenge: null })] };
    },

    async byCode(code, entry) {
      const id = readCookie(entry.cookies, names.challenge);
      await countTry(platform, [{ kind: 'address', of: entry.address }]);
      const challenge = await tryChallenge(platform, id, 'second-factor');
      if (id === null || !challenge?.personId) return 'ended';
      const { personId } = challenge;
      const email = await emailOf(personId);
      const own: Counter = { kind: isKnownDevice(entry, email) ? 'code-device' : 'code', of: personId };
      await countTry(platform, [own]);
      const cookies = await inIdentity(platform, async (identity) => {
        const companySession = challenge.challenge?.startsWith(BY_COMPANY) ? challenge.challenge.slice(BY_COMPANY.length) : null;
        // The provider may have signed them out meanwhile.
        if (companySession !== null && !(await holdsCompanySession(identity, companySession))) return 'ended';
        if (!(await passesSecondStep(platform, identity, personId, code))) return 'wrong';
        if (!(await closeChallenge(identity, id))) return 'ended';
        return companySession === null ? enter(identity, { personId, email }, entry) : begin(identity, { personId, email }, entry, { factorOf: null, companySession });
      });
      if (typeof cookies === 'string') return cookies;
      await forgetTries(platform, [own]);
      return { step: 'in', personId, cookies };
    },

    async enterByCompany({ personId, factorOf, companySession }, entry) {
      const { rows: [person] } = await authPool.query<{ email: string; second_factor_since: Date | null }>('select email, second_factor_since from users where id = $1', [personId]);
      // Whoever set up a second step is asked for it, however they come: the company's word counts for who has none.
      if (person?.second_factor_since) return { step: 'second-factor', cookies: [await openChallenge(platform, names, { kind: 'second-factor', personId, challenge: `${BY_COMPANY}${companySession}` })] };
      return { step: 'in', personId, cookies: await begin(authPool, { personId, email: plainEmail(person?.email ?? '') }, entry, { factorOf, companySession }) };
    },
    enter: async (personId, entry) => enter(authPool, { personId, email: await emailOf(personId) }, entry),

    async isPassword(personId, password) {
      const counter: Counter = { kind: 'password-again', of: personId };
      await countTry(platform, [counter]);
      const { rows: [account] } = await authPool.query<{ password: string | null }>("select password from accounts where user_id = $1 and provider_id = 'credential'", [personId]);
      if (!account?.password || !(await platform.passwords.verify(account.password, password))) return false;
      await forgetTries(platform, [counter]);
      return true;
    },
  };
}
