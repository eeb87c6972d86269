import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Grant, catalogue, explain, isPermission, meets, permissions, presets, rank, resolve, roles } from './index.ts';

const NOW = new Date('2026-11-22T12:00:00Z');
const aRole = fc.constantFrom(...roles);
const aPermission = fc.constantFrom(...permissions);
const aGrant: fc.Arbitrary<Grant> = fc.record({
  id: fc.uuid(),
  permission: fc.oneof({ weight: 9, arbitrary: aPermission }, { weight: 1, arbitrary: fc.string() }),
  effect: fc.constantFrom('grant' as const, 'revoke' as const),
  level: fc.constantFrom('role' as const, 'member' as const),
  expiresAt: fc.option(fc.date({ min: new Date('2026-11-20'), max: new Date('2026-11-25'), noInvalidDate: true })),
});
const someGrants = fc.array(aGrant, { maxLength: 40 });

describe('what a person may do', () => {
  it('is the same whether it is resolved or explained', () => {
    fc.assert(fc.property(aRole, someGrants, (role, grants) => {
      const held = resolve(role, grants, NOW);
      for (const permission of permissions) expect(explain(role, grants, permission, NOW).at(-1)?.allowed).toBe(held.has(permission));
      expect([...held].every(isPermission)).toBe(true);
    }));
  });

  it('does not depend on the order of grants', () => {
    fc.assert(fc.property(aRole, someGrants, fc.infiniteStream(fc.nat()), (role, grants, numbers) => {
      const keys = new Map(grants.map((grant) => [grant, numbers.next().value]));
      const shuffled = grants.toSorted((a, b) => (keys.get(a) ?? 0) - (keys.get(b) ?? 0));
      expect(resolve(role, shuffled, NOW)).toEqual(resolve(role, grants, NOW));
    }));
  });

  it('is everything for an owner, whatever is revoked', () => {
    fc.assert(fc.property(someGrants, (grants) => { expect(resolve('owner', grants, NOW)).toEqual(new Set(permissions)); }));
  });

  it('is refused by a revocation at the person’s level, whatever else is granted', () => {
    fc.assert(fc.property(fc.constantFrom('admin' as const, 'editor' as const), someGrants, aPermission, (role, grants, permission) => {
      const revoked: Grant = { id: 'r', permission, effect: 'revoke', level: 'member', expiresAt: null };
      expect(resolve(role, [...grants, revoked], NOW).has(permission)).toBe(false);
    }));
  });

  it('is decided by the person’s level before the role’s', () => {
    fc.assert(fc.property(fc.constantFrom('admin' as const, 'editor' as const), someGrants, aPermission, (role, grants, permission) => {
      const byRole = grants.filter(({ level }) => level === 'role');
      const granted: Grant = { id: 'g', permission, effect: 'grant', level: 'member', expiresAt: null };
      expect(resolve(role, [...byRole, granted], NOW).has(permission)).toBe(true);
    }));
  });

  it('takes no notice of what has expired, or is about something unknown', () => {
    fc.assert(fc.property(aRole, someGrants, (role, grants) => {
      const living = grants.filter(({ expiresAt, permission }) => (expiresAt === null || expiresAt > NOW) && isPermission(permission));
      expect(resolve(role, grants, NOW)).toEqual(resolve(role, living, NOW));
    }));
  });

  it('is the preset without grants, and each step says where it comes from', () => {
    for (const role of roles) expect(resolve(role, [], NOW)).toEqual(presets[role]);
    const grants: Grant[] = [{ id: '1', permission: 'agents:read', effect: 'grant', level: 'role', expiresAt: null }, { id: '2', permission: 'agents:read', effect: 'revoke', level: 'member', expiresAt: null }];
    expect(explain('editor', grants, 'agents:read', NOW)).toEqual([{ source: 'preset', allowed: false, grantId: null }, { source: 'role', allowed: true, grantId: '1' }, { source: 'member', allowed: false, grantId: '2' }]);
    expect(explain('owner', grants, 'agents:read', NOW).at(-1)).toEqual({ source: 'owner', allowed: true, grantId: null });
  });
});

describe('the catalogue', () => {
  it('depends only on permissions that exist, and never in a circle', () => {
    const visit = (permission: string, above: readonly string[]): void => {
      expect(isPermission(permission)).toBe(true);
      expect(above).not.toContain(permission);
      if (isPermission(permission)) for (const needed of catalogue[permission].dependsOn) visit(needed, [...above, permission]);
    };
    for (const permission of permissions) visit(permission, []);
  });

  it('gives no role a permission without what that depends on', () => {
    for (const role of roles) for (const permission of presets[role]) for (const needed of catalogue[permission].dependsOn) expect(presets[role]).toContain(needed);
  });

  it('gives a higher role everything that a lower one has', () => {
    for (const higher of roles) for (const lower of roles) if (rank[higher] > rank[lower]) expect(presets[lower].isSubsetOf(presets[higher])).toBe(true);
  });

  it('speaks both languages', () => {
    for (const { title, description } of Object.values(catalogue)) for (const text of [title.en, title.it, description.en, description.it]) expect(text.length).toBeGreaterThan(3);
  });
});

describe('a requirement', () => {
  it('fails closed', () => {
    expect(meets(new Set(['agents:read']), { anyOf: [] })).toBe(false);
    expect(meets(new Set(), {})).toBe(true);
    expect(meets(new Set(['agents:read']), { allOf: ['agents:read', 'agents:update'] })).toBe(false);
    expect(meets(new Set(['agents:read']), { anyOf: ['agents:update', 'agents:read'] })).toBe(true);
  });
});
