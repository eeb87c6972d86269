import { type SelectQueryBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/database.ts';
import { type Page, type PageRequest, decodeCursor, page, pageSize, rowLimit } from '../../platform/database/keyset.ts';
import type { DocumentsTable, Schema } from '../../platform/database/schema.ts';
import type { DocumentFilter } from './knowledge.input.ts';

export interface TagName { readonly id: string; readonly name: string }
export interface ListedDocument {
  readonly id: string;
  readonly name: string;
  readonly format: string;
  /** Bytes; PostgreSQL's bigint as text. */
  readonly size: string;
  readonly status: DocumentsTable['status'];
  readonly failure: string | null;
  readonly progress: number | null;
  readonly language: string | null;
  readonly section_count: number;
  readonly storage_key: string;
  readonly version: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly created_by_name: string | null;
  /** Absent where they were not asked for. */
  readonly tags?: readonly TagName[];
  /** Microseconds, and the name as it is sorted: for cursors. */
  readonly created_text: string;
  readonly sort_name: string;
}
export interface DocumentRow extends ListedDocument { readonly tags: readonly TagName[] }

const tagsOfDocument = sql<TagName[]>`coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name) order by lower(t.name))
  from document_tags dt join tags t on t.workspace_id = dt.workspace_id and t.id = dt.tag_id
  where dt.workspace_id = documents.workspace_id and dt.document_id = documents.id), '[]'::json)`;

const listed = (tx: Tx, workspaceId: string) =>
  tx.selectFrom('documents').leftJoin('members', (join) => join.onRef('members.user_id', '=', 'documents.created_by').on('members.workspace_id', '=', workspaceId)).where('documents.workspace_id', '=', workspaceId)
    .select(['documents.id', 'documents.name', 'documents.format', 'documents.size', 'documents.status', 'documents.failure', 'documents.progress', 'documents.language',
      'documents.section_count', 'documents.storage_key', 'documents.version', 'documents.created_at', 'documents.updated_at', 'members.name as created_by_name',
      sql<string>`documents.created_at::text`.as('created_text'), sql<string>`lower(documents.name)`.as('sort_name')]);

const rows = (tx: Tx, workspaceId: string) => listed(tx, workspaceId).select(tagsOfDocument.as('tags'));

export const findDocument = (tx: Tx, workspaceId: string, id: string): Promise<DocumentRow | undefined> =>
  rows(tx, workspaceId).where('documents.id', '=', id).executeTakeFirst();

export const findDocuments = (tx: Tx, workspaceId: string, ids: readonly string[]): Promise<DocumentRow[]> =>
  ids.length === 0 ? Promise.resolve([]) : rows(tx, workspaceId).where('documents.id', 'in', [...ids]).execute();

const like = (words: string): string => `%${words.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

const filtered = <Query extends SelectQueryBuilder<Schema, 'documents', object>>(query: Query, { search, status, tagIds }: DocumentFilter): Query => {
  let narrowed: SelectQueryBuilder<Schema, 'documents', object> = query;
  if (search) narrowed = narrowed.where('documents.name', 'ilike', like(search));
  if (status) narrowed = narrowed.where('documents.status', '=', status);
  if (tagIds && tagIds.length > 0) {
    narrowed = narrowed.where(({ exists, selectFrom }) => exists(selectFrom('document_tags').select('document_tags.document_id')
      .whereRef('document_tags.workspace_id', '=', 'documents.workspace_id').whereRef('document_tags.document_id', '=', 'documents.id').where('document_tags.tag_id', 'in', tagIds)));
  }
  return narrowed as Query;
};

const id = z.uuid();
const bySort = {
  newest: { cursor: z.tuple([z.string(), id]), key: (row: ListedDocument) => [row.created_text, row.id], after: (at: readonly unknown[]) => sql<boolean>`(documents.created_at, documents.id) < (${at[0]}::timestamptz, ${at[1]}::uuid)`, order: sql`documents.created_at desc, documents.id desc` },
  oldest: { cursor: z.tuple([z.string(), id]), key: (row: ListedDocument) => [row.created_text, row.id], after: (at: readonly unknown[]) => sql<boolean>`(documents.created_at, documents.id) > (${at[0]}::timestamptz, ${at[1]}::uuid)`, order: sql`documents.created_at, documents.id` },
  name: { cursor: z.tuple([z.string(), id]), key: (row: ListedDocument) => [row.sort_name, row.id], after: (at: readonly unknown[]) => sql<boolean>`(lower(documents.name), documents.id) > (${at[0]}, ${at[1]}::uuid)`, order: sql`lower(documents.name), documents.id` },
  size: { cursor: z.tuple([z.string().regex(/^\d+$/), id]), key: (row: ListedDocument) => [row.size, row.id], after: (at: readonly unknown[]) => sql<boolean>`(documents.size, documents.id) < (${at[0]}::bigint, ${at[1]}::uuid)`, order: sql`documents.size desc, documents.id desc` },
};

/** @param tagged whether to gather each document's tags */
export async function listDocuments(tx: Tx, workspaceId: string, filter: DocumentFilter, request: PageRequest, tagged: boolean): Promise<Page<ListedDocument>> {
  const sort = bySort[filter.sort ?? 'newest'];
  let query = filtered(tagged ? rows(tx, workspaceId) : listed(tx, workspaceId), filter);
  if (request.after) query = query.where(sort.after(decodeCursor(request.after, sort.cursor)));
  return page<ListedDocument>(await query.orderBy(sort.order).limit(rowLimit(pageSize(request) + 1)).execute(), request, sort.key);
}

export async function countDocuments(tx: Tx, workspaceId: string, filter: DocumentFilter): Promise<number> {
  const { count } = await filtered(tx.selectFrom('documents').where('documents.workspace_id', '=', workspaceId), filter).select(sql<number>`count(*)::integer`.as('count')).executeTakeFirstOrThrow();
  return count;
}

export interface NewDocument { readonly id: string; readonly name: string; readonly format: string; readonly size: number; readonly storageKey: string; readonly createdBy: string | null }

/** false when there is one with this id already; waits for another that is being stored under it. */
export async function insertDocument(tx: Tx, workspaceId: string, { id: documentId, name, format, size, storageKey, createdBy }: NewDocument): Promise<boolean> {
  const inserted = await tx.insertInto('documents').values({ workspace_id: workspaceId, id: documentId, name, format, size, status: 'uploaded', storage_key: storageKey, created_by: createdBy })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doNothing()).returning('id').executeTakeFirst();
  return inserted !== undefined;
}

/** Renames it if its version is still `version`; false when somebody was faster. */
export async function renameDocument(tx: Tx, workspaceId: string, documentId: string, version: number, name: string): Promise<boolean> {
  const changed = await tx.updateTable('documents').set({ name, version: version + 1, updated_at: sql`now()` })
    .where('workspace_id', '=', workspaceId).where('id', '=', documentId).where('version', '=', version).returning('id').executeTakeFirst();
  return changed !== undefined;
}

export interface Progressed { readonly status: DocumentsTable['status']; readonly progress?: number | null; readonly failure?: string | null; readonly format?: string; readonly language?: string; readonly sectionCount?: number }

/** Moves a document on if it is in one of the states `from`; false when it is not, or is gone. */
export async function moveDocument(tx: Tx, workspaceId: string, documentId: string, from: readonly DocumentsTable['status'][], { status, progress = null, failure = null, format, language, sectionCount }: Progressed): Promise<boolean> {
  const moved = await tx.updateTable('documents').set({
    status, progress, failure, updated_at: sql`now()`,
    ...(format === undefined ? {} : { format }), ...(language === undefined ? {} : { language }), ...(sectionCount === undefined ? {} : { section_count: sectionCount }),
  }).where('workspace_id', '=', workspaceId).where('id', '=', documentId).where('status', 'in', [...from]).returning('id').executeTakeFirst();
  return moved !== undefined;
}

export async function deleteDocument(tx: Tx, workspaceId: string, documentId: string): Promise<boolean> {
  const gone = await tx.deleteFrom('documents').where('workspace_id', '=', workspaceId).where('id', '=', documentId).returning('id').executeTakeFirst();
  return gone !== undefined;
}

/** Ids by state, for bringing the index in line with the record. */
export const documentStates = (tx: Tx, workspaceId: string): Promise<{ id: string; status: DocumentsTable['status'] }[]> =>
  tx.selectFrom('documents').select(['id', 'status']).where('workspace_id', '=', workspaceId).execute();

/** Lets one writer at a time bring a document's entries in the index in line with the record, until the transaction ends. */
export async function lockIndexEntry(tx: Tx, workspaceId: string, documentId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`index/${workspaceId}/${documentId}`}, 0))`.execute(tx);
}
