import type { Selectable } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import { rowLimit } from '../../platform/database/keyset.ts';
import type { ApiTokensTable } from '../../platform/database/schema.ts';

export interface TokenRow extends Omit<Selectable<ApiTokensTable>, 'workspace_id' | 'token_hash'> { readonly maker_name: string | null }

/** As many tokens as a workspace may have: so many are listed at once. */
export const MOST_TOKENS = 500;

const rows = (tx: Tx, workspaceId: string) =>
  tx.selectFrom('api_tokens as t').leftJoin('users as u', 'u.id', 't.user_id').where('t.workspace_id', '=', workspaceId)
    .select(['t.id', 't.kind', 't.name', 't.ending', 't.permissions', 't.member_id', 't.user_id', 't.expires_at', 't.last_used_at', 't.created_at', 'u.name as maker_name']);

/** Newest first; of one member when `memberId` is given. Those of everybody are seen only by whom row-level security lets. */
export const listTokens = (tx: Tx, workspaceId: string, memberId?: string): Promise<TokenRow[]> => {
  const query = rows(tx, workspaceId).orderBy('t.created_at', 'desc').orderBy('t.id', 'desc').limit(rowLimit(MOST_TOKENS));
  return (memberId === undefined ? query : query.where('t.member_id', '=', memberId).where('t.kind', '=', 'personal')).execute();
};

export const findToken = (tx: Tx, workspaceId: string, id: string): Promise<TokenRow | undefined> => rows(tx, workspaceId).where('t.id', '=', id).executeTakeFirst();

export async function countTokens(tx: Tx, workspaceId: string, memberId: string): Promise<number> {
  const { count } = await tx.selectFrom('api_tokens').select(({ fn }) => fn.countAll<string>().as('count')).where('workspace_id', '=', workspaceId).where('member_id', '=', memberId).executeTakeFirstOrThrow();
  return Number(count);
}

export interface NewToken { readonly kind: TokenRow['kind']; readonly name: string; readonly hash: Buffer; readonly ending: string; readonly permissions: string[]; readonly memberId: string; readonly userId: string; readonly expiresAt: Date }

export async function insertToken(tx: Tx, workspaceId: string, { hash, memberId, userId, expiresAt, ...rest }: NewToken): Promise<string> {
  const { id } = await tx.insertInto('api_tokens').values({ workspace_id: workspaceId, ...rest, token_hash: hash, member_id: memberId, user_id: userId, expires_at: expiresAt }).returning('id').executeTakeFirstOrThrow();
  return id;
}

export const deleteToken = async (tx: Tx, workspaceId: string, id: string): Promise<void> => {
  await tx.deleteFrom('api_tokens').where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
};
