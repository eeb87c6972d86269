import { sql } from 'kysely';
import { z } from 'zod';
import type { Locale } from '#shared/contract/manifest.ts';
import { asSystem, perform, read } from '../../access/index.ts';
import { sentence } from '../../messages/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { validate } from '../../platform/validate.ts';
import { announce } from '../notifications/index.ts';
import { NEED, reviewersOf } from './reviewers.service.ts';
import { REVIEW_MAIL } from './reviews.events.ts';
import { findReview, startQuarterly } from './reviews.service.ts';
import * as store from './reviews.store.ts';

const DAY_MS = 86_400_000;
/** Days before the due date at which those who can answer are reminded; then once more when it is past. */
const REMIND_AT = [7, 1, 0] as const;

const remindersBy = (dueAt: Date, at: Date): number => REMIND_AT.filter((days) => at.getTime() >= dueAt.getTime() - days * DAY_MS).length;

/** Reminds of the open reviews whose due date is near or past; each reminder once. */
async function remind(platform: Platform, workspaceId: string, at: Date): Promise<void> {
  await perform(asSystem(platform, workspaceId, 'reviews.remind'), 'system', async (unit) => {
    for (const { id, due_at: dueAt, started_at: startedAt, reminders } of await store.openReviews(unit.tx, workspaceId)) {
      const due = remindersBy(dueAt, at);
      if (due <= reminders) continue;
      await store.setReminders(unit.tx, workspaceId, id, due);
      // Began within the first pause: who heard of it this very day needs no reminder of it.
      if (due < REMIND_AT.length && at.getTime() - startedAt.getTime() < DAY_MS) continue;
      const { counts } = await findReview(unit, id);
      const about = due === REMIND_AT.length ? 'overdue' : 'due';
      await announce(unit, { kind: `review-${about}`, subjectId: id, to: { holding: NEED, except: null }, details: { entries: counts.undecided, date: dueAt.toISOString().slice(0, 10) } });
      await unit.enqueue(REVIEW_MAIL, { reviewId: id, about }, `${REVIEW_MAIL}/${id}/${due}`);
    }
  });
}

/** Begins the quarter's reviews that haven't begun, and sends the reminders that are due, in every workspace. */
export async function tendReviews(platform: Platform, signal?: AbortSignal, at = new Date()): Promise<void> {
  const { rows } = await sql<{ id: string }>`select app.workspace_ids() as id`.execute(platform.database.app);
  for (const { id } of rows) {
    signal?.throwIfAborted();
    await startQuarterly(asSystem(platform, id, 'reviews.begin'), at);
    await remind(platform, id, at);
  }
}

const mail = z.object({ workspaceId: z.guid(), reviewId: z.guid(), about: z.enum(['started', 'due', 'overdue']) });

/** Mails an open review to everybody who can answer it, in the workspace's language. */
export async function mailReview(platform: Platform, payload: unknown): Promise<void> {
  const { workspaceId, reviewId, about } = validate(mail, payload);
  const found = await read(asSystem(platform, workspaceId, REVIEW_MAIL), 'system', async (unit) => {
    const review = await store.findReview(unit.tx, workspaceId, reviewId);
    if (review?.status !== 'open') return null;
    const workspace = await unit.tx.selectFrom('workspaces').select(['name', 'locale', 'time_zone']).where('workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
    return { review: await findReview(unit, reviewId), workspace, reviewers: await reviewersOf(unit) };
  });
  if (!found) return;
  const { review, workspace, reviewers } = found;
  const locale = workspace.locale as Locale;
  const values = {
    workspace: workspace.name, entries: review.counts.undecided, link: `${platform.publicUrl()}/users/reviews/${reviewId}`,
    date: new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: workspace.time_zone }).format(review.due_at),
  };
  for (const { email, personId } of reviewers) {
    if (about === 'started' && personId === review.started_by) continue;
    await platform.mailer.send({ to: email, subject: sentence(locale, `mail.review.${about}.subject`, values), text: sentence(locale, `mail.review.${about}.text`, values) });
  }
}
