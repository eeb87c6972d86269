import { randomUUID } from 'node:crypto';
import type { Role } from '#shared/permissions/index.ts';
import { type Browser, PASSWORD, type Product } from './product.ts';

export interface Person { readonly browser: Browser; readonly email: string; readonly memberId: string; readonly personId: string }

const INVITE = 'mutation ($input: InviteMemberInput!) { inviteMember(input: $input) { __typename ... on Invitation { id link } ... on UserError { code message } } }';

/** Invites an address and takes the token from the link. */
export async function invite(inviter: Browser, role: Role, email = `${role}-${randomUUID()}@example.com`): Promise<{ id: string; email: string; token: string }> {
  const { inviteMember } = await inviter.ask(INVITE, { input: { email, role } });
  if (inviteMember.__typename !== 'Invitation') throw new Error(JSON.stringify(inviteMember));
  return { id: inviteMember.id, email, token: String(inviteMember.link).split('#token=')[1] ?? '' };
}

export const meOf = async (browser: Browser): Promise<{ memberId: string; personId: string }> => {
  const { viewer } = await browser.ask('{ viewer { id membership { id } } }');
  return { memberId: viewer.membership.id, personId: viewer.id };
};

/** Somebody new in a workspace, by the way everybody comes: invited, accepted, signed in. */
export async function join(product: Product, inviter: Browser, role: Role, name = `Some ${role}`): Promise<Person> {
  const { email, token } = await invite(inviter, role);
  const browser = product.browser();
  const response = await browser.post('/auth/invitation/accept', { token, name, password: PASSWORD });
  if (!response.ok) throw new Error(`accepting answered ${response.status}: ${await response.text()}`);
  browser.workspaceId = inviter.workspaceId;
  return { browser, email, ...(await meOf(browser)) };
}

/**
 * Gives everybody in a workspace a role, past the rule that it keeps an owner: to see what somebody may no longer do
 * with what they made themselves.
 */
export const setRole = async (product: Product, workspaceId: string, role: Role): Promise<void> => {
  await product.sql("with unguarded as materialized (select set_config('session_replication_role', 'replica', true)) update members set role = $2 from unguarded where workspace_id = $1", [workspaceId, role]);
};
