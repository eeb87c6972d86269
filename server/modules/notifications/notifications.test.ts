import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addAgent } from '../../testing/agents.ts';
import { until } from '../../testing/live-connection.ts';
import { type Person, join } from '../../testing/people.ts';
import { type Browser, type Product, startProduct } from '../../testing/product.ts';
import { subscribe } from '../../testing/subscription.ts';
import { Visitor } from '../../testing/visitor.ts';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const LIST = '{ notifications { unreadCount totalCount edges { node { id kind text path readAt } } } }';
const READ = 'mutation ($ids: [ID!]) { markNotificationsRead(input: { ids: $ids }) { unreadCount } }';
const PERMIT = 'mutation ($input: SetMemberPermissionInput!) { setMemberPermission(input: $input) { __typename } }';

interface Told { readonly id: string; readonly kind: string; readonly text: string; readonly path: string; readonly readAt: string | null }

const of = async (browser: Browser): Promise<{ readonly unreadCount: number; readonly totalCount: number; readonly all: readonly Told[] }> => {
  const { notifications } = await browser.ask(LIST);
  return { ...notifications, all: notifications.edges.map(({ node }: { node: Told }) => node) };
};
const told = (browser: Browser, kind: string) => until(async () => (await of(browser)).all.find((one) => one.kind === kind));
const permit = (by: Browser, memberId: string, permission: string, choice: string): Promise<unknown> => by.ask(PERMIT, { input: { memberId, permission, choice } });

const upload = async (browser: Browser, name: string, text: string): Promise<string> => {
  const [id, form] = [randomUUID(), new FormData()];
  form.append('id', id);
  form.append('tagIds', '[]');
  form.append('file', new Blob([text]), name);
  const response = await browser.fetch('/knowledge/documents', { method: 'POST', body: form });
  if (!response.ok) throw new Error(await response.text());
  return id;
};

const company = async (): Promise<{ owner: Browser; workspaceId: string; admin: Person; editor: Person }> => {
  const { owner, workspaceId } = await product.createWorkspace();
  return { owner, workspaceId, admin: await join(product, owner, 'admin', 'Adam Admin'), editor: await join(product, owner, 'editor', 'Edith Editor') };
};

