import { randomBytes, randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Passwords } from '../platform/passwords.ts';
import type { Platform } from '../platform/platform.ts';
import { connectLive } from '../testing/live-connection.ts';
import { Browser, PASSWORD, type Product, startProduct } from '../testing/product.ts';
import { inIdentity } from './identity.ts';
import { askForReset } from './reset-mail.ts';
import { createSignIn } from './sign-in.ts';

let product: Product;
let pool: pg.Pool;
beforeAll(async () => {
  product = await startProduct({ LOG_LEVEL: 'silent' });
  pool = new pg.Pool({ ...product.connection, max: 2 });
});
afterAll(async () => {
  await pool.end();
  await product[Symbol.asyncDispose]();
});

const key = randomBytes(32);
/** What authentication needs of the platform, on this product's own database. */
const platformOn = (database: Partial<Record<keyof Platform['database'], unknown>>): Platform => ({ database: { authPool: pool, ...database }, masterKey: { derive: () => key } }) as unknown as Platform;

const signIn = (browser: Browser, email: string, password = PASSWORD) => browser.post('/auth/sign-in/email', { email, password });
const nobody = (): string => `nobody-${randomUUID()}@example.com`;
/** Everything of an answer that its receiver sees; the clock apart. */
const bytesOf = async (response: Response): Promise<string> =>
  JSON.stringify([response.status, [...response.headers].filter(([name]) => name !== 'date' && !name.startsWith('x-ratelimit')), await response.text()]);

describe('an address without an account', () => {
  it('is answered with the same bytes at sign-in, reset and invitation', async () => {
    const { email } = await product.createWorkspace();
    const tries = (address: string): readonly Promise<Response>[] => [
      signIn(product.browser(), address, 'wrong horse battery'),
      product.browser().post('/auth/request-password-reset', { email: address, redirectTo: '/reset-password' }),
      product.browser().post('/auth/invitation/preview', { token: `${address}-guess`.padEnd(43, 'x') }),
      product.browser().post('/auth/invitation/accept', { token: `${address}-guess`.padEnd(43, 'x'), name: 'Eve', password: PASSWORD }),
      product.browser().post('/auth/sign-in/code', { code: '123456' }),
    ];
    const known = await Promise.all((await Promise.all(tries(email))).map(bytesOf));
    const unknown = await Promise.all((await Promise.all(tries(nobody()))).map(bytesOf));
    expect(unknown).toEqual(known);
    expect(known.map((bytes) => (JSON.parse(bytes) as [number])[0])).toEqual([401, 200, 404, 404, 401]);
  });

  it('costs sign-in the same work: as many comparisons of a password, as many questions to the database', async () => {
    const { email } = await product.createWorkspace();
    const work: string[] = [];
    const passwords: Passwords = { hash: (password) => Promise.resolve(`hash of ${password}`), verify: (hash) => { work.push(`compare with ${typeof hash}`); return Promise.resolve(false); } };
    const counting = { query: (text: string, values: unknown[]) => { work.push(text); return pool.query(text, values); } };
    const entrance = createSignIn({ ...platformOn({ authPool: counting }), passwords }, { session: 's', device: 'd', challenge: 'c', secret: 'x', secure: false });
    const workFor = async (address: string): Promise<readonly string[]> => {
      work.length = 0;
      expect(await entrance.byPassword({ email: address, password: 'wrong horse battery' }, { address: randomUUID(), userAgent: null, cookies: undefined })).toBeNull();
      return [...work];
    };
    const [known, unknown] = [await workFor(email), await workFor(nobody())];
    expect(unknown).toEqual(known);
    expect(known.filter((step) => step.startsWith('compare'))).toHaveLength(1);
  });

  it('costs a reset the same work: one job, of which nobody can read for whom', async () => {
    const { email } = await product.createWorkspace();
    const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
    const workFor = async (address: string): Promise<readonly { readonly task: string; readonly payload: string }[]> => {
      const undo = new Error('undo');
      let jobs: readonly { readonly task: string; readonly payload: string }[] = [];
      await db.transaction().execute(async (app) => {
        await askForReset(platformOn({ app }), { email: address }, { address: randomUUID(), locale: 'en' });
        jobs = (await sql<{ task: string; payload: string }>`select t.identifier as task, j.payload::text from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where j.created_at = now()`.execute(app)).rows;
        throw undo;
      }).catch((error: unknown) => { if (error !== undo) throw error; });
      return jobs;
    };
    const unknownEmail = `${randomUUID().slice(0, 8)}${email.slice(8)}`;
    const [known, unknown] = [await workFor(email), await workFor(unknownEmail)];
    expect([known, unknown].map((jobs) => jobs.map(({ task }) => task))).toEqual([['auth.reset-asked'], ['auth.reset-asked']]);
    expect(unknown[0]?.payload.length).toBe(known[0]?.payload.length);
    expect(known[0]?.payload).not.toContain(email);
  });
});

