import { sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { TagName } from './documents.store.ts';

export type CountedTag = TagName & { readonly documentCount: number };

const documentCount = sql<number>`(select count(*)::integer from document_tags dt where dt.workspace_id = tags.workspace_id and dt.tag_id = tags.id)`;

export const listTags = (tx: Tx, workspaceId: string): Promise<CountedTag[]> =>
  tx.selectFrom('tags').select(['id', 'name', documentCount.as('documentCount')]).where('workspace_id', '=', workspaceId).orderBy(sql`lower(name)`).execute();

export const findTags = (tx: Tx, workspaceId: string, ids: readonly string[]): Promise<TagName[]> =>
  ids.length === 0 ? Promise.resolve([]) : tx.selectFrom('tags').select(['id', 'name']).where('workspace_id', '=', workspaceId).where('id', 'in', [...ids]).orderBy(sql`lower(name)`).execute();

export async function countDocumentsOfTag(tx: Tx, workspaceId: string, id: string): Promise<number> {
  const { count } = await tx.selectFrom('document_tags').select(sql<number>`count(*)::integer`.as('count')).where('workspace_id', '=', workspaceId).where('tag_id', '=', id).executeTakeFirstOrThrow();
  return count;
}

/** undefined when the name is taken, in whatever case. */
export const insertTag = (tx: Tx, workspaceId: string, name: string): Promise<TagName | undefined> =>
  tx.insertInto('tags').values({ workspace_id: workspaceId, name }).onConflict((conflict) => conflict.doNothing()).returning(['id', 'name']).executeTakeFirst();

export async function deleteTag(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  return (await tx.deleteFrom('tags').where('workspace_id', '=', workspaceId).where('id', '=', id).returning('id').executeTakeFirst()) !== undefined;
}

export async function documentsOfTag(tx: Tx, workspaceId: string, id: string): Promise<string[]> {
  const found = await tx.selectFrom('document_tags').select('document_id').where('workspace_id', '=', workspaceId).where('tag_id', '=', id).execute();
  return found.map((row) => row.document_id);
}

/** Names of the agents whose draft or live version is limited to a tag. */
export async function agentsUsingTag(tx: Tx, id: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`select name from app.agents_using_tag(${id}) as used(name)`.execute(tx);
  return rows.map(({ name }) => name);
}

/** Gives a document exactly these tags; the ids are known to be the workspace's. */
export async function setTags(tx: Tx, workspaceId: string, documentId: string, tagIds: readonly string[]): Promise<void> {
  let old = tx.deleteFrom('document_tags').where('workspace_id', '=', workspaceId).where('document_id', '=', documentId);
  if (tagIds.length > 0) old = old.where('tag_id', 'not in', [...tagIds]);
  await old.execute();
  await addTags(tx, workspaceId, documentId, tagIds);
}

export async function addTags(tx: Tx, workspaceId: string, documentId: string, tagIds: readonly string[]): Promise<void> {
  if (tagIds.length === 0) return;
  await tx.insertInto('document_tags').values(tagIds.map((tagId) => ({ workspace_id: workspaceId, document_id: documentId, tag_id: tagId }))).onConflict((conflict) => conflict.doNothing()).execute();
}
