import { parse } from 'csv-parse/sync';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../testing/live-connection.ts';
import { type MailServer, startMailServer } from '../../testing/mail-server.ts';
import { type Person, join } from '../../testing/people.ts';
import { type Answer, type Browser, type Product, startProduct } from '../../testing/product.ts';
import { subscribe } from '../../testing/subscription.ts';

let product: Product;
let mailServer: MailServer;
beforeAll(async () => {
  mailServer = await startMailServer();
  product = await startProduct({ SMTP_URL: mailServer.url, MAIL_FROM: 'Isatis <isatis@example.org>' });
});
afterAll(async () => {
  await product[Symbol.asyncDispose]();
  await mailServer[Symbol.asyncDispose]();
});

const PROBLEM = '__typename ... on UserError { code message } ... on ValidationError { fields { path } }';
const START = `mutation { startAccessReview(input: {}) { ${PROBLEM} ... on AccessReview { id startedBy counts { total undecided } } } }`;
const ITEMS = 'query ($id: ID!, $kinds: [AccessReviewItemKind!], $undecided: Boolean, $search: String) { accessReviewItems(reviewId: $id, kinds: $kinds, undecided: $undecided, search: $search) { totalCount edges { node { id kind name role permissions tokenName lastUsedAt recordsUse decision reason decidedBy isAboutViewer viewerCanRevoke revokingNeeds } } } }';
const DECIDE = `mutation ($input: DecideAccessReviewItemsInput!) { decideAccessReviewItems(input: $input) { ${PROBLEM} ... on DecidedAccessReviewItems { review { counts { kept revoked ended undecided } } items { decision decidedBy reason } } } }`;
const SIGN_OFF = `mutation ($input: SignOffAccessReviewInput!) { signOffAccessReview(input: $input) { ${PROBLEM} ... on AccessReview { status signedOffBy chainSequence chainHash counts { kept revoked ended nobodyElse undecided } } } }`;
const GRANT = 'mutation ($input: SetMemberPermissionInput!) { setMemberPermission(input: $input) { __typename } }';
const ROLE_GRANT = 'mutation { setRolePermission(input: { roleId: "editor", permission: "conversations:read", choice: grant }) { __typename } }';
const TOKEN = 'mutation { createApiToken(input: { kind: personal, name: "=Export", permissions: ["workspace:read"], expiresInDays: 30 }) { ... on CreatedApiToken { token { id } } } }';

interface Team { readonly owner: Browser; readonly workspaceId: string; readonly editor: Person; readonly admin: Person; readonly reviewId: string; item(kind: string, name?: string | null): Promise<Answer> }

/** An owner, an admin who may review, an editor with a grant and a token, and a review of them. */
async function team(by: 'owner' | 'admin' = 'owner'): Promise<Team> {
  const { owner, workspaceId } = await product.createWorkspace({ name: 'Bluewood' });
  const [admin, editor] = [await join(product, owner, 'admin', 'Ann Admin'), await join(product, owner, 'editor', 'Edith Editor')];
  for (const permission of ['roles:read', 'access-review:manage']) await owner.ask(GRANT, { input: { memberId: admin.memberId, permission, choice: 'grant' } });
  await owner.ask(GRANT, { input: { memberId: editor.memberId, permission: 'agents:read', choice: 'grant', reason: 'covers for Ann' } });
  await owner.ask(GRANT, { input: { memberId: editor.memberId, permission: 'analytics:read', choice: 'revoke' } });
  await owner.ask(ROLE_GRANT);
  await editor.browser.ask(TOKEN);
  const { startAccessReview } = await (by === 'owner' ? owner : admin.browser).ask(START);
  const reviewId = startAccessReview.id as string;
  const item = async (kind: string, name?: string | null): Promise<Answer> => (await owner.ask(ITEMS, { id: reviewId, kinds: [kind] })).accessReviewItems.edges.map(({ node }: Answer) => node).find((node: Answer) => name === undefined || node.name === name);
  return { owner, workspaceId, admin, editor, reviewId, item };
}

const decide = async (browser: Browser, reviewId: string, itemIds: readonly string[], decision: 'keep' | 'revoke', reason?: string): Promise<Answer> => (await browser.ask(DECIDE, { input: { reviewId, itemIds, decision, reason } })).decideAccessReviewItems;
const idsOf = async (browser: Browser, id: string, undecided = true): Promise<readonly Answer[]> => (await browser.ask(ITEMS, { id, undecided })).accessReviewItems.edges.map(({ node }: Answer) => node);

