import { rank } from '#shared/permissions/index.ts';
import { type Context, type Unit, perform } from '../../access/index.ts';
import { type DirectoryRole, changeRoleByDirectory, membershipUnderLock } from '../members/index.ts';
import { sentence } from '../../messages/index.ts';
import { ScimError } from './scim.errors.ts';
import { readFilter, readOperations, readPage } from './scim.input.ts';
import { GROUP, MOST_RESULTS, listResponse } from './scim.schemas.ts';
import * as store from './scim.store.ts';
import { baseOf, userRow } from './users.service.ts';

const LOWEST: DirectoryRole = 'editor';
const groups: readonly DirectoryRole[] = ['admin', 'editor'];
const nameOf = (role: DirectoryRole): string => sentence('en', `role.${role}`);

/** The presets that the workspace's key reaches, which are its groups. */
async function reachable({ tx, workspaceId }: Unit): Promise<readonly DirectoryRole[]> {
  const reach = await store.reachOf(tx, workspaceId);
  return groups.filter((role) => reach !== null && rank[role] <= rank[reach]);
}

const demandGroup = async (unit: Unit, id: string): Promise<DirectoryRole> => {
  const role = (await reachable(unit)).find((known) => known === id);
  if (!role) throw new ScimError(404, `There is no group ${id.slice(0, 60)}.`);
  return role;
};

async function resource(context: Context, { tx, workspaceId }: Unit, role: DirectoryRole, withMembers = true) {
  const base = baseOf(context);
  const { rows } = withMembers ? await store.listUsers(tx, workspaceId, { memberRole: role }, { startIndex: 1, count: MOST_RESULTS }) : { rows: [] };
  return {
    schemas: [GROUP], id: role, displayName: nameOf(role), ...(withMembers ? { members: rows.map(({ id, user_name: display }) => ({ value: id, display, $ref: `${base}/Users/${id}` })) } : {}),
    meta: { resourceType: 'Group', location: `${base}/Groups/${role}` },
  };
}

const NAMES = new Map([['displayname', 'displayName'], ['id', 'id']]);

export function listGroups(context: Context, query: { readonly filter?: string; readonly startIndex?: string; readonly count?: string; readonly excludedAttributes?: string }) {
  return perform(context, 'directory', async (unit) => {
    const filter = readFilter(query.filter, NAMES);
    const { startIndex, count } = readPage(query);
    const found = (await reachable(unit)).filter((role) => !filter || (filter.by === 'id' ? role : nameOf(role)).toLowerCase() === filter.value.toLowerCase());
    const withMembers = !/\bmembers\b/i.test(query.excludedAttributes ?? '');
    const shown = [];
    for (const role of found.slice(startIndex - 1, startIndex - 1 + count)) shown.push(await resource(context, unit, role, withMembers));
    return listResponse(shown, found.length, startIndex);
  });
}

export const getGroup = (context: Context, id: string) => perform(context, 'directory', async (unit) => resource(context, unit, await demandGroup(unit, id)));

/** Groups are the roles there are: none can be made. One of the same name is there already, which directories then use. */
export const createGroup = (context: Context, body: unknown) => perform(context, 'directory', async (unit) => {
  const { displayName } = (typeof body === 'object' && body !== null ? body : {}) as { displayName?: unknown };
  if ((await reachable(unit)).some((role) => nameOf(role).toLowerCase() === String(displayName).toLowerCase())) throw new ScimError(409, 'This group exists: groups are the roles of the workspace.', 'uniqueness');
  throw new ScimError(403, `Groups are the roles of the workspace (${groups.map(nameOf).join(', ')}). No other can be made.`);
});

async function give(unit: Unit, userId: string, role: DirectoryRole): Promise<void> {
  const user = await userRow(unit, userId);
  const membership = await membershipUnderLock(unit, user.user_id);
  if (membership?.role === 'owner') throw new ScimError(403, 'An owner’s role is changed in Isatis alone.');
  // A custom role is somebody's decision in Isatis, and stays.
  if (membership && user.role_id === null && membership.role !== role) await changeRoleByDirectory(unit, { memberId: membership.memberId, personId: user.user_id, from: membership.role, role, via: 'scim' });
  await store.updateUser(unit.tx, unit.workspaceId, userId, { role });
}

async function holders({ tx, workspaceId }: Unit, role: DirectoryRole): Promise<readonly string[]> {
  return (await store.listUsers(tx, workspaceId, { memberRole: role }, { startIndex: 1, count: MOST_RESULTS })).rows.map(({ id }) => id);
}

const idsOf = (value: unknown): readonly string[] => {
  const list = Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
  return list.map((member) => {
    const id = (member as { value?: unknown } | null)?.value;
    if (typeof id !== 'string') throw new ScimError(400, 'Members are given as [{ "value": "<user id>" }].', 'invalidValue');
    return id;
  });
};

/** Who has a role is exactly these; who had it and is not among them falls back to the lowest. */
async function setMembers(unit: Unit, role: DirectoryRole, ids: readonly string[]): Promise<void> {
  for (const id of await holders(unit, role)) if (!ids.includes(id)) await give(unit, id, LOWEST);
  for (const id of ids) await give(unit, id, role);
}

const ONE = /^members\[\s*value\s+eq\s+"([^"]+)"\s*\]$/i;

async function apply(unit: Unit, role: DirectoryRole, { op, path, value }: ReturnType<typeof readOperations>[number]): Promise<void> {
  const inside = path ? value : (value as { members?: unknown } | null)?.members;
  const one = ONE.exec(path ?? '')?.[1];
  if (path && !one && path.toLowerCase() !== 'members') {
    // A name that a directory sends along is not the product's to change, and no reason to refuse the rest.
    if (path.toLowerCase() === 'displayname' || path.toLowerCase() === 'externalid') return;
    throw new ScimError(400, 'Of a group only its members can be changed.', 'invalidPath');
  }
  if (op === 'remove') {
    const gone = one ? [one] : value === undefined || value === null ? await holders(unit, role) : idsOf(value);
    const now = await holders(unit, role);
    for (const id of gone) if (now.includes(id)) await give(unit, id, LOWEST);
  } else if (op === 'add') {
    for (const id of idsOf(inside)) await give(unit, id, role);
  } else if (inside !== undefined) await setMembers(unit, role, idsOf(inside));
}

export const patchGroup = (context: Context, id: string, body: unknown) => perform(context, 'directory', async (unit) => {
  const role = await demandGroup(unit, id);
  for (const operation of readOperations(body)) await apply(unit, role, operation);
  return resource(context, unit, role);
});

export const replaceGroup = (context: Context, id: string, body: unknown) => perform(context, 'directory', async (unit) => {
  const role = await demandGroup(unit, id);
  await setMembers(unit, role, idsOf((body as { members?: unknown } | null)?.members));
  return resource(context, unit, role);
});
