import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../../testing/live-connection.ts';
import { invite, join } from '../../testing/people.ts';
import { type Product, startProduct } from '../../testing/product.ts';

const OFFER = 'mutation ($input: OfferOwnershipInput!) { offerOwnership(input: $input) { __typename ... on OwnershipOffer { id from to expiresAt } ... on UserError { code } } }';
const ANSWER = 'mutation ($id: ID!, $accept: Boolean!) { answerOwnershipOffer(input: { id: $id, accept: $accept }) { __typename ... on UserError { code } } }';
const OPEN = '{ ownershipOffer { id from to viewerCanAnswer } }';
const LEAVE = 'mutation ($id: ID!) { leaveWorkspace(input: { workspaceId: $id }) { __typename ... on LeftWorkspace { name } ... on UserError { code message } } }';
const roleOf = '{ viewer { membership { role } } }';

let product: Product;
beforeAll(async () => { product = await startProduct(); });
afterAll(async () => { await product[Symbol.asyncDispose](); });

const actions = async (workspaceId: string): Promise<readonly string[]> => (await product.sql<{ action: string }>('select action from audit_events where workspace_id = $1 order by sequence', [workspaceId])).map(({ action }) => action);

describe('handing a workspace over', () => {
  it('is offered, told, accepted; the giver goes on as an admin, and both are written down', async () => {
    const { owner, workspaceId } = await product.createWorkspace({ name: 'Acme' });
    const [heir, other] = [await join(product, owner, 'editor', 'Hedy Heir'), await join(product, owner, 'admin')];
    const input = { memberId: heir.memberId, name: 'Acme' };
    expect((await owner.ask(OFFER, { input: { ...input, name: 'acme' } })).offerOwnership.__typename).toBe('ValidationError');
    expect((await other.browser.graphql(OFFER, { input })).errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const { offerOwnership } = await owner.ask(OFFER, { input });
    expect(offerOwnership).toMatchObject({ __typename: 'OwnershipOffer', from: 'Olivia Owner', to: 'Hedy Heir' });
    expect((await owner.ask(OFFER, { input: { ...input, memberId: other.memberId } })).offerOwnership).toMatchObject({ code: 'offer-open-already' });
    expect((await heir.browser.ask(OPEN)).ownershipOffer).toMatchObject({ id: offerOwnership.id, viewerCanAnswer: true });
    expect((await other.browser.ask(OPEN)).ownershipOffer).toBeNull();
    await until(async () => (await heir.browser.ask('{ notifications { edges { node { kind } } } }')).notifications.edges.find(({ node }: { node: { kind: string } }) => node.kind === 'ownership_offered') as unknown);

    // Nobody else answers, and nothing has changed until it is.
    expect((await other.browser.graphql(ANSWER, { id: offerOwnership.id, accept: true })).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await heir.browser.ask(roleOf)).viewer.membership.role).toBe('editor');
    const sent = await invite(owner, 'owner');
    expect((await heir.browser.ask(ANSWER, { id: offerOwnership.id, accept: true })).answerOwnershipOffer.__typename).toBe('OwnershipOffer');
    expect((await heir.browser.ask(roleOf)).viewer.membership.role).toBe('owner');
    expect((await owner.ask(roleOf)).viewer.membership.role).toBe('admin');
    expect((await actions(workspaceId)).slice(-4)).toEqual(['ownership.offered', 'invitation.created', 'ownership.accepted', 'invitation.revoked']);
    // A link to ownership doesn't outlive the ownership of who sent it.
    expect((await product.browser().post('/auth/invitation/preview', { token: sent.token })).status).toBe(410);
  });

  it('is declined, or taken back, and changes nothing', async () => {
    const { owner, workspaceId } = await product.createWorkspace({ name: 'Acme' });
    const heir = await join(product, owner, 'editor');
    const { offerOwnership: first } = await owner.ask(OFFER, { input: { memberId: heir.memberId, name: 'Acme' } });
    await heir.browser.ask(ANSWER, { id: first.id, accept: false });
    const { offerOwnership: second } = await owner.ask(OFFER, { input: { memberId: heir.memberId, name: 'Acme' } });
    await owner.ask('mutation { withdrawOwnershipOffer { __typename } }');
    expect((await heir.browser.graphql(ANSWER, { id: second.id, accept: true })).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await heir.browser.ask(roleOf)).viewer.membership.role).toBe('editor');
    expect((await actions(workspaceId)).slice(-4)).toEqual(['ownership.offered', 'ownership.declined', 'ownership.offered', 'ownership.withdrawn']);
  });

  it('lapses, and with the ownership of who offered it', async () => {
    const { owner } = await product.createWorkspace({ name: 'Acme' });
    const heir = await join(product, owner, 'editor');
    const { offerOwnership } = await owner.ask(OFFER, { input: { memberId: heir.memberId, name: 'Acme' } });
    await product.sql("update ownership_transfers set expires_at = now() - interval '1 second' where id = $1", [offerOwnership.id]);
    expect((await heir.browser.graphql(ANSWER, { id: offerOwnership.id, accept: true })).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await owner.ask(OFFER, { input: { memberId: heir.memberId, name: 'Acme' } })).offerOwnership.__typename).toBe('OwnershipOffer');
  });
});

describe('leaving', () => {
  it('ends the membership and nothing else', async () => {
    const { owner, workspaceId } = await product.createWorkspace({ name: 'Acme' });
    const { browser } = await join(product, owner, 'owner');
    const sent = await invite(browser, 'editor');
    expect((await browser.graphql(LEAVE, { id: crypto.randomUUID() })).errors?.[0]?.extensions['code']).toBe('NOT_FOUND');
    expect((await browser.ask(LEAVE, { id: workspaceId })).leaveWorkspace).toEqual({ __typename: 'LeftWorkspace', name: 'Acme' });
    expect((await browser.ask('{ viewer { membership { role } } }')).viewer.membership).toBeNull();
    expect((await product.browser().post('/auth/invitation/preview', { token: sent.token })).status).toBe(410);
    expect((await actions(workspaceId)).slice(-2)).toEqual(['invitation.revoked', 'member.left']);
  });

  it('is not for the last owner', async () => {
    const { owner, workspaceId } = await product.createWorkspace({ name: 'Acme' });
    expect((await owner.ask(LEAVE, { id: workspaceId })).leaveWorkspace).toMatchObject({ code: 'last-owner-leaves' });
    await join(product, owner, 'owner');
    expect((await owner.ask(LEAVE, { id: workspaceId })).leaveWorkspace.__typename).toBe('LeftWorkspace');
  });
});

describe('the last owner', () => {
  it('stays, says the database, whoever asks and however many do at once', async () => {
    const { owner, workspaceId } = await product.createWorkspace();
    await join(product, owner, 'owner');
    await expect(product.sql("delete from members where workspace_id = $1 and role = 'owner'", [workspaceId])).rejects.toMatchObject({ code: '42501' });
    await expect(product.sql("update members set role = 'admin' where workspace_id = $1", [workspaceId])).rejects.toMatchObject({ code: '42501' });
    const owners = await product.sql<{ id: string }>("select id from members where workspace_id = $1 and role = 'owner'", [workspaceId]);
    const results = await Promise.allSettled(owners.map(({ id }) => product.sql("update members set role = 'editor' where id = $1", [id])));
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});