const from = (address: string, cookie = ''): Browser => {
  const browser = new Browser(product.url);
  Object.assign(browser, { address });
  browser.cookie = cookie;
  return browser;
};
let addresses = 0;
const elsewhere = (): string => `192.0.2.${(addresses += 1)}`;

describe('guessing passwords', () => {
  /** As if somebody had guessed this often before, each time from another address. */
  const guessedBefore = (times: number) => product.sql('update sign_in_tries set count = $1', [times]);

  it('is slowed for an account from many addresses together, known or not, alike', async () => {
    const { email } = await product.createWorkspace();
    const guess = async (address: string): Promise<number[]> => {
      const statuses = [(await signIn(from(elsewhere()), address, 'wrong horse battery')).status];
      await guessedBefore(29);
      for (let tries = 0; tries < 3; tries += 1) statuses.push((await signIn(from(elsewhere()), address, 'wrong horse battery')).status);
      return statuses;
    };
    const [known, unknown] = [await guess(email), await guess(nobody())];
    expect(known).toEqual([401, 401, 429, 429]);
    expect(unknown).toEqual(known);
  });

  it('doesn’t keep out the real person: an open session, a device they used before', async () => {
    const { owner, email } = await product.createWorkspace();
    const { cookie } = owner;
    await signIn(from(elsewhere()), email, 'wrong horse battery');
    await guessedBefore(40);
    expect((await signIn(from(elsewhere()), email)).status).toBe(429);
    expect((await owner.ask('{ viewer { email } }')).viewer).toEqual({ email });
    const device = cookie.split('; ').filter((pair) => pair.startsWith('isatis.device=')).join();
    expect((await signIn(from(elsewhere(), device), email)).status).toBe(200);
    const other = (await product.createWorkspace()).owner.cookie.split('; ').filter((pair) => pair.startsWith('isatis.device=')).join();
    expect((await signIn(from(elsewhere(), other), email)).status).toBe(429);
  });

  it('counts a hundred tries at once as a hundred', async () => {
    const { email } = await product.createWorkspace();
    const address = elsewhere();
    const statuses = (await Promise.all(Array.from({ length: 40 }, () => signIn(from(address), email, 'wrong horse battery')))).map(({ status }) => status);
    expect(statuses.filter((status) => status === 401)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(30);
  });

  it('of somebody who is signed in is slowed, too', async () => {
    const { owner } = await product.createWorkspace();
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) statuses.push((await owner.post('/auth/account/second-factor', { password: 'wrong horse battery' })).status);
    expect(statuses).toEqual([...Array<number>(10).fill(422), 429, 429]);
  });
});

