import { randomUUID } from 'node:crypto';
import { type Context, type Unit, isUuid, perform } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { type DirectoryRole, accountOfAddress, barredBy, createCompanyAccount, joinByDirectory, leaveByDirectory, membershipUnderLock, renameByDirectory } from '../members/index.ts';
import { domainOf, findPolicy, hasVerifiedDomain } from '../sso/index.ts';
import { ScimError } from './scim.errors.ts';
import { type FullUser, type UserChange, readFilter, readPage, readUser, readUserPatch } from './scim.input.ts';
import { USER, listResponse } from './scim.schemas.ts';
import * as store from './scim.store.ts';

/** Where the resources are: `https://…/scim/v2`. */
export const baseOf = ({ platform }: Context): string => `${platform.publicUrl()}/scim/v2`;

/** A person as the directory is told. */
export function userResource(base: string, row: store.UserRow) {
  const { id, external_id: externalId, user_name: userName, given_name: givenName, family_name: familyName, display_name: displayName, member_role: memberRole } = row;
  const formatted = [givenName, familyName].filter(Boolean).join(' ') || displayName;
  const name = { ...(givenName ? { givenName } : {}), ...(familyName ? { familyName } : {}), ...(formatted ? { formatted } : {}) };
  return {
    schemas: [USER], id, ...(externalId === null ? {} : { externalId }), userName, ...(formatted ? { name } : {}), ...(displayName ? { displayName } : {}), active: row.member_id !== null,
    emails: [{ value: userName, type: 'work', primary: true }],
    groups: memberRole && memberRole !== 'owner' && row.role_id === null ? [{ value: memberRole, display: memberRole, $ref: `${base}/Groups/${memberRole}` }] : [],
    meta: { resourceType: 'User', created: row.created_at.toISOString(), lastModified: row.updated_at.toISOString(), location: `${base}/Users/${id}` },
  };
}

/** @throws ScimError 404 */
export async function userRow({ tx, workspaceId }: Unit, id: string): Promise<store.UserRow> {
  const row = isUuid(id) ? await store.findUser(tx, workspaceId, id) : undefined;
  if (!row) throw new ScimError(404, `There is no user ${id.slice(0, 60)}.`);
  return row;
}

const calledOf = ({ displayName, givenName, familyName, userName }: Pick<FullUser, 'displayName' | 'givenName' | 'familyName' | 'userName'>): string =>
  (displayName || [givenName, familyName].filter(Boolean).join(' ') || userName.slice(0, userName.indexOf('@'))).slice(0, 80);

const profileOf = (change: UserChange): Partial<store.Profile> => ({
  ...(change.externalId === undefined ? {} : { external_id: change.externalId }), ...(change.givenName === undefined ? {} : { given_name: change.givenName }),
  ...(change.familyName === undefined ? {} : { family_name: change.familyName }), ...(change.displayName === undefined ? {} : { display_name: change.displayName }),
});

/** Makes somebody a member, unless people of the workspace took them out: then it is for people to have them back. */
async function enter(unit: Unit, { personId, email, role }: { readonly personId: string; readonly email: string; readonly role: DirectoryRole }): Promise<DirectoryRole> {
  if ((await barredBy(unit, { personId, email })) === 'people') throw new ScimError(403, `${email} left the workspace or was removed from it in Isatis. Only an invitation brings them back.`);
  return (await joinByDirectory(unit, { personId, email, role, via: 'scim' })).role;
}

async function leave(unit: Unit, { user_id: personId, role }: store.UserRow): Promise<DirectoryRole> {
  const membership = await membershipUnderLock(unit, personId);
  if (!membership) return role;
  if (membership.isLastOwner) throw new ScimError(403, 'This is the last owner of the workspace. Make somebody else an owner first.');
  await leaveByDirectory(unit, { memberId: membership.memberId, personId, role: membership.role, via: 'scim' });
  return membership.role === 'owner' ? 'admin' : membership.role;
}

export const getUser = (context: Context, id: string) => perform(context, 'directory', async (unit) => userResource(baseOf(context), await userRow(unit, id)));

