import { createMongoAbility } from '@casl/ability';
import { holds, type MemberActor, standingOf } from '#server/access/index.ts';
import { type Permission, permissions } from '#shared/permissions/index.ts';
import type { Figure } from '../figure.ts';

const CHECKS = 2_000_000;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** An admin: most are held, some not, so that neither side can guess. */
const actor: MemberActor = {
  kind: 'member', sessionId: '', person: { id: NOBODY, name: '', email: '' }, workspaceId: NOBODY, workspace: { name: '', locale: 'en', timeZone: 'UTC' }, memberId: NOBODY, viewing: null, token: null,
  ...standingOf('admin', null, [], new Date()),
};
const ASKED = 1024;
const asked: readonly Permission[] = Array.from({ length: ASKED }, (_, at) => permissions[(at * 7) % permissions.length] as Permission);

const BITS = 32;
const numbers = new Map(permissions.map((permission, at) => [permission, at]));
const words = new Uint32Array(Math.ceil(permissions.length / BITS));
for (const permission of actor.permissions) {
  const at = numbers.get(permission) ?? 0;
  words[at >> 5] = (words[at >> 5] ?? 0) | (1 << (at & (BITS - 1)));
}
const bitset = (permission: Permission): boolean => {
  const at = numbers.get(permission) ?? 0;
  return (((words[at >> 5] ?? 0) >>> (at & (BITS - 1))) & 1) === 1;
};

const ability = createMongoAbility([...actor.permissions].map((permission) => {
  const [subject = '', action = ''] = permission.split(':');
  return { subject, action };
}));
const parts = new Map(permissions.map((permission) => [permission, permission.split(':') as [string, string]]));
const casl = (permission: Permission): boolean => {
  const [subject, action] = parts.get(permission) ?? ['', ''];
  return ability.can(action, subject);
};

/** Nanoseconds a check, over many of all permissions; both sides must give the same answers. */
function nanoseconds(check: (permission: Permission) => boolean): number {
  let [held, at] = [0, 0];
  const began = performance.now();
  for (let done = 0; done < CHECKS; done += 1) {
    if (check(asked[at] as Permission)) held += 1;
    at = (at + 1) & (ASKED - 1);
  }
  const spent = performance.now() - began;
  let expected = 0;
  for (const permission of asked) if (actor.permissions.has(permission)) expected += 1;
  if (Math.abs(held / CHECKS - expected / ASKED) > 0.01) throw new Error('the sides don’t answer the same');
  return (spent * 1e6) / CHECKS;
}

const against = (floor: (permission: Permission) => boolean) => (): ReturnType<Figure['prepare']> => Promise.resolve({
  ours: () => Promise.resolve(nanoseconds((permission) => holds(actor, permission))),
  floor: () => Promise.resolve(nanoseconds(floor)),
  close: () => Promise.resolve(),
});

/** What asking for one permission costs, on a resolved actor. */
export const permissionCheck: Figure = { name: 'permission.check', unit: 'ns', against: 'a bitset test of the same permission by its id', goal: { ratio: 1.5, is: 'at most' }, prepare: against(bitset) };
export const permissionCheckCasl: Figure = { name: 'permission.check-casl', unit: 'ns', against: 'CASL’s ability.can() with the same permissions', goal: { ratio: 0.125, is: 'at most' }, prepare: against(casl) };
