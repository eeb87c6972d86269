import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectLive, until } from '../testing/live-connection.ts';
import { type MailServer, startMailServer } from '../testing/mail-server.ts';
import { invite } from '../testing/people.ts';
import { type Browser, PASSWORD, type Product, startProduct } from '../testing/product.ts';

let mailServer: MailServer;
let product: Product;
beforeAll(async () => {
  mailServer = await startMailServer();
  product = await startProduct({ SMTP_URL: mailServer.url, MAIL_FROM: 'Isatis <isatis@example.org>', LOG_LEVEL: 'silent' });
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await mailServer[Symbol.asyncDispose]();
});

const mailTo = (address: string, after = 0) => until(() => Promise.resolve(mailServer.mails.slice(after).find(({ to }) => to?.some((recipient) => recipient.address === address))));
const signIn = (browser: Browser, email: string, password: string) => browser.post('/auth/sign-in/email', { email, password });
const askReset = (browser: Browser, email: string) => browser.post('/auth/request-password-reset', { email, redirectTo: '/reset-password' });
const tokenIn = (text = '') => /#token=(\S+)/.exec(text)?.[1] ?? '';

describe('mails', () => {
  it('bring an invitation in the workspace’s language, with a link that works', async () => {
    const { owner } = await product.createWorkspace({ name: 'Guado & figli' });
    await owner.ask('mutation { updateWorkspace(input: { name: "Guado & figli", locale: it, timeZone: "Europe/Rome", retentionDays: 30, version: 1 }) { __typename } }');
    const { email, token } = await invite(owner, 'editor');
    const mail = await mailTo(email);
    expect(mail).toMatchObject({ subject: 'Olivia Owner ti invita in Guado & figli su Isatis', from: { address: 'isatis@example.org' } });
    expect(mail.text).toContain('redattore');
    expect(tokenIn(mail.text)).toBe(token);
    expect((await product.browser().post('/auth/invitation/preview', { token: tokenIn(mail.text) })).status).toBe(200);
  });

  it('are tried again when the mail server refuses', async () => {
    const { owner } = await product.createWorkspace();
    mailServer.refuse(1);
    const { email } = await invite(owner, 'editor');
    await until(async () => (await product.sql("select 1 from graphile_worker._private_jobs where last_error like '%try again later%'"))[0]);
    await product.sql('update graphile_worker._private_jobs set run_at = now()');
    expect((await mailTo(email)).subject).toContain('invites you');
  });

  it('are not sent for an invitation that was taken back before its turn', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    mailServer.refuse(1);
    const { email, id } = await invite(owner, 'editor');
    await until(async () => (await product.sql("select 1 from graphile_worker._private_jobs where last_error like '%try again later%'"))[0]);
    await owner.ask('mutation ($id: ID!) { revokeInvitation(input: { id: $id }) { __typename } }', { id });
    await product.sql('update graphile_worker._private_jobs set run_at = now()');
    await until(async () => (await product.sql('select count(*)::int as left from graphile_worker._private_jobs'))[0]?.left === 0);
    expect(mailServer.mails.some(({ to }) => to?.some(({ address }) => address === email))).toBe(false);
    expect(workspaceId).toBeTruthy();
  });
});

describe('a forgotten password', () => {
  it('is replaced by mail; every open session ends, and the link works once', async () => {
    const { owner, email } = await product.createWorkspace();
    await using live = await connectLive(owner);
    const before = mailServer.mails.length;
    expect((await askReset(product.browser(), email)).status).toBe(200);
    const mail = await mailTo(email, before);
    expect(mail.subject).toBe('Reset your Isatis password');
    const token = tokenIn(mail.text);
    expect(mail.text).toContain(`${product.url}/reset-password#token=`);
    expect(JSON.stringify(await product.sql('select value, identifier from verifications'))).not.toContain(token);

    const reset = (newPassword: string) => product.browser().post('/auth/reset-password', { token, newPassword });
    expect((await reset('short')).status).toBe(400);
    expect((await reset('another horse battery')).status).toBe(200);
    expect(await live.closed).toBe(4401);
    expect((await owner.graphql('{ workspace { name } }')).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect((await reset('a third horse battery')).status).toBe(400);
    const browser = product.browser();
    expect((await signIn(browser, email, PASSWORD)).status).toBe(401);
    expect((await signIn(browser, email, 'another horse battery')).status).toBe(200);
    expect((await browser.ask('{ viewer { email } }')).viewer).toEqual({ email });
  });

  it('is answered the same for an address without an account', async () => {
    const { email } = await product.createWorkspace();
    const [known, unknown] = [await askReset(product.browser(), email), await askReset(product.browser(), 'nobody@example.com')];
    expect([known.status, unknown.status]).toEqual([200, 200]);
    expect(await unknown.text()).toBe(await known.text());
    await mailTo(email);
    expect(mailServer.mails.some(({ to }) => to?.some(({ address }) => address === 'nobody@example.com'))).toBe(false);
  });

  it('never lies open in the queue', async () => {
    const { email } = await product.createWorkspace();
    mailServer.refuse(1);
    const before = mailServer.mails.length;
    await askReset(product.browser(), email);
    const job = await until(async () => (await product.sql("select payload::text as payload from graphile_worker._private_jobs where last_error like '%try again later%'"))[0]);
    await product.sql('update graphile_worker._private_jobs set run_at = now()');
    const token = tokenIn((await mailTo(email, before)).text);
    expect(job.payload).not.toContain(token);
    expect(job.payload).not.toContain(email);
  });
});

describe('signing in and out', () => {
  it('answers a wrong password and an unknown address alike', async () => {
    const { email } = await product.createWorkspace();
    const [wrong, unknown] = [await signIn(product.browser(), email, 'wrong horse battery'), await signIn(product.browser(), 'nobody@example.com', 'wrong horse battery')];
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(await wrong.text()).toBe(await unknown.text());
  });

  it('ends the session and closes its socket, and no other', async () => {
    const { owner, email } = await product.createWorkspace();
    const second = product.browser();
    await signIn(second, email, PASSWORD);
    await using live = await connectLive(owner);
    await using other = await connectLive(second);
    const stays = other.subscribe('subscription { viewerChanged { name } }');
    const { cookie } = owner;
    expect((await owner.post('/auth/sign-out', {})).status).toBe(200);
    expect(await live.closed).toBe(4401);
    owner.cookie = cookie;
    expect((await owner.graphql('{ workspace { name } }')).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    const { viewer } = await second.ask('{ viewer { membership { workspace { id } } } }');
    await product.sql("select pg_notify('isatis', json_build_object('topic', 'access-changed', 'workspaceId', $1::text)::text)", [viewer.membership.workspace.id]);
    expect(await stays.next()).toMatchObject({ data: { viewerChanged: { name: 'Olivia Owner' } } });
  });

  it('can be tried only so often from one address', async () => {
    const { email } = await product.createWorkspace();
    const browser = product.browser();
    const statuses = [];
    for (let tries = 0; tries < 12; tries += 1) statuses.push((await signIn(browser, email, 'wrong horse battery')).status);
    expect(statuses.slice(0, 10)).toEqual(Array(10).fill(401));
    expect(statuses.slice(10)).toEqual([429, 429]);
    expect((await signIn(product.browser(), email, PASSWORD)).status).toBe(200);
  });

  it('has no way to make an account without an invitation', async () => {
    expect((await product.browser().post('/auth/sign-up/email', { name: 'Eve', email: 'eve@example.com', password: PASSWORD })).status).toBe(404);
  });
});
