import { z } from 'zod';
import { catalogue, isPermission, isRole } from '#shared/permissions/index.ts';
import { type Context, type Unit, read } from '../../access/index.ts';
import { sentence } from '../../messages/index.ts';
import { type Page, type PageRequest, decodeCursor, page, pageSize } from '../../platform/database/keyset.ts';
import type { FailureParams } from '../../platform/failure.ts';
import * as store from './security.store.ts';
import { type Verdict, verifyChain } from './verify.ts';

/** An audit event as it is shown. */
export interface ShownEvent {
  readonly id: string;
  readonly sequence: number;
  readonly at: Date;
  /** null when the person has left, or nobody did it. */
  readonly actor: string | null;
  readonly action: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly hash: Uint8Array;
  readonly summary: string;
}

const worded = ({ locale }: Context, name: string, value: unknown): string => {
  if (typeof value === 'string' && isPermission(value)) return catalogue[value].title[locale];
  if ((name === 'role' || name === 'from') && typeof value === 'string' && isRole(value)) return sentence(locale, `role.${value}`);
  return Array.isArray(value) ? value.join(', ') : String(value ?? '');
};

/** Who the product acted for. */
const systemName = (locale: Context['locale'], { via }: store.AuditRow['details']): string => (via === 'sso' || via === 'scim' ? sentence(locale, `directory.${via}`) : 'Isatis');

const summarise = (context: Context, { action, actor_kind, actor, subject, details }: store.AuditRow): string => {
  const { locale } = context;
  const gone = sentence(locale, 'former-member');
  const params: FailureParams = {
    ...Object.fromEntries(Object.entries(details).map(([name, value]) => [name, worded(context, name, value)])),
    actor: actor ?? (actor_kind === 'system' ? systemName(locale, details) : gone), subject: subject ?? sentence(locale, 'former-member-inside'),
  };
  return sentence(locale, `audit.${action}`, params);
};

const sequenceKey = z.tuple([z.number().int()]);

const verify = async ({ tx, workspaceId }: Unit): Promise<Verdict> => verifyChain(store.readChain(tx, workspaceId), await store.findHead(tx, workspaceId));

export interface AuditList { readonly page: Page<ShownEvent>; readonly totalCount: number; readonly chainIntact: boolean }

/** Privileged changes, newest first. The chain is verified from its beginning when that is asked for. */
export function listAuditEvents(context: Context, request: PageRequest, wants: { readonly totalCount: boolean; readonly chainIntact: boolean }): Promise<AuditList> {
  return read(context, 'audit:read', async (unit) => {
    const { tx, workspaceId } = unit;
    const before = request.after ? decodeCursor(request.after, sequenceKey)[0] : null;
    const rows = await store.listEvents(tx, workspaceId, before, pageSize(request) + 1);
    const events = rows.map((row): ShownEvent => ({
      id: row.id, sequence: row.sequence, at: row.at, actor: row.actor, action: row.action, details: row.details, hash: row.hash, summary: summarise(context, row),
    }));
    return {
      page: page(events, request, ({ sequence }) => [sequence]),
      totalCount: wants.totalCount ? await store.countEvents(tx, workspaceId) : 0,
      chainIntact: wants.chainIntact ? (await verify(unit)).intact : true,
    };
  });
}

/** Verifies the workspace's chain, and tells where it is broken. */
export const verifyAudit = (context: Context): Promise<Verdict> => read(context, 'audit:read', verify);