/** Decides everything: the owner about others, the admin about the owner. */
async function decideAll({ owner, admin, reviewId }: Team): Promise<void> {
  for (const browser of [owner, admin.browser]) {
    const mine = (await idsOf(browser, reviewId)).filter(({ isAboutViewer }) => !isAboutViewer).map(({ id }) => id);
    if (mine.length > 0) expect(await decide(browser, reviewId, mine, 'keep')).toMatchObject({ __typename: 'DecidedAccessReviewItems' });
  }
}

describe('a review', () => {
  it('writes down every membership, grant and token, with the last use where it is recorded', async () => {
    const { owner, reviewId } = await team();
    const items = await idsOf(owner, reviewId);
    expect(items.map(({ kind, name, permissions }) => [kind, name, ...(kind === 'membership' ? [] : permissions)].join(' '))).toEqual([
      'membership Ann Admin', 'membership Edith Editor', 'membership Olivia Owner', 'grant  conversations:read',
      expect.stringMatching(/^grant Ann Admin /), expect.stringMatching(/^grant Ann Admin /), 'grant Edith Editor agents:read', 'token Edith Editor workspace:read',
    ]);
    expect(items.find(({ kind, name }) => kind === 'membership' && name === 'Edith Editor')).toMatchObject({ role: 'editor', recordsUse: true, lastUsedAt: expect.any(String) });
    expect(items.find(({ kind }) => kind === 'token')).toMatchObject({ lastUsedAt: null, recordsUse: true, revokingNeeds: 'tokens:manage' });
    expect(items.find(({ kind }) => kind === 'grant')).toMatchObject({ lastUsedAt: null, recordsUse: false });
    expect((await owner.ask(START)).startAccessReview).toMatchObject({ code: 'review-open' });
    expect((await owner.ask(ITEMS, { id: reviewId, search: 'edith' })).accessReviewItems.totalCount).toBe(3);
  });

  it('sees what its reviewer may not see elsewhere, and is nothing to who may not review', async () => {
    const { admin, editor, reviewId } = await team('admin');
    expect((await admin.browser.graphql('{ apiTokens { id } }')).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    expect((await idsOf(admin.browser, reviewId)).filter(({ kind }) => kind === 'token')).toMatchObject([{ tokenName: '=Export', viewerCanRevoke: false }]);
    expect((await editor.browser.graphql(ITEMS, { id: reviewId })).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'access-review:manage' });
  });

  it('keeps with or without a reason, and revokes only with one', async () => {
    const { owner, reviewId, item } = await team();
    const { id } = await item('membership', 'Edith Editor');
    expect(await decide(owner, reviewId, [id], 'revoke', ' ')).toMatchObject({ __typename: 'ValidationError', fields: [{ path: 'reason' }] });
    expect(await decide(owner, reviewId, [id], 'keep', 'still here')).toMatchObject({ items: [{ decision: 'keep', decidedBy: 'Olivia Owner', reason: 'still here' }] });
  });

  it('takes away at once what is revoked: a grant, what a role was granted, a token, a membership with all that went with it', async () => {
    const { owner, workspaceId, editor, reviewId, item } = await team();
    const can = async (): Promise<readonly string[]> => (await editor.browser.ask('{ viewer { membership { permissions } } }')).viewer.membership.permissions;
    expect(await can()).toEqual(expect.arrayContaining(['agents:read', 'conversations:read']));
    const [grant, roleGrant, token] = [await item('grant', 'Edith Editor'), await item('grant', null), await item('token')];
    expect(await decide(owner, reviewId, [grant.id, roleGrant.id, token.id], 'revoke', 'not needed')).toMatchObject({ review: { counts: { revoked: 3 } } });
    expect(await can()).not.toEqual(expect.arrayContaining(['agents:read']));
    expect(await can()).not.toEqual(expect.arrayContaining(['conversations:read']));
    expect((await editor.browser.ask('{ myApiTokens { id } }')).myApiTokens).toEqual([]);
    expect(await decide(owner, reviewId, [grant.id], 'keep')).toMatchObject({ code: 'review-decided' });
    const member = await item('membership', 'Edith Editor');
    expect(await decide(owner, reviewId, [member.id], 'revoke', 'left')).toMatchObject({ review: { counts: { revoked: 4 } } });
    expect((await editor.browser.graphql('{ workspace { name } }')).errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    const events = (await product.sql<{ action: string }>('select action from audit_events where workspace_id = $1 order by sequence', [workspaceId])).map(({ action }) => action);
    expect(events.slice(events.indexOf('review.started'))).toEqual(['review.started', 'role.permission-inherited', 'permission.inherited', 'token.revoked', 'review.revoked', 'member.removed', 'review.revoked']);
  });

  it('counts what went along with a removed member as ended', async () => {
    const { owner, reviewId, item } = await team();
    const member = await item('membership', 'Edith Editor');
    expect(await decide(owner, reviewId, [member.id], 'revoke', 'left')).toMatchObject({ review: { counts: { revoked: 1, ended: 2 } } });
  });

  it('is decided all or nothing, by the rules that hold elsewhere', async () => {
    const { owner, admin, reviewId, item } = await team();
    const [olivia, edith] = [await item('membership', 'Olivia Owner'), await item('membership', 'Edith Editor')];
    expect((await admin.browser.graphql(DECIDE, { input: { reviewId, itemIds: [edith.id], decision: 'revoke', reason: 'x' } })).errors?.[0]?.extensions).toMatchObject({ code: 'FORBIDDEN', permission: 'members:remove' });
    await owner.ask(GRANT, { input: { memberId: admin.memberId, permission: 'members:remove', choice: 'grant' } });
    expect(await decide(admin.browser, reviewId, [edith.id, olivia.id], 'revoke', 'x')).toMatchObject({ code: 'member-above' });
    expect((await item('membership', 'Edith Editor')).decision).toBeNull();
    expect((await owner.ask('{ members { totalCount } }')).members.totalCount).toBe(3);
  });

  it('lets nobody decide about themselves, in the database neither', async () => {
    const { owner, admin, workspaceId, reviewId, item } = await team();
    const [olivia, ann] = [await item('membership', 'Olivia Owner'), await item('membership', 'Ann Admin')];
    expect(olivia.isAboutViewer).toBe(true);
    expect(await decide(owner, reviewId, [olivia.id], 'keep')).toMatchObject({ code: 'review-self' });
    expect(await decide(admin.browser, reviewId, [ann.id], 'keep')).toMatchObject({ code: 'review-self' });
    await expect(product.sql(`do $$ begin
      perform set_config('app.workspace_id', '${workspaceId}', true), set_config('app.user_id', '${admin.personId}', true), set_config('app.permissions', 'member access-review:manage', true);
      set local role isatis_app;
      update access_review_items set decision = 'keep', decided_by = '${admin.personId}', decided_at = now() where id = '${ann.id}';
    end $$`)).rejects.toThrow(/row-level security/);
  });

  it('is signed off when all is decided, and then nothing of it changes any more', async () => {
    const all = await team();
    const { owner, admin, workspaceId, reviewId, item } = all;
    expect((await owner.ask(SIGN_OFF, { input: { reviewId } })).signOffAccessReview).toMatchObject({ code: 'review-undecided', message: expect.stringContaining('8 entries') });
    await decideAll(all);
    const { signOffAccessReview: signed } = await owner.ask(SIGN_OFF, { input: { reviewId, note: 'All well.' } });
    expect(signed).toMatchObject({ status: 'signedOff', signedOffBy: 'Olivia Owner', counts: { kept: 8, undecided: 0, nobodyElse: 0 } });
    const [last] = await product.sql<{ sequence: number; action: string; hash: string }>("select sequence, action, encode(hash, 'hex') as hash from audit_events where workspace_id = $1 order by sequence desc limit 1", [workspaceId]);
    expect(last).toEqual({ sequence: signed.chainSequence, action: 'review.signed-off', hash: signed.chainHash });
    const edith = await item('membership', 'Edith Editor');
    expect(await decide(admin.browser, reviewId, [edith.id], 'keep')).toMatchObject({ code: 'review-signed-off' });
    expect((await owner.ask(SIGN_OFF, { input: { reviewId } })).signOffAccessReview).toMatchObject({ code: 'review-signed-off' });
    await expect(product.sql(`do $$ declare touched integer; begin
      perform set_config('app.workspace_id', '${workspaceId}', true), set_config('app.permissions', 'member system access-review:manage', true);
      set local role isatis_app;
      update access_reviews set note = 'forged' where id = '${reviewId}';
      get diagnostics touched = row_count;
      if touched > 0 then raise exception 'changed a signed-off review'; end if;
      update access_review_items set reason = 'forged' where review_id = '${reviewId}';
      get diagnostics touched = row_count;
      if touched > 0 then raise exception 'changed a signed-off entry'; end if;
    end $$`)).resolves.toBeDefined();
    expect((await owner.ask(START)).startAccessReview).toMatchObject({ __typename: 'AccessReview' });
  });

  it('names what nobody else could decide about, when there is one reviewer alone', async () => {
    const { owner } = await product.createWorkspace();
    await join(product, owner, 'editor');
    const { startAccessReview } = await owner.ask(START);
    const others = (await idsOf(owner, startAccessReview.id)).filter(({ isAboutViewer }) => !isAboutViewer).map(({ id }) => id);
    await decide(owner, startAccessReview.id, others, 'keep');
    expect((await owner.ask(SIGN_OFF, { input: { reviewId: startAccessReview.id } })).signOffAccessReview).toMatchObject({ status: 'signedOff', counts: { kept: 1, nobodyElse: 1, undecided: 0 } });
  });

  it('of another workspace isn’t there', async () => {
    const { reviewId } = await team();
    const { owner: other } = await product.createWorkspace();
    expect((await other.ask('query ($id: ID!) { accessReview(id: $id) { id } }', { id: reviewId })).accessReview).toBeNull();
    expect((await other.graphql(ITEMS, { id: reviewId })).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await other.fetch(`/access-reviews/${reviewId}/attestation.csv`)).status).toBe(404);
  });
});

