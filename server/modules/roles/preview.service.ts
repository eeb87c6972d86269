import type { z } from 'zod';
import { type Permission, isPermission, isRole, permissions as all } from '#shared/permissions/index.ts';
import { type Context, isUuid, read, standingOf } from '../../access/index.ts';
import { NotFoundError, RuleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { gains, grantsOf, toGrant } from '../members/index.ts';
import { previewInput } from './roles.input.ts';
import * as store from './roles.store.ts';

export interface PersonChange { readonly memberId: string; readonly name: string; readonly gained: readonly Permission[]; readonly lost: readonly Permission[] }
/** What saving a role would do to those who hold it. */
export interface RolePreview {
  readonly holders: number;
  readonly gaining: number;
  readonly losing: number;
  readonly changes: readonly { readonly permission: Permission; readonly gained: number; readonly lost: number }[];
  /** By name, at most {@link NAMED}. */
  readonly people: readonly PersonChange[];
}

const NAMED = 50;

/** Who would gain and who would lose what, were a role saved with these permissions: the rules of every day, asked twice. */
export function previewRole(context: Context, input: z.input<typeof previewInput>): Promise<RolePreview> {
  return read(context, 'roles:manage', async ({ tx, workspaceId }) => {
    const { roleId, permissions } = validate(previewInput, input);
    if (isRole(roleId)) throw new RuleError('role-locked');
    const role = isUuid(roleId) ? (await store.listRoles(tx, workspaceId)).find(({ id }) => id === roleId) : undefined;
    if (!role) throw new NotFoundError('role');
    const now = new Date();
    const ofRole = (await grantsOf(tx, workspaceId, [])).filter((grant) => grant.role_id === roleId).map(toGrant).map((grant) => ({ ...grant, expiresAt: grant.expiresAt?.toISOString() ?? null, scope: grant.scope ?? null }));
    const people = (await store.holders(tx, workspaceId, roleId)).map(({ id, name, role: base, grants }): PersonChange => {
      const at = (held: readonly string[]) => standingOf(base, { id: roleId, name: role.name, base: role.rank_as, permissions: held.filter(isPermission) }, [...ofRole, ...grants], now);
      const [before, after] = [at(role.permissions), at(permissions)];
      return { memberId: id, name, gained: all.filter((permission) => gains(before, after, permission)), lost: all.filter((permission) => gains(after, before, permission)) };
    });
    const touched = people.filter(({ gained, lost }) => gained.length + lost.length > 0);
    const count = (side: 'gained' | 'lost', permission: Permission): number => touched.filter((person) => person[side].includes(permission)).length;
    return {
      holders: people.length, gaining: touched.filter(({ gained }) => gained.length > 0).length, losing: touched.filter(({ lost }) => lost.length > 0).length,
      changes: all.map((permission) => ({ permission, gained: count('gained', permission), lost: count('lost', permission) })).filter(({ gained, lost }) => gained + lost > 0),
      people: touched.slice(0, NAMED),
    };
  });
}
