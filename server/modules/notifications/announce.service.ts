import { z } from 'zod';
import { type Permission, isPermission } from '#shared/permissions/index.ts';
import { type Unit, asSystem, membershipsOf, perform, read } from '../../access/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { validate } from '../../platform/validate.ts';
import { type NotificationKind, isNotificationKind, kindOf } from './kinds.ts';
import { NOTIFICATIONS_CHANGED } from './notifications.events.ts';
import * as store from './notifications.store.ts';

/** Something that people should know. */
export interface Announcement {
  readonly kind: NotificationKind;
  /** Id of what it is about; part of the address it leads to. */
  readonly subjectId: string;
  /** One person, or everybody who holds a permission but the one who did it. */
  readonly to: { readonly personId: string } | { readonly holding: Permission; readonly except: string | null };
  /** What the sentence names. */
  readonly details?: Readonly<Record<string, string | number>>;
}

const job = z.object({
  workspaceId: z.uuid(),
  kind: z.custom<NotificationKind>(isNotificationKind),
  subjectId: z.string(),
  to: z.union([z.object({ personId: z.uuid() }), z.object({ holding: z.custom<Permission>((value) => typeof value === 'string' && isPermission(value)), except: z.uuid().nullable() })]),
  details: z.record(z.string(), z.union([z.string(), z.number()])),
});

export const DELIVER = 'notifications.deliver';

/** Tells people of what a transaction did, once it commits. Who acts needn't be allowed to know who they are. */
export const announce = (unit: Unit, { kind, subjectId, to, details = {} }: Announcement): Promise<void> => unit.enqueue(DELIVER, { kind, subjectId, to, details });

/** Writes an announcement down for each person it is for, as far as they may know of it now, and tells who is there. */
export async function deliver(platform: Platform, payload: unknown): Promise<void> {
  const { workspaceId, kind, subjectId, to, details } = validate(job, payload);
  const context = asSystem(platform, workspaceId, 'notifications.deliver');
  const asked = 'personId' in to ? [to.personId] : (await read(context, 'system', ({ tx }) => store.memberPersons(tx, workspaceId))).filter((id) => id !== to.except);
  const { needs, together = false } = kindOf(kind);
  const needed = [needs, 'holding' in to ? to.holding : null].filter((permission) => permission !== null);
  for (const personId of asked) {
    const here = (await membershipsOf(platform.database, personId)).find((membership) => membership.workspaceId === workspaceId);
    if (!here || !needed.every((permission) => here.permissions.has(permission))) continue;
    await perform(context, 'system', async (unit) => {
      const notificationId = await store.keep(unit.tx, { workspaceId, personId, kind, subjectId, details, groupKey: together ? '' : subjectId });
      await unit.publish(NOTIFICATIONS_CHANGED, { personId, notificationId });
    });
  }
}
