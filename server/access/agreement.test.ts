import fc from 'fast-check';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Grant, type Permission, type Role, catalogue, explain, meets, narrowing, permissions, presets, resolve } from '#shared/permissions/index.ts';
import { type Product, startProduct } from '../testing/product.ts';
import { authorise } from './transaction.ts';
import { type MemberActor, capabilities, holds, holdsOn, standingOf } from './index.ts';

// The machine's speed must not decide; a run that fails prints the seed that repeats it.
const RUNS = 60;
const MINUTE = 60_000;
const OBJECTS = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222'];

let product: Product;
let client: pg.Client;
beforeAll(async () => {
  product = await startProduct();
  client = new pg.Client(product.connection);
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await product[Symbol.asyncDispose]();
});

const aPermission = fc.constantFrom(...permissions);
const aGrant = (now: Date): fc.Arbitrary<Grant> => fc.record({
  id: fc.uuid(), permission: aPermission, effect: fc.constantFrom('grant' as const, 'revoke' as const), level: fc.constantFrom('role' as const, 'member' as const),
  expiresAt: fc.option(fc.integer({ min: -10, max: 10 }).map((seconds) => new Date(now.getTime() + seconds * 1000 + 500)), { nil: null }),
  scope: fc.option(fc.record({ kind: fc.constantFrom('agent' as const, 'tag' as const), id: fc.constantFrom(...OBJECTS) }), { nil: null, freq: 2 }),
});
const aRole = fc.oneof(
  fc.record({ preset: fc.constantFrom<Role>('owner', 'admin', 'editor'), custom: fc.constant(null) }),
  fc.record({ preset: fc.constantFrom<Role>('admin', 'editor'), custom: fc.subarray([...permissions]).map((held) => ({ id: OBJECTS[0] ?? '', name: 'Own', base: 'editor' as const, permissions: held as string[] })) }),
);

const actorOf = (role: Role, custom: Parameters<typeof standingOf>[1], grants: readonly Grant[], now: Date): MemberActor => ({
  kind: 'member', sessionId: '', person: { id: OBJECTS[0] ?? '', name: '', email: '' }, workspaceId: OBJECTS[1] ?? '', workspace: { name: '', locale: 'en', timeZone: 'UTC' }, memberId: OBJECTS[0] ?? '', viewing: null, token: null,
  ...standingOf(role, custom, grants.map((grant) => ({ ...grant, expiresAt: grant.expiresAt?.toISOString() ?? null, scope: grant.scope ?? null })), now),
});

/** What the schema's guard says of a root field that needs a permission. */
const admitted = (actor: MemberActor, permission: Permission): boolean => {
  try {
    return authorise(actor, permission) === actor;
  } catch {
    return false;
  }
};

interface Row { readonly permission: Permission; readonly somewhere: boolean; readonly whole: boolean; readonly on: readonly boolean[] }

/** What row-level security's own functions answer, for every permission and object at once. */
async function askDatabase(actor: MemberActor): Promise<ReadonlyMap<string, Row>> {
  await client.query('begin');
  try {
    await client.query("select set_config('app.permissions', $1, true), set_config('app.narrowing', $2, true)", [capabilities(actor).join(' '), actor.narrowing ? JSON.stringify(Object.fromEntries(actor.narrowing)) : '']);
    await client.query('set local role isatis_app');
    const { rows } = await client.query<Row>(`select p as permission, app.can(p) as somewhere, app.whole(p) as whole, array[app.reaches(array[p], $2::text), app.reaches(array[p], $3::text), app.reaches(array[p], $2::text, $3::text)] as on
      from unnest($1::text[]) p`, [permissions, ...OBJECTS]);
    return new Map(rows.map((row) => [row.permission, row]));
  } finally {
    await client.query('rollback');
  }
}

const now = new Date();

describe('whatever was granted, revoked, narrowed or has ended', () => {
  it('service, schema, database, console and explanation agree on every permission, everywhere and on each object', async () => {
    await fc.assert(fc.asyncProperty(aRole, fc.array(aGrant(now), { maxLength: 24 }), async ({ preset, custom }, grants) => {
      const actor = actorOf(preset, custom, grants, now);
      const role = actor.customRole ?? preset;
      const said = await askDatabase(actor);
      const everywhere = (permission: Permission, on: readonly string[] = []): boolean => explain(role, grants, permission, now, on).at(-1)?.allowed ?? false;
      for (const permission of permissions) {
        const somewhere = actor.permissions.has(permission);
        const row = said.get(permission);
        const answers = { service: holds(actor, permission), schema: admitted(actor, permission), console: meets(new Set(resolve(role, grants, now)), { allOf: [permission] }), database: row?.somewhere };
        expect(answers, permission).toEqual({ service: somewhere, schema: somewhere, console: somewhere, database: somewhere });
        expect(somewhere, permission).toBe(everywhere(permission) || OBJECTS.some((id) => everywhere(permission, [id])));
        const narrowed = actor.narrowing?.has(permission) ?? false;
        expect(row?.whole, permission).toBe(somewhere && !narrowed);
        if (!narrowed) expect(somewhere, permission).toBe(everywhere(permission));
        for (const [at, on] of [[OBJECTS[0] ?? ''], [OBJECTS[1] ?? ''], OBJECTS].entries()) {
          expect({ service: holdsOn(actor, permission, on), database: row?.on[at] }, `${permission} on ${at}`).toEqual({ service: everywhere(permission, on), database: everywhere(permission, on) });
        }
      }
    }), { numRuns: RUNS });
  }, 3 * MINUTE);

  it('nothing is narrowed that can’t be, and no owner is', () => {
    fc.assert(fc.property(aRole, fc.array(aGrant(now), { maxLength: 24 }), ({ preset }, grants) => {
      for (const permission of narrowing(preset, grants, now).keys()) expect(catalogue[permission].narrowedTo).not.toBeNull();
      expect(narrowing('owner', grants, now).size).toBe(0);
      expect(resolve('owner', grants, now)).toEqual(presets.owner);
    }));
  });
});
