import { type Permission, permissions } from './catalogue.ts';

/** The three locked roles. Custom roles are copies of one of them. */
export const roles = ['owner', 'admin', 'editor'] as const;
export type Role = (typeof roles)[number];

const ownerOnly: ReadonlySet<Permission> = new Set<Permission>([
  'conversations:erase',
  'members:invite', 'members:update', 'members:remove', 'members:view-as',
  'roles:read', 'roles:manage', 'access-review:manage',
  'audit:read', 'audit:export',
  'security:manage', 'secrets:manage', 'tokens:manage', 'backups:manage', 'remotes:manage', 'remotes:override', 'incidents:manage',
  'workspace:delete', 'workspace:transfer',
]);

/** What a role has from the start (level 0), before any grant or revocation. */
export const presets: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(permissions),
  admin: new Set(permissions.filter((permission) => !ownerOnly.has(permission))),
  editor: new Set<Permission>(['workspace:read', 'knowledge:read', 'analytics:read']),
};

/** A role that a workspace made for itself. */
export interface CustomRole {
  readonly id: string;
  readonly name: string;
  /** Whom its holders rank with. */
  readonly base: Exclude<Role, 'owner'>;
  readonly permissions: ReadonlySet<Permission>;
}

/** What a role has before any grant or revocation. */
export const startOf = (role: Role | CustomRole): ReadonlySet<Permission> => (typeof role === 'string' ? presets[role] : role.permissions);

/** Whether a string names a role. */
export const isRole = (value: string): value is Role => (roles as readonly string[]).includes(value);

/** Order of authority: nobody edits somebody who ranks above them. Higher ranks above. */
export const rank: Readonly<Record<Role, number>> = { owner: 3, admin: 2, editor: 1 };

const forPeopleAlone: ReadonlySet<Permission> = new Set(['tokens:manage', 'members:view-as', 'remotes:override', 'workspace:transfer', 'workspace:delete']);

/** What an API token may be given at all: not what makes tokens, wears another's eyes, or gives the workspace away. */
export const tokenPermissions: readonly Permission[] = permissions.filter((permission) => !forPeopleAlone.has(permission));
