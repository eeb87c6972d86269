import { createMongoAbility } from '@casl/ability';
import { holds, type MemberActor, standingOf } from '#server/access/index.ts';
import { type Permission, permissions } from '#shared/permissions/index.ts';
import type { Figure } from '../figure.ts';

const TIMES = 2000;
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** An admin: most are held, some not, so that neither side can guess. */
const actor: MemberActor = {
  kind: 'member', sessionId: '', person: { id: NOBODY, name: '', email: '' }, workspaceId: NOBODY, workspace: { name: '', locale: 'en', timeZone: 'UTC' }, memberId: NOBODY, viewing: null, token: null,
  ...standingOf('admin', null, [], new Date()),
};
const ASKED = 1024;
/** In both spellings: as ours, and as CASL wants it, so that it need not be taken apart while the clock runs. */
interface Asked { readonly permission: Permission; readonly action: string; readonly subject: string }
const asked: readonly Asked[] = Array.from({ length: ASKED }, (_, at) => {
  const permission = permissions[(at * 7) % permissions.length] as Permission;
  const [subject = '', action = ''] = permission.split(':');
  return { permission, subject, action };
});

const BITS = 32;
const numbers = new Map(permissions.map((permission, at) => [permission, at]));
const words = new Uint32Array(Math.ceil(permissions.length / BITS));
for (const permission of actor.permissions) {
  const at = numbers.get(permission) ?? 0;
  words[at >> 5] = (words[at >> 5] ?? 0) | (1 << (at & (BITS - 1)));
}
const bitset = ({ permission }: Asked): boolean => {
  const at = numbers.get(permission) ?? 0;
  return (((words[at >> 5] ?? 0) >>> (at & (BITS - 1))) & 1) === 1;
};

const ability = createMongoAbility([...actor.permissions].map((permission) => {
  const [subject = '', action = ''] = permission.split(':');
  return { subject, action };
}));
const casl = ({ action, subject }: Asked): boolean => ability.can(action, subject);

/**
 * Nanoseconds a check, over many of all permissions, less what the loop costs with nothing to check; both sides must give
 * the same answers. Each is timed by a loop of its own (the module is loaded anew under another address): one loop that
 * has called several functions calls none of them directly any more, and then most of what it measures is itself.
 */
async function timer(side: string, check: (one: Asked) => boolean): Promise<() => Promise<number>> {
  const load = async (address: string) => ((await import(`../check-loop.ts?${address}`)) as typeof import('../check-loop.ts')).timeChecks;
  const [checks, nothing] = await Promise.all([load(side), load(`${side}-nothing`)]);
  const expected = asked.filter(({ permission }) => actor.permissions.has(permission)).length * TIMES;
  return () => {
    const loop = nothing(({ action }) => action !== '', asked, TIMES);
    const { held, spent } = checks(check, asked, TIMES);
    if (held !== expected || loop.held !== TIMES * ASKED) throw new Error('the sides don’t answer the same');
    return Promise.resolve(((spent - loop.spent) * 1e6) / (TIMES * ASKED));
  };
}

const against = (name: string, floor: (one: Asked) => boolean) => async (): ReturnType<Figure['prepare']> => ({
  ours: await timer(`${name}-ours`, ({ permission }) => holds(actor, permission)),
  floor: await timer(`${name}-floor`, floor),
  close: () => Promise.resolve(),
});

/** What asking for one permission costs, on a resolved actor. */
export const permissionCheck: Figure = { name: 'permission.check', unit: 'ns', against: 'a bitset test of the same permission by its id', goal: { ratio: 1.5, is: 'at most' }, prepare: against('bitset', bitset) };
export const permissionCheckCasl: Figure = { name: 'permission.check-casl', unit: 'ns', against: 'CASL’s ability.can() with the same permissions', goal: { ratio: 0.125, is: 'at most' }, prepare: against('casl', casl) };