export function listUsers(context: Context, query: { readonly filter?: string; readonly startIndex?: string; readonly count?: string }) {
  return perform(context, 'directory', async ({ tx, workspaceId }) => {
    const filter = readFilter(query.filter);
    const page = readPage(query);
    if (filter?.by === 'id' && !isUuid(filter.value)) return listResponse([], 0, page.startIndex);
    const { rows, total } = await store.listUsers(tx, workspaceId, filter ? { [filter.by]: filter.value } : {}, page);
    return listResponse(rows.map((row) => userResource(baseOf(context), row)), total, page.startIndex);
  });
}

/** Brings in somebody: their account, if there is none, their membership, if they are to be active. Who is a member already is taken over. */
export function createUser(context: Context, body: unknown) {
  return perform(context, 'directory', async (unit) => {
    const { tx, workspaceId } = unit;
    const user = readUser(body);
    const email = user.userName.toLowerCase();
    const domain = domainOf(email);
    if (domain === null || !(await hasVerifiedDomain(tx, workspaceId, domain))) throw new ScimError(400, 'userName has to be a mail address of a domain that the workspace has verified.', 'invalidValue');
    const account = await accountOfAddress(context.platform, email);
    const personId = account?.personId ?? randomUUID();
    const membership = await membershipUnderLock(unit, personId);
    if (await store.isKnown(tx, workspaceId, { userName: email, personId })) throw new ScimError(409, `${email} is provisioned already.`, 'uniqueness');
    if (!account) await createCompanyAccount(unit, { personId, name: calledOf(user), email });
    let { default_role: role } = await findPolicy(tx, workspaceId);
    if (membership) role = membership.role === 'owner' ? 'admin' : membership.role;
    else if (user.active) role = await enter(unit, { personId, email, role });
    const id = await store.insertUser(tx, workspaceId, { external_id: user.externalId, given_name: user.givenName, family_name: user.familyName, display_name: user.displayName, user_id: personId, user_name: email, role });
    if (membership) await record(unit, { action: 'scim.user-linked', subject: { kind: 'member', id: membership.memberId }, details: { via: 'scim' } });
    if (membership && !user.active) await leave(unit, await userRow(unit, id));
    return userResource(baseOf(context), await userRow(unit, id));
  });
}

async function change(context: Context, unit: Unit, id: string, wanted: UserChange) {
  const { tx, workspaceId } = unit;
  const before = await userRow(unit, id);
  if (wanted.userName !== undefined && wanted.userName.toLowerCase() !== before.user_name.toLowerCase()) throw new ScimError(400, 'userName can’t be changed. Delete this user and create the other.', 'mutability');
  const { user_id: personId, user_name: email } = before;
  const isMember = before.member_id !== null;
  let { role } = before;
  if (wanted.active === false && isMember) role = await leave(unit, before);
  if (wanted.active === true && !isMember) {
    await membershipUnderLock(unit, personId);
    role = await enter(unit, { personId, email, role });
  }
  await store.updateUser(tx, workspaceId, id, { ...profileOf(wanted), role });
  const after = await userRow(unit, id);
  const named = { displayName: after.display_name, givenName: after.given_name, familyName: after.family_name };
  if (after.member_id !== null && Object.values(named).some(Boolean)) await renameByDirectory(unit, personId, calledOf({ ...named, userName: email }));
  return userResource(baseOf(context), after);
}

export const replaceUser = (context: Context, id: string, body: unknown) => perform(context, 'directory', (unit) => change(context, unit, id, readUser(body)));
export const patchUser = (context: Context, id: string, body: unknown) => perform(context, 'directory', (unit) => change(context, unit, id, readUserPatch(body)));

/** Takes somebody out and forgets what the directory said of them. Their account, which isn't the workspace's, stays. */
export const deleteUser = (context: Context, id: string): Promise<void> => perform(context, 'directory', async (unit) => {
  await leave(unit, await userRow(unit, id));
  await store.deleteUser(unit.tx, unit.workspaceId, id);
});