describe('the attestation', () => {
  it('says what, who, when and where the chain ended, as CSV without formulas and as PDF', async () => {
    const all = await team();
    const { owner, editor, reviewId } = all;
    expect((await owner.fetch(`/access-reviews/${reviewId}/attestation.pdf`)).status).toBe(409);
    await decideAll(all);
    const { chainHash } = (await owner.ask(SIGN_OFF, { input: { reviewId, note: 'Perché va bene.' } })).signOffAccessReview;
    const csv = await owner.fetch(`/access-reviews/${reviewId}/attestation.csv`);
    expect(csv.headers.get('content-disposition')).toMatch(/^attachment; filename="access-review-\d{4}-\d\d-\d\d\.csv"/);
    const text = await csv.text();
    const rows = parse(text, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows).toHaveLength(8);
    expect(rows.at(-1)).toMatchObject({ Kind: 'API token', Who: 'Edith Editor', What: expect.stringMatching(/^API token “=Export” \(….{4}\): See the workspace$/), 'Last use': 'Never', Decision: 'Kept', 'Decided by': 'Olivia Owner', 'Signed off by': 'Olivia Owner', 'Audit log hash (SHA-256)': chainHash });
    expect(rows.find(({ Kind }) => Kind === 'Grant')).toMatchObject({ Who: 'Everybody with the role editor', 'Last use': 'Not recorded' });
    const pdf = await owner.fetch(`/access-reviews/${reviewId}/attestation.pdf`, { headers: { 'accept-language': 'it' } });
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const { text: words } = await extractText(await getDocumentProxy(new Uint8Array(await pdf.arrayBuffer())), { mergePages: true });
    for (const said of ['Verifica degli accessi di Bluewood', 'Olivia Owner', 'Edith Editor', 'Perché va bene.', chainHash]) expect(words).toContain(said);
    expect((await editor.browser.fetch(`/access-reviews/${reviewId}/attestation.pdf`)).status).toBe(403);
    expect((await product.browser().fetch(`/access-reviews/${reviewId}/attestation.pdf`)).status).toBe(401);
  });

  it('keeps a name that begins like a formula as text', async () => {
    const { owner } = await product.createWorkspace();
    await join(product, owner, 'editor', '=HYPERLINK("http://evil")');
    const { startAccessReview } = await owner.ask(START);
    await decide(owner, startAccessReview.id, (await idsOf(owner, startAccessReview.id)).filter(({ isAboutViewer }) => !isAboutViewer).map(({ id }) => id), 'keep', '+1');
    await owner.ask(SIGN_OFF, { input: { reviewId: startAccessReview.id } });
    const text = await (await owner.fetch(`/access-reviews/${startAccessReview.id}/attestation.csv`)).text();
    expect(text).toContain(`"'=HYPERLINK(""http://evil"")"`);
    expect(text).toContain(",'+1,");
  });
});

