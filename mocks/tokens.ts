import { isPermission, tokenPermissions } from '#shared/permissions/index.ts';
import type { MutationCreateApiTokenArgs, MutationRevokeApiTokenArgs } from './schema-types.ts';
import type { Domain } from './types.ts';
import { type World, may, need, permissionsOf, ruleError, validationError, viewerOf } from './world.ts';

const DAY_MS = 86_400_000;

/** Keys for programs. */
export const tokensDomain = (world: World): Domain => {
  const shown = ({ makerId, ...token }: World['tokens'][number]) => ({
    ...token, makerName: world.people.find(({ id }) => id === makerId)?.name ?? null, isMine: makerId === world.viewerId, isExpired: new Date(token.expiresAt) <= world.now(),
  });
  return {
    query: {
      myApiTokens: () => world.tokens.filter(({ makerId, kind }) => makerId === world.viewerId && kind === 'personal').map(shown),
      apiTokens: () => {
        need(world, 'tokens:manage');
        return world.tokens.map(shown);
      },
      apiTokenPermissions: () => {
        const viewer = viewerOf(world);
        const held = viewer ? permissionsOf(world, viewer) : null;
        return tokenPermissions.filter((permission) => held?.has(permission));
      },
    },
    mutation: {
      createApiToken: ({ input: { kind, name, permissions, expiresInDays } }: MutationCreateApiTokenArgs) => {
        const viewer = need(world, kind === 'workspace' ? 'tokens:manage' : 'workspace:read');
        const problems = { ...(name.trim() ? {} : { name: 'This can’t be empty.' }), ...(permissions.length > 0 && permissions.every((id) => isPermission(id) && may(world, id)) ? {} : { permissions: 'You can only give what you may do yourself.' }) };
        if (Object.keys(problems).length > 0) return validationError(problems);
        const secret = `isatis_${crypto.randomUUID().replaceAll('-', '').padEnd(49, 'x')}`;
        const now = world.now();
        const token = { id: crypto.randomUUID(), kind, name, ending: secret.slice(-4), permissions: [...permissions], makerId: viewer.id, expiresAt: new Date(now.getTime() + expiresInDays * DAY_MS).toISOString(), lastUsedAt: null, createdAt: now.toISOString() };
        world.tokens.unshift(token);
        return { __typename: 'CreatedApiToken' as const, secret, token: shown(token) };
      },
      revokeApiToken: ({ input: { id } }: MutationRevokeApiTokenArgs) => {
        const token = world.tokens.find((one) => one.id === id);
        if (!token) return ruleError('This isn’t there any more.');
        if (token.makerId !== world.viewerId) need(world, 'tokens:manage');
        world.tokens = world.tokens.filter((one) => one !== token);
        return { __typename: 'RevokedApiToken' as const, id };
      },
    },
  };
};
