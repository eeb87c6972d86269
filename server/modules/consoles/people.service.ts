import { type Requirement, meets } from '#shared/permissions/index.ts';
import { type Context, membershipsOf, read } from '../../access/index.ts';
import { roleOf } from './channels.ts';
import * as store from './consoles.store.ts';

/** Who may enter an area, as far as it decides about canaries. */
export interface Entering { readonly personId: string; readonly role: string }

interface Known extends Entering { readonly permissions: ReadonlySet<string> }
const asked = new WeakMap<Context, Promise<readonly Known[]>>();

/** Every member with what they may do now; read once a request, however many areas are shown. */
function everybody(context: Context): Promise<readonly Known[]> {
  const before = asked.get(context);
  if (before) return before;
  const people = (async () => {
    const { database } = context.platform;
    const { ids, workspaceId } = await read(context, 'remotes:manage', async (unit) => ({ workspaceId: unit.workspaceId, ids: await store.memberPeople(unit.tx, unit.workspaceId) }));
    const memberships = await Promise.all(ids.map(async ({ user_id }) => ({ user_id, here: (await membershipsOf(database, user_id)).find((one) => one.workspaceId === workspaceId) })));
    return memberships.flatMap(({ user_id, here }) => (here ? [{ personId: user_id, role: roleOf(here), permissions: here.permissions }] : []));
  })();
  asked.set(context, people);
  return people;
}

/** The members who meet a requirement. */
export const peopleWhoMayEnter = async (context: Context, requires: Requirement): Promise<readonly Entering[]> =>
  (await everybody(context)).filter(({ permissions }) => meets(permissions, requires));
