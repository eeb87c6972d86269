import { randomUUID } from 'node:crypto';
import { type ClientRequest, request } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Browser, type Product, startProduct } from '../testing/product.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

/** As many as are read at once and wait, as `knowledge-routes.ts` has it, and one. */
const ONE_TOO_MANY = 4 + 64 + 1;

interface Refusal { readonly status: number | undefined; readonly retryAfter: string | undefined; readonly code: string }

/** An upload whose file never ends; `refused` settles if it is answered all the same. */
function beginUpload({ url, cookie, workspaceId }: Browser): { readonly sending: ClientRequest; readonly refused: Promise<Refusal> } {
  const sending = request(new URL('/knowledge/documents', url), {
    method: 'POST', headers: { cookie, origin: url, 'x-isatis-workspace': workspaceId ?? '', 'content-type': 'multipart/form-data; boundary=xxx' },
  });
  const refused = new Promise<Refusal>((resolve) => {
    sending.on('response', (response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => { body += chunk.toString(); });
      response.on('end', () => { resolve({ status: response.statusCode, retryAfter: response.headers['retry-after'], code: JSON.parse(body).error.code }); });
    });
  });
  sending.on('error', () => undefined);
  sending.write(`--xxx\r\ncontent-disposition: form-data; name="id"\r\n\r\n${randomUUID()}\r\n--xxx\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\nhalf a`);
  return { sending, refused };
}

it('reads few uploads at once, lets some wait, sends the next away for a moment, and serves again when they are gone', async () => {
  const { owner } = await product.createWorkspace();
  const uploads = Array.from({ length: ONE_TOO_MANY }, () => beginUpload(owner));
  expect(await Promise.race(uploads.map(({ refused }) => refused))).toEqual({ status: 503, retryAfter: '10', code: 'busy' });
  for (const { sending } of uploads) sending.destroy();
  const form = new FormData();
  form.set('id', randomUUID());
  form.set('tagIds', '[]');
  form.set('file', new File(['Breakfast is served from seven.'], 'a.txt'));
  expect((await owner.fetch('/knowledge/documents', { method: 'POST', body: form })).status).toBe(200);
});