describe('somebody is told', () => {
  it('of what they uploaded: that it can be used, or could not be read', async () => {
    const { owner, admin } = await company();
    const id = await upload(admin.browser, 'parking.md', '# Parking\n\nGuests park for free.\n');
    expect(await told(admin.browser, 'document_ready')).toMatchObject({ text: '“parking.md” can be used now.', path: `/knowledge/${id}`, readAt: null });
    const broken = await upload(admin.browser, 'cut.pdf', '%PDF-1.7\n%broken');
    expect(await told(admin.browser, 'document_failed')).toMatchObject({ text: '“cut.pdf” could not be read.', path: `/knowledge/${broken}` });
    expect((await of(owner)).all.filter(({ kind }) => kind.startsWith('document'))).toEqual([]);
  });

  it('of several documents in one notification', async () => {
    const { owner } = await company();
    await upload(owner, 'one.md', '# One\n\nFirst.\n');
    await upload(owner, 'two.md', '# Two\n\nSecond.\n');
    const both = await until(async () => (await of(owner)).all.find(({ text }) => text === '2 documents can be used now.'));
    expect(both.path).toBe('/knowledge');
  });

  it('of a new version, unless they published it', async () => {
    const { owner, workspaceId, admin, editor } = await company();
    const { id } = await addAgent(product, workspaceId, { live: false, name: 'Aria' });
    await owner.ask('mutation ($id: ID!) { publishAgent(input: { id: $id, version: 1 }) { __typename } }', { id });
    expect(await told(admin.browser, 'agent_published')).toMatchObject({ text: 'Olivia Owner published version 1 of “Aria”.', path: `/agents/${id}` });
    expect((await of(owner)).all.map(({ kind }) => kind)).not.toContain('agent_published');
    expect((await of(editor.browser)).all).toEqual([]);
  });

  it('of an answer that was disliked, once for a conversation', async () => {
    const { workspaceId, admin, editor } = await company();
    const agent = await addAgent(product, workspaceId);
    const visitor = new Visitor(product.url);
    await visitor.hello(agent.key);
    const { accepted, answer } = await visitor.ask('Where can I park?');
    for (const value of ['down', 'up', 'down']) await visitor.send({ type: 'feedback', messageId: answer.id, value });
    expect(await told(admin.browser, 'feedback_down')).toMatchObject({ text: 'A visitor disliked an answer.', path: `/conversations/${accepted.conversationId}` });
    expect((await of(admin.browser)).unreadCount).toBe(1);
    expect((await of(editor.browser)).all).toEqual([]);
    visitor.vanish();
  });

  it('of what they may do now, in their language, and of who accepted their invitation', async () => {
    const { owner, editor } = await company();
    await permit(owner, editor.memberId, 'conversations:read', 'grant');
    expect((await told(editor.browser, 'permission_granted')).text).toBe('Olivia Owner granted you “Read conversations”.');
    const italian = await editor.browser.fetch('/graphql', { method: 'POST', headers: { 'content-type': 'application/json', 'accept-language': 'it' }, body: JSON.stringify({ query: LIST }) });
    expect(await italian.text()).toContain('Olivia Owner ti ha concesso');
    await owner.ask('mutation ($id: ID!) { changeMemberRole(input: { memberId: $id, role: admin }) { __typename } }', { id: editor.memberId });
    expect((await told(editor.browser, 'role_changed')).text).toBe('Olivia Owner changed your role to admin.');
    expect(await told(owner, 'member_joined')).toMatchObject({ path: expect.stringMatching(/^\/users\/members\//) });
  });
});

describe('notifications', () => {
  it('are marked read by their person alone', async () => {
    const { owner, editor } = await company();
    await permit(owner, editor.memberId, 'conversations:read', 'grant');
    const { id } = await told(editor.browser, 'permission_granted');
    expect((await owner.ask(READ, { ids: [id] })).markNotificationsRead.unreadCount).toBe((await of(owner)).unreadCount);
    expect((await of(editor.browser)).unreadCount).toBe(1);
    expect((await editor.browser.ask(READ, { ids: [id, 'nonsense'] })).markNotificationsRead).toEqual({ unreadCount: 0 });
    expect((await of(editor.browser)).all[0]?.readAt).not.toBeNull();
  });

  it('arrive live, and only for their person', async () => {
    const { owner, admin, editor } = await company();
    const SUBSCRIBE = 'subscription { notificationsChanged { unreadCount notification { text } } }';
    await using live = await subscribe(editor.browser, SUBSCRIBE);
    await permit(owner, admin.memberId, 'analytics:export', 'revoke');
    await told(admin.browser, 'permission_revoked');
    await permit(owner, editor.memberId, 'conversations:read', 'grant');
    expect((await live.next())?.data?.['notificationsChanged']).toEqual({ unreadCount: 1, notification: { text: 'Olivia Owner granted you “Read conversations”.' } });
    await editor.browser.ask(READ, {});
    expect((await live.next())?.data?.['notificationsChanged']).toEqual({ unreadCount: 0, notification: null });
  });

  it('vanish with the permission that showed what they name', async () => {
    const { owner, workspaceId, admin } = await company();
    const { id } = await addAgent(product, workspaceId, { live: false, name: 'Secretive' });
    await owner.ask('mutation ($id: ID!) { publishAgent(input: { id: $id, version: 1 }) { __typename } }', { id });
    await told(admin.browser, 'agent_published');
    await permit(owner, admin.memberId, 'agents:read', 'revoke');
    // They are told of that, too, a moment later.
    await told(admin.browser, 'permission_revoked');
    const { all, unreadCount } = await of(admin.browser);
    expect(all.map(({ kind }) => kind)).not.toContain('agent_published');
    expect(unreadCount).toBe(all.length);
  });

  it('are refused to others by the database itself', async () => {
    const { owner, workspaceId, editor, admin } = await company();
    await permit(owner, editor.memberId, 'conversations:read', 'grant');
    await told(editor.browser, 'permission_granted');
    const client = new pg.Client(product.connection);
    await client.connect();
    const seenBy = async (personId: string): Promise<number> => {
      await client.query('begin');
      await client.query("select set_config('app.workspace_id', $1, true), set_config('app.user_id', $2, true), set_config('app.permissions', 'member', true)", [workspaceId, personId]);
      await client.query('set local role isatis_app');
      const { rows } = await client.query("update notifications set read_at = now() where kind = 'permission-granted' returning id");
      await client.query('rollback');
      return rows.length;
    };
    expect([await seenBy(admin.personId), await seenBy(editor.personId)]).toEqual([0, 1]);
    await client.end();
  });

  it('are forgotten after 90 days', async () => {
    const { owner, workspaceId, editor } = await company();
    await permit(owner, editor.memberId, 'conversations:read', 'grant');
    await told(editor.browser, 'permission_granted');
    await product.sql("update notifications set created_at = now() - interval '91 days' where workspace_id = $1", [workspaceId]);
    await product.sql("select graphile_worker.add_job('notifications:forget')");
    await until(async () => (await of(editor.browser)).totalCount === 0);
  });
});
