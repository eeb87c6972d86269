import { afterAll, beforeAll, expect, it } from 'vitest';
import { connectLive } from '../../testing/live-connection.ts';
import { join } from '../../testing/people.ts';
import { type Answer, type Product, startProduct } from '../../testing/product.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const GRANT = 'mutation ($input: SetMemberPermissionInput!) { setMemberPermission(input: $input) { __typename } }';
const permissionsIn = (event: Answer): string[] => event?.data?.viewerChanged?.membership?.permissions ?? [];

it('a grant ends by itself: an open console is told within a second of its time, a request refused', async () => {
  const { owner } = await product.createWorkspace();
  const editor = await join(product, owner, 'editor');
  await using live = await connectLive(editor.browser);
  const viewer = live.subscribe('subscription { viewerChanged { membership { permissions } } }');
  const ends = Date.now() + 4000;
  // Until the subscription listens, what is published isn't heard: the last of these is.
  let heard: Promise<Answer> = viewer.next();
  let settled = false;
  void heard.then(() => { settled = true; });
  while (!settled) {
    await owner.ask(GRANT, { input: { memberId: editor.memberId, permission: 'agents:read', choice: 'grant', expiresAt: new Date(ends).toISOString() } });
    await Promise.race([heard, new Promise((resolve) => { setTimeout(resolve, 50); })]);
  }
  expect(permissionsIn(await heard)).toContain('agents:read');
  let event: Answer;
  do {
    heard = viewer.next();
    event = await heard;
  } while (permissionsIn(event).includes('agents:read'));
  expect(event).not.toBeNull();
  expect(Date.now()).toBeGreaterThanOrEqual(ends);
  expect((await editor.browser.graphql('{ agents { totalCount } }')).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'agents:read' });
});
