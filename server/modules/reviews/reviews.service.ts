import { z } from 'zod';
import { type Context, type Unit, isUuid, perform, performAsMember, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { type Page, type PageRequest, decodeCursor, page, pageSize } from '../../platform/database/keyset.ts';
import { NotFoundError, RuleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { announce } from '../notifications/index.ts';
import { NEED } from './reviewers.service.ts';
import { REVIEWS_CHANGED, REVIEW_MAIL, reviewSettingsChanged, reviewStarted } from './reviews.events.ts';
import { searchInput, settingsInput, startInput } from './reviews.input.ts';
import * as store from './reviews.store.ts';

/** A review as it is shown. */
export interface Review extends store.ReviewRow { readonly counts: store.Counts }
export type ReviewItem = store.ItemRow;
export interface ReviewSettings { readonly quarterly: boolean; readonly answerDays: number }

const DAY_MS = 86_400_000;
/** What holds until a workspace says otherwise. */
const USUAL: ReviewSettings = { quarterly: true, answerDays: 14 };
const NOTHING: store.Counts = { total: 0, kept: 0, revoked: 0, ended: 0, nobodyElse: 0, undecided: 0 };

const counted = async ({ tx, workspaceId }: Unit, rows: readonly store.ReviewRow[]): Promise<Review[]> => {
  const counts = await store.countsOf(tx, workspaceId, rows.map(({ id }) => id));
  return rows.map((row) => ({ ...row, counts: counts.get(row.id) ?? NOTHING }));
};

/** @throws NotFoundError */
export async function findReview(unit: Unit, id: string): Promise<Review> {
  const row = isUuid(id) ? await store.findReview(unit.tx, unit.workspaceId, id) : undefined;
  const [review] = row ? await counted(unit, [row]) : [];
  if (!review) throw new NotFoundError('access-review');
  return review;
}

const reviewKey = z.tuple([z.string().max(40), z.guid()]);

/** Reviews, newest first. */
export function listReviews(context: Context, request: PageRequest, wantsTotal: boolean): Promise<{ page: Page<Review>; totalCount: number }> {
  return read(context, NEED, async (unit) => {
    const after = request.after ? decodeCursor(request.after, reviewKey) : null;
    const rows = await store.listReviews(unit.tx, unit.workspaceId, { after, limit: pageSize(request) + 1 });
    return { page: page(await counted(unit, rows), request, ({ made, id }) => [made, id]), totalCount: wantsTotal ? await store.countReviews(unit.tx, unit.workspaceId) : 0 };
  });
}

/** One review; null when there is none in this workspace. */
export const getReview = (context: Context, id: string): Promise<Review | null> =>
  read(context, NEED, async (unit) => (isUuid(id) && (await store.findReview(unit.tx, unit.workspaceId, id)) ? findReview(unit, id) : null));

const positionKey = z.tuple([z.number().int()]);

export interface ItemRequest extends PageRequest { readonly reviewId: string; readonly kinds?: readonly store.ItemKind[] | null; readonly undecided?: boolean | null; readonly search?: string | null }

/**
 * The entries of a review, in their order.
 * @throws NotFoundError
 */
export function listItems(context: Context, request: ItemRequest, wantsTotal: boolean): Promise<{ page: Page<ReviewItem>; totalCount: number }> {
  return read(context, NEED, async (unit) => {
    const { tx, workspaceId } = unit;
    const { id } = await findReview(unit, request.reviewId);
    const filter: store.ItemFilter = { kinds: request.kinds ?? [], undecided: request.undecided ?? false, search: validate(searchInput, request.search ?? '') };
    const after = request.after ? decodeCursor(request.after, positionKey)[0] : 0;
    const rows = await store.listItems(tx, workspaceId, id, filter, after, pageSize(request) + 1);
    return { page: page(rows, request, ({ position }) => [position]), totalCount: wantsTotal ? await store.countItems(tx, workspaceId, id, filter) : 0 };
  });
}

/** What somebody who follows a review is told: how it stands, and the entries that changed. */
export const reviewNow = (context: Context, id: string, itemIds: readonly string[]): Promise<{ readonly review: Review; readonly items: readonly ReviewItem[] }> =>
  read(context, NEED, async (unit) => {
    const known = itemIds.filter(isUuid);
    return { review: await findReview(unit, id), items: known.length > 0 ? await store.itemsById(unit.tx, unit.workspaceId, id, known) : [] };
  });

const settingsNow = async ({ tx, workspaceId }: Unit): Promise<ReviewSettings> => {
  const row = await store.findSettings(tx, workspaceId);
  return row ? { quarterly: row.quarterly, answerDays: row.answer_days } : USUAL;
};

/** Whether a review begins by itself each quarter, and how long there is to answer. */
export const getSettings = (context: Context): Promise<ReviewSettings> => read(context, NEED, settingsNow);

export function updateSettings(context: Context, input: z.input<typeof settingsInput>): Promise<ReviewSettings> {
  return perform(context, NEED, async (unit) => {
    const settings = validate(settingsInput, input);
    await store.saveSettings(unit.tx, unit.workspaceId, settings);
    await record(unit, reviewSettingsChanged(unit.workspaceId, { ...settings }));
    return settings;
  });
}

async function begin(unit: Unit, { quarter, by, answerDays }: { readonly quarter: string | null; readonly by: { readonly id: string; readonly name: string } | null; readonly answerDays: number }): Promise<string | null> {
  const dueAt = new Date(Date.now() + answerDays * DAY_MS);
  const id = await store.insertReview(unit.tx, unit.workspaceId, { quarter, startedBy: by?.id ?? null, startedByName: by?.name ?? null, dueAt });
  if (id === null) return null;
  const entries = await store.takeSnapshot(unit.tx, unit.workspaceId, id);
  await record(unit, reviewStarted(id, { entries, quarter }));
  await announce(unit, { kind: 'review-started', subjectId: id, to: { holding: NEED, except: by?.id ?? null }, details: { entries } });
  await unit.publish(REVIEWS_CHANGED, { reviewId: id, itemIds: [] });
  await unit.enqueue(REVIEW_MAIL, { reviewId: id, about: 'started' }, `${REVIEW_MAIL}/${id}/started`);
  return id;
}

/**
 * Begins a review at once: writes down every membership, grant and API token as they are now.
 * @throws RuleError `review-open` when one waits already
 */
export function startReview(context: Context, input: z.input<typeof startInput>): Promise<Review> {
  return performAsMember(context, NEED, async (unit) => {
    const { answerDays } = validate(startInput, input);
    const id = await begin(unit, { quarter: null, by: unit.actor.person, answerDays: answerDays ?? (await settingsNow(unit)).answerDays });
    if (id === null) throw new RuleError('review-open');
    return findReview(unit, id);
  });
}

const MONTHS_A_QUARTER = 3;
/** `2026-Q4`, by the calendar of UTC. */
export const quarterOf = (at: Date): string => `${at.getUTCFullYear()}-Q${Math.floor(at.getUTCMonth() / MONTHS_A_QUARTER) + 1}`;

/** Begins the review of a quarter, once, where that is wanted and there is somebody to decide about. As the product itself. */
export function startQuarterly(context: Context, at: Date): Promise<string | null> {
  return perform(context, 'system', async (unit) => {
    const { quarterly, answerDays } = await settingsNow(unit);
    if (!quarterly || !(await store.hasCompany(unit.tx, unit.workspaceId))) return null;
    return begin(unit, { quarter: quarterOf(at), by: null, answerDays });
  });
}
