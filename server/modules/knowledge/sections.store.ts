import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/database.ts';
import { type Page, type PageRequest, decodeCursor, page, pageSize, rowLimit } from '../../platform/database/keyset.ts';

export interface SectionRow { readonly id: string; readonly document_id: string; readonly position: number; readonly body: Buffer; readonly page: number | null; readonly hidden: boolean }
export interface NewSection { readonly id: string; readonly position: number; readonly body: Buffer; readonly page: number | null }

const columns = ['id', 'document_id', 'position', 'body', 'page', 'hidden'] as const;
/** Rows of one insert: PostgreSQL takes 65,535 values in a statement. */
const BATCH = 1000;

export async function listSections(tx: Tx, workspaceId: string, documentId: string, request: PageRequest): Promise<Page<SectionRow>> {
  let query = tx.selectFrom('sections').select(columns).where('workspace_id', '=', workspaceId).where('document_id', '=', documentId);
  if (request.after) query = query.where('position', '>', decodeCursor(request.after, z.tuple([z.number().int()]))[0]);
  return page(await query.orderBy('position').limit(rowLimit(pageSize(request) + 1)).execute(), request, ({ position }) => [position]);
}

export const allSections = (tx: Tx, workspaceId: string, documentId: string): Promise<SectionRow[]> =>
  tx.selectFrom('sections').select(columns).where('workspace_id', '=', workspaceId).where('document_id', '=', documentId).orderBy('position').execute();

/** Sections that may be quoted: of documents that are ready, and not hidden. */
export const quotableSections = (tx: Tx, workspaceId: string, ids: readonly string[]): Promise<(SectionRow & { document_name: string })[]> =>
  tx.selectFrom('sections').innerJoin('documents', (join) => join.onRef('documents.workspace_id', '=', 'sections.workspace_id').onRef('documents.id', '=', 'sections.document_id'))
    .select(['sections.id', 'sections.document_id', 'sections.position', 'sections.body', 'sections.page', 'sections.hidden', 'documents.name as document_name'])
    .where('sections.workspace_id', '=', workspaceId).where('sections.id', 'in', [...ids]).where('sections.hidden', '=', false).where('documents.status', '=', 'ready').execute();

/** Puts a document's sections in the place of those it had. */
export async function replaceSections(tx: Tx, workspaceId: string, documentId: string, sections: readonly NewSection[]): Promise<void> {
  await deleteSections(tx, workspaceId, documentId);
  for (let start = 0; start < sections.length; start += BATCH) {
    await tx.insertInto('sections').values(sections.slice(start, start + BATCH).map((section) => ({ ...section, workspace_id: workspaceId, document_id: documentId }))).execute();
  }
}

export async function deleteSections(tx: Tx, workspaceId: string, documentId: string): Promise<void> {
  await tx.deleteFrom('sections').where('workspace_id', '=', workspaceId).where('document_id', '=', documentId).execute();
}

export const hideSection = (tx: Tx, workspaceId: string, id: string, hidden: boolean): Promise<SectionRow | undefined> =>
  tx.updateTable('sections').set({ hidden }).where('workspace_id', '=', workspaceId).where('id', '=', id).returning(columns).executeTakeFirst();

export const findSection = (tx: Tx, workspaceId: string, id: string): Promise<SectionRow | undefined> =>
  tx.selectFrom('sections').select(columns).where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst();

export async function countSections(tx: Tx, workspaceId: string, documentId: string): Promise<number> {
  const { count } = await tx.selectFrom('sections').select(sql<number>`count(*)::integer`.as('count')).where('workspace_id', '=', workspaceId).where('document_id', '=', documentId).executeTakeFirstOrThrow();
  return count;
}
