import type { Scope, Step } from '#shared/permissions/index.ts';
import type { ShownGrant } from '../access/index.ts';
import { builder } from './builder.ts';

export const GrantEffect = builder.enumType('GrantEffect', { values: ['grant', 'revoke'] as const });
export const GrantLevel = builder.enumType('GrantLevel', { values: ['role', 'member'] as const });
export const PermissionSource = builder.enumType('PermissionSource', { values: ['preset', 'custom', 'role', 'member', 'owner'] as const });
export const PermissionChoice = builder.enumType('PermissionChoice', { values: ['grant', 'revoke', 'inherit'] as const });
export const ScopeKind = builder.enumType('ScopeKind', { values: ['agent', 'tag'] as const });

export const ScopeType = builder.objectRef<Scope & { readonly name: string | null }>('GrantScope').implement({
  description: 'One agent, or the documents that carry one tag.',
  fields: (t) => ({ kind: t.expose('kind', { type: ScopeKind }), id: t.exposeID('id'), name: t.exposeString('name', { nullable: true, description: 'null when the viewer may not see it.' }) }),
});

export const ScopeInput = builder.inputType('GrantScopeInput', { fields: (t) => ({ kind: t.field({ type: ScopeKind }), id: t.id() }) });

export const GrantType = builder.objectRef<ShownGrant>('Grant').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    permission: t.exposeString('permission'),
    effect: t.expose('effect', { type: GrantEffect }),
    level: t.expose('level', { type: GrantLevel }),
    scope: t.field({ type: ScopeType, nullable: true, description: 'null when it holds everywhere.', resolve: ({ scope, scopeName }) => (scope ? { ...scope, name: scopeName } : null) }),
    reason: t.exposeString('reason'),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    createdBy: t.exposeString('createdBy', { nullable: true }),
  }),
});

export const PermissionStep = builder.objectRef<Step>('PermissionStep').implement({
  fields: (t) => ({ allowed: t.exposeBoolean('allowed'), grantId: t.exposeID('grantId', { nullable: true }), source: t.expose('source', { type: PermissionSource }) }),
});