describe('devices and sessions', () => {
  it('are listed plainly, and end at once with their sockets: one, or all others', async () => {
    const { owner, email } = await product.createWorkspace();
    const chrome = product.browser();
    await chrome.post('/auth/sign-in/email', { email, password: PASSWORD }, { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36' });
    const third = product.browser();
    await signIn(third, email);
    await using live = await connectLive(chrome);
    await using other = await connectLive(third);
    const { sessions } = (await (await owner.fetch('/auth/account/sessions')).json()) as { sessions: { id: string; browser: string; system: string; address: string; isCurrent: boolean }[] };
    expect(sessions).toHaveLength(3);
    expect(sessions[0]?.isCurrent).toBe(true);
    const found = sessions.find(({ browser }) => browser === 'Chrome');
    expect(found).toMatchObject({ system: 'Linux', address: chrome.address, isCurrent: false });
    expect((await owner.post('/auth/account/sessions/end', { id: found?.id })).status).toBe(200);
    expect(await live.closed).toBe(4401);
    expect((await owner.post('/auth/account/sessions/end', { id: found?.id })).status).toBe(404);
    expect(await (await owner.post('/auth/account/sessions/end', { id: null })).json()).toEqual({ ended: 1 });
    expect(await other.closed).toBe(4401);
    expect((await owner.ask('{ viewer { email } }')).viewer).toEqual({ email });
  });

  it('of another person can’t be ended', async () => {
    const { owner } = await product.createWorkspace();
    const { owner: victim } = await product.createWorkspace();
    const { sessions } = (await (await victim.fetch('/auth/account/sessions')).json()) as { sessions: { id: string }[] };
    expect((await owner.post('/auth/account/sessions/end', { id: sessions[0]?.id })).status).toBe(404);
  });

  it('end elsewhere when the password changes, which needs the old one', async () => {
    const { owner, email } = await product.createWorkspace();
    const other = product.browser();
    await signIn(other, email);
    const change = (password: string, newPassword: string) => owner.post('/auth/account/password', { password, newPassword });
    expect(await (await change('wrong horse battery', 'another horse battery')).json()).toMatchObject({ error: { fields: [{ path: 'password' }] } });
    expect(await (await change(PASSWORD, 'short')).json()).toMatchObject({ error: { fields: [{ path: 'newPassword', message: 'At least 10 characters.' }] } });
    expect(await (await change(PASSWORD, 'another horse battery')).json()).toEqual({ sessionsEnded: 1 });
    expect((await other.ask('{ viewer { email } }')).viewer).toBeNull();
    expect((await signIn(product.browser(), email)).status).toBe(401);
    expect((await signIn(product.browser(), email, 'another horse battery')).status).toBe(200);
  });

  it('follow the name at once, and say so in the audit log', async () => {
    const { owner } = await product.createWorkspace();
    expect((await owner.post('/auth/account/name', { name: ' ' })).status).toBe(422);
    await using live = await connectLive(owner);
    const hears = live.subscribe('subscription { viewerChanged { name } }');
    expect(await (await owner.post('/auth/account/name', { name: ' Olive ' })).json()).toEqual({ name: 'Olive' });
    expect(await hears.next()).toMatchObject({ data: { viewerChanged: { name: 'Olive' } } });
    expect((await owner.ask('{ auditEvents { chainIntact edges { node { summary } } } }')).auditEvents).toMatchObject({ chainIntact: true, edges: [{ node: { summary: 'Olive changed their name.' } }, {}] });
  });

  it('are nobody’s without a session, and out of an API token’s reach', async () => {
    for (const address of ['/auth/account', '/auth/account/sessions']) expect((await product.browser().fetch(address)).status).toBe(401);
    const { owner } = await product.createWorkspace();
    const { createApiToken } = await owner.ask('mutation { createApiToken(input: { kind: personal, name: "Script", permissions: ["workspace:read"], expiresInDays: 3 }) { ... on CreatedApiToken { secret } } }');
    expect((await product.browser().fetch('/auth/account', { headers: { authorization: `Bearer ${createApiToken.secret}` } })).status).toBe(401);
  });
});

describe('an identity', () => {
  it('keeps nothing of a change that fails half-way', async () => {
    const { email } = await product.createWorkspace();
    await expect(inIdentity(platformOn({}), async (identity) => {
      await identity.query('update users set name = $1 where email = $2', ['Half', email]);
      throw new Error('half-way');
    })).rejects.toThrow('half-way');
    expect(await product.sql('select name from users where email = $1', [email])).toEqual([{ name: 'Olivia Owner' }]);
  });
});
