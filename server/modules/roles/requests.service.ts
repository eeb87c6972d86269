import { z } from 'zod';
import { type Permission, catalogue, isPermission } from '#shared/permissions/index.ts';
import { type Context, type MemberActor, type Unit, holds, isUuid, performAsMember, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { type Page, type PageRequest, decodeCursor, page, pageSize } from '../../platform/database/keyset.ts';
import { NotFoundError, RuleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { end, reason, setPermissionInUnit } from '../members/index.ts';
import { announce } from '../notifications/index.ts';
import { REQUEST_MAIL, REQUESTS_CHANGED, accessAnswered, accessAsked, accessWithdrawn } from './requests.events.ts';
import * as store from './requests.store.ts';

/** Somebody's request for a permission. */
export interface AccessRequest {
  readonly id: string;
  readonly memberId: string;
  readonly personId: string;
  readonly name: string;
  readonly permission: string;
  readonly status: store.RequestStatus;
  readonly answer: string;
  readonly answeredBy: string | null;
  readonly answeredAt: Date | null;
  readonly createdAt: Date;
}

const PER_DAY = 10;
const DAY_MS = 86_400_000;

const shown = (row: store.RequestRow): AccessRequest => ({
  id: row.id, memberId: row.member_id, personId: row.user_id, name: row.name, permission: row.permission, status: row.status,
  answer: row.answer, answeredBy: row.answered_by, answeredAt: row.answered_at, createdAt: row.created_at,
});

const find = async ({ tx, workspaceId }: Unit, id: string): Promise<AccessRequest> => {
  const row = isUuid(id) ? await store.findRequest(tx, workspaceId, id) : undefined;
  if (!row) throw new NotFoundError('request');
  return shown(row);
};

const requestKey = z.tuple([z.string().max(40), z.guid()]);

/** Requests, newest first. */
export function listRequests(context: Context, request: PageRequest & { readonly open?: boolean | null }, wantsTotal: boolean): Promise<{ page: Page<AccessRequest>; totalCount: number }> {
  return read(context, 'roles:manage', async ({ tx, workspaceId }) => {
    const open = request.open ?? false;
    const after = request.after ? decodeCursor(request.after, requestKey) : null;
    const rows = await store.listRequests(tx, workspaceId, { open, after, limit: pageSize(request) + 1 });
    const made = new Map(rows.map((row) => [row.id, row.made]));
    return { page: page(rows.map(shown), request, ({ id }) => [made.get(id), id]), totalCount: wantsTotal ? await store.countRequests(tx, workspaceId, open) : 0 };
  });
}

/** How many wait for an answer; 0 for who can't give one. */
export const countOpenRequests = (context: Context): Promise<number> =>
  holds(context.actor, 'roles:manage') ? read(context, 'roles:manage', ({ tx, workspaceId }) => store.countRequests(tx, workspaceId, true)) : Promise.resolve(0);

/** One request as its person, or who may answer, sees it. */
export const getRequest = (context: Context, id: string): Promise<AccessRequest> => read(context, 'member', (unit) => find(unit, id));

const askInput = z.object({ permission: z.custom<Permission>((value) => typeof value === 'string' && isPermission(value), { params: { code: 'permission' } }) });

/**
 * Asks those who can grant it for a permission, by console and by mail. Asked again while it waits, nothing more is made.
 * @throws RuleError `request-by-token`, `already-held`, `asked-too-often`
 */
export function requestAccess(context: Context, input: z.input<typeof askInput>): Promise<AccessRequest> {
  return performAsMember(context, 'member', async (unit: Unit<MemberActor>) => {
    const { tx, workspaceId, actor } = unit;
    const { permission } = validate(askInput, input);
    if (actor.token) throw new RuleError('request-by-token');
    if (holds(actor, permission)) throw new RuleError('already-held', { permission: catalogue[permission].title[context.locale] });
    const before = await store.requestsOf(tx, workspaceId, actor.memberId, new Date(Date.now() - DAY_MS));
    const open = before.find((one) => one.permission === permission && one.status === 'open');
    if (open) return find(unit, open.id);
    if (before.length >= PER_DAY) throw new RuleError('asked-too-often', { count: PER_DAY });
    const id = await store.insertRequest(tx, workspaceId, { memberId: actor.memberId, personId: actor.person.id, permission });
    if (id === null) throw new RuleError('asked-already', { permission: catalogue[permission].title[context.locale] });
    await record(unit, accessAsked(actor.memberId, { permission }));
    await announce(unit, { kind: 'access-asked', subjectId: id, to: { holding: 'roles:manage', except: actor.person.id }, details: { permission, by: actor.person.name } });
    await unit.enqueue(REQUEST_MAIL, { requestId: id }, `${REQUEST_MAIL}/${id}`);
    await unit.publish(REQUESTS_CHANGED, { requestId: id });
    return find(unit, id);
  });
}

/** Takes one's own request back. */
export function withdrawRequest(context: Context, id: string): Promise<AccessRequest> {
  return performAsMember(context, 'member', async (unit) => {
    const request = await find(unit, id);
    if (request.personId !== unit.actor.person.id) throw new NotFoundError('request');
    if (!(await store.closeRequest(unit.tx, unit.workspaceId, id, { status: 'withdrawn', answer: '', answeredBy: null }))) throw new RuleError('request-answered');
    await record(unit, accessWithdrawn(request.memberId, { permission: request.permission }));
    await unit.publish(REQUESTS_CHANGED, { requestId: id });
    return find(unit, id);
  });
}

const answerInput = z.object({ id: z.string(), grant: z.boolean(), reason, expiresAt: end })
  .refine(({ grant, reason: why }) => grant || why !== '', { path: ['reason'], params: { code: 'required' } });

/**
 * Grants what was asked for, by the rules of every grant, or declines with a reason. The person hears of it at once.
 * @throws RuleError `request-answered`, and those of `setMemberPermission`
 */
export function answerRequest(context: Context, input: z.input<typeof answerInput>): Promise<AccessRequest> {
  return performAsMember(context, 'roles:manage', async (unit) => {
    const { id, grant, reason: why, expiresAt } = validate(answerInput, input);
    const request = await find(unit, id);
    if (request.status !== 'open') throw new RuleError('request-answered');
    const { memberId, personId, permission } = request;
    if (grant) await setPermissionInUnit(context, unit, { memberId, permission: permission as Permission, choice: 'grant', reason: why, expiresAt });
    if (!(await store.closeRequest(unit.tx, unit.workspaceId, id, { status: grant ? 'granted' : 'declined', answer: why, answeredBy: unit.actor.person.id }))) throw new RuleError('request-answered');
    await record(unit, accessAnswered(memberId, { permission, granted: grant }));
    await announce(unit, { kind: grant ? 'access-given' : 'access-refused', subjectId: permission, to: { personId }, details: { permission, by: unit.actor.person.name } });
    await unit.publish(REQUESTS_CHANGED, { requestId: id });
    return find(unit, id);
  });
}