describe('by itself', () => {
  const SETTINGS = 'mutation ($input: UpdateAccessReviewSettingsInput!) { updateAccessReviewSettings(input: $input) { __typename ... on AccessReviewSettings { quarterly answerDays } } }';
  const tend = async (): Promise<void> => {
    await product.sql("select graphile_worker.add_job('reviews:tend', '{}'::json)");
    await until(async () => (await product.sql<{ waiting: number }>('select count(*)::integer as waiting from graphile_worker._private_jobs'))[0]?.waiting === 0);
  };
  const listed = async (browser: Browser): Promise<readonly Answer[]> => (await browser.ask('{ accessReviews { edges { node { id quarter startedBy } } } }')).accessReviews.edges.map(({ node }: Answer) => node);
  const told = async (browser: Browser): Promise<readonly string[]> => (await browser.ask('{ notifications { edges { node { kind } } } }')).notifications.edges.map(({ node }: Answer) => node.kind);

  it('begins once a quarter where that is wanted and somebody is there, and reminds by console and mail', async () => {
    const { owner, email } = await product.createWorkspace({ name: 'Quarterly' });
    await join(product, owner, 'editor');
    const { owner: unwilling } = await product.createWorkspace();
    await join(product, unwilling, 'editor');
    expect((await unwilling.ask(SETTINGS, { input: { quarterly: false, answerDays: 30 } })).updateAccessReviewSettings).toMatchObject({ quarterly: false, answerDays: 30 });
    const { owner: alone } = await product.createWorkspace();
    await tend();
    await tend();
    expect(await listed(owner)).toEqual([{ id: expect.any(String), quarter: expect.stringMatching(/^\d{4}-Q[1-4]$/), startedBy: null }]);
    expect([await listed(unwilling), await listed(alone)]).toEqual([[], []]);
    expect(await told(owner)).toContain('review_started');
    const [{ id }] = await listed(owner) as [Answer];
    const mails = (): readonly (string | undefined)[] => mailServer.mails.filter(({ to }) => to?.some(({ address }) => address === email)).map(({ subject }) => subject);
    expect(mails()).toEqual(['An access review of Quarterly has begun']);
    await product.sql("update access_reviews set started_at = now() - interval '10 days', due_at = now() + interval '5 days' where id = $1", [id]);
    await tend();
    await tend();
    expect((await told(owner)).filter((kind) => kind === 'review_due')).toHaveLength(1);
    await product.sql("update access_reviews set due_at = now() - interval '1 hour' where id = $1", [id]);
    await tend();
    expect(await told(owner)).toContain('review_overdue');
    expect(mails()).toEqual(['An access review of Quarterly has begun', expect.stringContaining('The access review of Quarterly is due on'), 'The access review of Quarterly is overdue']);
  });
});

describe('another reviewer', () => {
  it('sees at once what is decided, as long as they may', async () => {
    const { owner, admin, reviewId } = await team();
    await using live = await subscribe(admin.browser, 'subscription { accessReviewsChanged { review { id status counts { kept } } items { name decision decidedBy } } }');
    const mine = (await idsOf(owner, reviewId)).filter(({ isAboutViewer, kind }) => !isAboutViewer && kind === 'membership');
    await decide(owner, reviewId, [mine[0].id], 'keep');
    expect((await live.next())?.data?.['accessReviewsChanged']).toEqual({ review: { id: reviewId, status: 'open', counts: { kept: 1 } }, items: [{ name: mine[0].name, decision: 'keep', decidedBy: 'Olivia Owner' }] });
    await owner.ask(GRANT, { input: { memberId: admin.memberId, permission: 'access-review:manage', choice: 'revoke' } });
    await decide(owner, reviewId, [mine[1].id], 'keep');
    expect((await live.next())?.errors?.[0]?.extensions?.['code']).toBe('FORBIDDEN');
  });
});
