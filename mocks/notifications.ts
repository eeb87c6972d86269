import { catalogue, isPermission } from '#shared/permissions/index.ts';
import type { MutationMarkNotificationsReadArgs, QueryNotificationsArgs, QuerySearchArgs, SearchHit } from './schema-types.ts';
import type { Domain } from './types.ts';
import { type World, may, pageOf, viewerOf } from './world.ts';

/** What the viewer was told: made from what is in the world, so that it is never about something that isn't. */
const told = (world: World) => {
  const viewer = viewerOf(world);
  if (!viewer) return [];
  return viewer.grants.filter(({ permission }) => isPermission(permission)).map(({ id, permission, effect, createdAt }) => ({
    id: `notification-${id}`,
    kind: effect === 'grant' ? 'permission_granted' as const : 'permission_revoked' as const,
    text: `${effect === 'grant' ? 'You were granted' : 'You lost'} “${isPermission(permission) ? catalogue[permission].title.en : permission}”.`,
    path: '/',
    createdAt,
    readAt: world.readNotifications.has(`notification-${id}`) ? world.now().toISOString() : null,
  }));
};
const unread = (world: World): number => told(world).filter(({ readAt }) => readAt === null).length;

const holds = (text: string, ...names: string[]): boolean => names.some((name) => name.toLowerCase().includes(text.toLowerCase()));

/** The search over everything, and what the viewer was told. */
export const notificationsDomain = (world: World): Domain => ({
  query: {
    notifications: (page: QueryNotificationsArgs) => ({ ...pageOf(told(world), page, (one) => one), unreadCount: unread(world) }),
    search: ({ text }: QuerySearchArgs) => {
      if (text.trim().length < 2) return [];
      const hits: SearchHit[] = [];
      if (may(world, 'agents:read')) hits.push(...world.agents.filter(({ draft }) => holds(text, draft.name)).map(({ id, draft }) => ({ kind: 'agent' as const, id, title: draft.name, detail: null, path: `/agents/${id}` })));
      if (may(world, 'knowledge:read')) hits.push(...world.documents.filter(({ name }) => holds(text, name)).map(({ id, name, format }) => ({ kind: 'document' as const, id, title: name, detail: format.toUpperCase(), path: `/knowledge/${id}` })));
      if (may(world, 'members:read')) hits.push(...world.people.filter(({ name, email }) => holds(text, name, email)).map(({ id, name, email }) => ({ kind: 'member' as const, id, title: name, detail: email, path: `/users/members/${id}` })));
      return hits;
    },
  },
  mutation: {
    markNotificationsRead: ({ input: { ids } }: MutationMarkNotificationsReadArgs) => {
      for (const { id } of told(world)) if (!ids || ids.includes(id)) world.readNotifications.add(id);
      world.topics.publish('notificationsChanged', null);
      return { unreadCount: unread(world) };
    },
  },
  subscription: {
    async *notificationsChanged() {
      for await (const _ of world.topics.listen('notificationsChanged')) yield { notificationsChanged: { unreadCount: unread(world), notification: told(world)[0] ?? null } };
    },
  },
});
