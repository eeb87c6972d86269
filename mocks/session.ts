import type { Domain } from './types.ts';
import { type World, ownersOf, permissionsOf, viewerOf } from './world.ts';

/** Who is signed in, as the schema says it; null for nobody. */
export function viewerAnswer(world: World) {
  const viewer = viewerOf(world);
  if (!viewer) return null;
  const { id, name, locale, timeZone } = world.workspace;
  const membership = { id: `membership-${viewer.id}`, owners: ownersOf(world), permissions: [...permissionsOf(world, viewer)], role: viewer.role, customRole: world.roles.find((role) => role.id === viewer.customRoleId)?.name ?? null, workspace: { id, name, locale, timeZone, deletesAt: world.workspace.deletesAt ?? null } };
  return { id: viewer.id, name: viewer.name, email: viewer.email, secondFactorDue: null, viewing: null, membership, memberships: [membership], closedWorkspaces: [] };
}

/** `viewer`, and the stream of what they may do. */
export const sessionDomain = (world: World): Domain => ({
  query: { viewer: () => viewerAnswer(world) },
  subscription: {
    async *viewerChanged() {
      for await (const _ of world.topics.listen('viewerChanged')) {
        const viewer = viewerAnswer(world);
        if (!viewer) return;
        yield { viewerChanged: viewer };
      }
    },
  },
});
