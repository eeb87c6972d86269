import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectLive } from '../testing/live-connection.ts';
import { join } from '../testing/people.ts';
import { type Answer, type Browser, type Product, startProduct } from '../testing/product.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const WATCH = 'subscription { viewerChanged { membership { role permissions } } }';
const SET = 'mutation ($id: ID!, $choice: PermissionChoice!) { setMemberPermission(input: { memberId: $id, permission: "conversations:read", choice: $choice }) { __typename } }';
const REMOVE = 'mutation ($id: ID!) { removeMember(input: { memberId: $id }) { __typename ... on RemovedMember { sessionsEnded } } }';
const ROLE = 'mutation ($id: ID!, $role: Role!) { changeMemberRole(input: { memberId: $id, role: $role }) { __typename } }';
const LISTEN = 'subscription { conversationChanged { id } }';

const codeOf = async (browser: Browser) => (await browser.graphql('{ workspace { name } }')).errors?.[0]?.extensions['code'];
const permissionsIn = (event: Answer): string[] => event?.data?.viewerChanged?.membership?.permissions ?? [];

/**
 * When the server has begun to listen can't be seen from outside: something that changes nothing is announced until
 * the first event comes.
 */
const listening = async (workspaceId: string, next: () => Promise<Answer>): Promise<void> => {
  let heard = false;
  const first = next().then(() => { heard = true; });
  while (!heard) {
    await product.sql("select pg_notify('isatis', json_build_object('topic', 'access-changed', 'workspaceId', $1::text)::text)", [workspaceId]);
    await Promise.race([first, new Promise((resolve) => { setTimeout(resolve, 20); })]);
  }
};

describe('over an open socket', () => {
  it('a permission comes and goes without a reload', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const editor = await join(product, owner, 'editor');
    await using live = await connectLive(editor.browser);
    const viewer = live.subscribe(WATCH);
    await listening(workspaceId, () => viewer.next());
    const hear = async (wanted: (permissions: string[]) => boolean): Promise<void> => {
      for (let event = await viewer.next(); !wanted(permissionsIn(event)); event = await viewer.next()) expect(event).not.toBeNull();
    };

    await owner.ask(SET, { id: editor.memberId, choice: 'grant' });
    await hear((permissions) => permissions.includes('conversations:read'));
    await owner.ask(SET, { id: editor.memberId, choice: 'revoke' });
    await hear((permissions) => !permissions.includes('conversations:read'));
    await owner.ask(ROLE, { id: editor.memberId, role: 'admin' });
    await hear((permissions) => permissions.includes('agents:publish'));
  });

  it('who is removed is signed out at once: the socket closes, requests are refused', async () => {
    const { owner } = await product.createWorkspace();
    const editor = await join(product, owner, 'editor');
    await using live = await connectLive(editor.browser);
    const { removeMember } = await owner.ask(REMOVE, { id: editor.memberId });
    expect(removeMember.sessionsEnded).toBe(1);
    expect(await codeOf(editor.browser)).toBe('UNAUTHENTICATED');
    expect(await live.closed).toBe(4401);
  });

  it('who is removed here and belongs elsewhere loses this workspace’s socket alone', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    const { workspaceId: other } = await product.createWorkspace();
    const editor = await join(product, owner, 'editor');
    await product.sql("insert into members (workspace_id, user_id, role) values ($1, $2, 'editor')", [other, editor.personId]);
    await using here = await connectLive(editor.browser);
    editor.browser.workspaceId = other;
    await using there = await connectLive(editor.browser);
    const elsewhere = there.subscribe(WATCH);
    await listening(other, () => elsewhere.next());
    await owner.ask(REMOVE, { id: editor.memberId });
    expect(await here.closed).toBe(4401);
    editor.browser.workspaceId = workspaceId;
    expect(await codeOf(editor.browser)).toBe('FORBIDDEN');
    editor.browser.workspaceId = other;
    expect(await codeOf(editor.browser)).toBeUndefined();
  });

  it('nobody signed out gets in, and nobody without the permission hears anything', async () => {
    const { owner } = await product.createWorkspace();
    const editor = await join(product, owner, 'editor');
    await using anonymous = await connectLive(product.browser());
    expect(await anonymous.closed).toBe(4403);
    await using live = await connectLive(editor.browser);
    const refused = live.subscribe(LISTEN);
    expect(await refused.next()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN', permission: 'conversations:read' } }] });
  });
});
