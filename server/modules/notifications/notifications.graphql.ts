import { builder } from '../../graphql/builder.ts';
import { defineConnection } from '../../graphql/connections.ts';
import { sentence } from '../../messages/index.ts';
import type { Notice } from '../../platform/pubsub/pubsub.ts';
import { notificationKinds } from './kinds.ts';
import { NOTIFICATIONS_CHANGED } from './notifications.events.ts';
import { type Notification, type Notifications, listNotifications, markNotificationsRead, notificationsNow } from './notifications.service.ts';
import { parametersOf } from './wording.ts';

/** `document-ready` is `document_ready` in the schema. */
const NotificationKindEnum = builder.enumType('NotificationKind', { values: Object.fromEntries(notificationKinds.map((kind) => [kind.replaceAll('-', '_'), { value: kind }])) });

const NotificationType = builder.objectRef<Notification>('Notification').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.field({ type: NotificationKindEnum, resolve: ({ kind }) => kind }),
    text: t.string({ description: 'A sentence in the reader’s language.', resolve: ({ kind, details, count }, _args, { locale }) => sentence(locale, `notification.${kind}`, parametersOf(locale, details, count)) }),
    path: t.exposeString('path', { description: 'Address within the console of what it is about.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    readAt: t.expose('readAt', { type: 'DateTime', nullable: true }),
  }),
});
const NotificationConnection = defineConnection('Notification', NotificationType, (t) => ({
  unreadCount: t.int({ resolve: (list) => (list as unknown as Notifications).unreadCount }),
}));

builder.queryField('notifications', (t) => t.field({
  type: NotificationConnection, permission: 'member', description: 'The viewer’s own, newest first; kept for 90 days.',
  args: { first: t.arg.int({ required: false }), after: t.arg.string({ required: false }) },
  resolve: async (_root, args, context) => ({ ...(await listNotifications(context, args)), after: Boolean(args.after) }),
}));

const NotificationsRead = builder.objectRef<{ unreadCount: number }>('NotificationsRead').implement({ fields: (t) => ({ unreadCount: t.exposeInt('unreadCount') }) });
const MarkNotificationsReadInput = builder.inputType('MarkNotificationsReadInput', { fields: (t) => ({ ids: t.idList({ required: false, description: 'All of them when left out.' }) }) });
builder.mutationField('markNotificationsRead', (t) => t.field({
  type: NotificationsRead, permission: 'member', args: { input: t.arg({ type: MarkNotificationsReadInput }) },
  resolve: async (_root, { input }, context) => ({ unreadCount: await markNotificationsRead(context, input.ids ?? null) }),
}));

const NotificationsChange = builder.objectRef<Awaited<ReturnType<typeof notificationsNow>>>('NotificationsChange').implement({
  fields: (t) => ({ unreadCount: t.exposeInt('unreadCount'), notification: t.expose('notification', { type: NotificationType, nullable: true, description: 'What is new; null when some were read.' }) }),
});

/** A notice that names nobody is for everybody. */
async function* noticesFor(personId: string, notices: AsyncIterable<Notice>): AsyncIterable<Notice> {
  for await (const notice of notices) if (notice['personId'] === undefined || notice['personId'] === personId) yield notice;
}

builder.subscriptionField('notificationsChanged', (t) => t.field({
  type: NotificationsChange, permission: 'member', description: 'The viewer was told something new, or read some of it elsewhere.',
  subscribe: (_root, _args, { platform, actor, signal }) =>
    (actor.kind === 'member' ? noticesFor(actor.person.id, platform.pubsub.subscribe(NOTIFICATIONS_CHANGED, actor.workspaceId, signal)) : platform.pubsub.subscribe(NOTIFICATIONS_CHANGED, '', signal)),
  resolve: (notice, _args, context) => {
    const { notificationId } = notice as { notificationId?: unknown };
    return notificationsNow(context, typeof notificationId === 'string' ? notificationId : null);
  },
}));
