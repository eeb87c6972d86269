import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../testing/live-connection.ts';
import { startMailServer } from '../testing/mail-server.ts';
import { invite } from '../testing/people.ts';
import { type Product, startProduct } from '../testing/product.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const keyOf = ({ server }: Product): string => server.outboxUrl?.split('#key=')[1] ?? '';
const mails = (key: string) => product.browser().fetch('/outbox/mails', { headers: { 'x-isatis-outbox-key': key } });

describe('the outbox', () => {
  it('shows mails to the holder of the operator’s key alone', async () => {
    const { owner } = await product.createWorkspace();
    const { email, token } = await invite(owner, 'admin');
    const mail = await until(async () => (await (await mails(keyOf(product))).json()).mails.find(({ to }: { to: string }) => to === email));
    expect(mail).toMatchObject({ subject: 'Olivia Owner invites you to Acme on Isatis', text: expect.stringContaining(`/invite#token=${token}`) });
    for (const wrong of ['', 'guess', keyOf(product).slice(1), `${keyOf(product)}AA`]) {
      const refused = await mails(wrong);
      expect(refused.status).toBe(403);
      expect(await refused.text()).not.toContain('invite');
    }
    expect((await owner.fetch('/outbox/mails')).status).toBe(403);
  });

  it('is a page with no script of its own inside, in the reader’s language', async () => {
    const page = await product.browser().fetch('/outbox', { headers: { 'accept-language': 'it' } });
    expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self'/);
    const html = await page.text();
    expect(html).toContain('<h1>Posta in uscita</h1>');
    expect(html).not.toMatch(/<script(?![^>]* src=)|style=|onclick/);
    expect((await product.browser().fetch('/outbox/outbox.js')).headers.get('content-type')).toContain('javascript');
  });

  it('isn’t there when there is a mail server', async () => {
    await using mailServer = await startMailServer();
    await using other = await startProduct({ SMTP_URL: mailServer.url });
    expect(other.server.outboxUrl).toBeNull();
    for (const address of ['/outbox', '/outbox/mails', '/outbox/outbox.js']) {
      expect((await other.browser().fetch(address, { headers: { 'x-isatis-outbox-key': keyOf(product) } })).status).toBe(404);
    }
  });
});
