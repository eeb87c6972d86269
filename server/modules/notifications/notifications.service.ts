import { sql } from 'kysely';
import { z } from 'zod';
import { type Context, type MemberActor, asSystem, isUuid, perform, performAsMember } from '../../access/index.ts';
import { type Page, type PageRequest, decodeCursor, page, pageSize } from '../../platform/database/keyset.ts';
import type { Platform } from '../../platform/platform.ts';
import { type NotificationKind, isNotificationKind, kindOf, notificationKinds } from './kinds.ts';
import { NOTIFICATIONS_CHANGED } from './notifications.events.ts';
import * as store from './notifications.store.ts';

/** A notification as its person sees it; the sentence is made when it is shown, in their language. */
export interface Notification {
  readonly id: string;
  readonly kind: NotificationKind;
  readonly details: Readonly<Record<string, string | number>>;
  readonly count: number;
  readonly path: string;
  readonly createdAt: Date;
  readonly readAt: Date | null;
}

/** Days after which a notification is forgotten, read or not. */
export const KEPT_DAYS = 90;
const BATCH = 1000;

/** Only what they may still know of: a permission that was lost takes what it showed with it. */
const inboxOf = ({ workspaceId, person, permissions }: MemberActor): store.Inbox =>
  ({ workspaceId, personId: person.id, kinds: notificationKinds.filter((kind) => { const { needs } = kindOf(kind); return needs === null || permissions.has(needs); }) });

function shown(row: store.NotificationRow): Notification {
  if (!isNotificationKind(row.kind)) throw new TypeError(`a notification of kind ${row.kind}`);
  return { id: row.id, kind: row.kind, details: row.details, count: row.count, path: kindOf(row.kind).path(row.count > 1 && kindOf(row.kind).together ? '' : (row.subject_id ?? '')), createdAt: row.created_at, readAt: row.read_at };
}

export interface Notifications { readonly page: Page<Notification>; readonly totalCount: number; readonly unreadCount: number }

const cursor = z.tuple([z.string(), z.uuid()]);

/** The actor's own, newest first. */
export function listNotifications(context: Context, request: PageRequest): Promise<Notifications> {
  return performAsMember(context, 'member', async ({ tx, actor }) => {
    const inbox = inboxOf(actor);
    const after = request.after ? decodeCursor(request.after, cursor) : null;
    const rows = await store.list(tx, inbox, { after, limit: pageSize(request) + 1 });
    const created = new Map(rows.map((row) => [row.id, row.created_text]));
    const { total, unread } = await store.counts(tx, inbox);
    return { page: page(rows.map(shown), request, ({ id }) => [created.get(id), id]), totalCount: total, unreadCount: unread };
  });
}

/** Marks some of the actor's own read, or all of them; what isn't theirs is passed over. Returns how many are unread now. */
export function markNotificationsRead(context: Context, ids: readonly string[] | null): Promise<number> {
  return performAsMember(context, 'member', async (unit) => {
    const { tx, actor, workspaceId } = unit;
    const known = ids?.filter(isUuid) ?? null;
    // What a program has read, its maker hasn't.
    const marked = known?.length === 0 || actor.token ? 0 : await store.markRead(tx, { workspaceId, personId: actor.person.id }, known);
    if (marked > 0) await unit.publish(NOTIFICATIONS_CHANGED, { personId: actor.person.id, notificationId: null });
    return (await store.counts(tx, inboxOf(actor))).unread;
  });
}

/** How many the actor has not read, and what is new, if they may know of it. */
export function notificationsNow(context: Context, id: string | null): Promise<{ readonly unreadCount: number; readonly notification: Notification | null }> {
  return performAsMember(context, 'member', async ({ tx, actor }) => {
    const inbox = inboxOf(actor);
    const row = id !== null && isUuid(id) ? await store.find(tx, inbox, id) : undefined;
    return { unreadCount: (await store.counts(tx, inbox)).unread, notification: row ? shown(row) : null };
  });
}

/** Deletes, in every workspace, what is older than {@link KEPT_DAYS}. */
export async function forgetOld(platform: Platform, signal?: AbortSignal): Promise<void> {
  const { rows } = await sql<{ id: string }>`select app.workspace_ids() as id`.execute(platform.database.app);
  for (const { id } of rows) {
    for (let gone = BATCH; gone === BATCH;) {
      signal?.throwIfAborted();
      gone = await perform(asSystem(platform, id, 'notifications.forget'), 'system', ({ tx, workspaceId }) => store.forget(tx, workspaceId, KEPT_DAYS, BATCH));
    }
  }
}
