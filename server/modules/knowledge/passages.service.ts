import { AiUnavailable, type Passage } from '#ai/contract.ts';
import { type Context, type Unit, isUuid, perform } from '../../access/index.ts';
import { UnavailableError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { type DocumentRow, findDocuments } from './documents.store.ts';
import { searchInput } from './knowledge.input.ts';
import { openBody } from './section-body.ts';
import { type SectionRow, quotableSections } from './sections.store.ts';

export interface Section { readonly id: string; readonly documentId: string; readonly position: number; readonly page: number | null; readonly hidden: boolean; readonly headings: readonly string[]; readonly text: string }
export interface SectionHit { readonly section: Section; readonly document: DocumentRow; readonly score: number }

/** Opens sections as they are stored. */
export async function openSections(unit: Unit, rows: readonly SectionRow[]): Promise<Section[]> {
  if (rows.length === 0) return [];
  const key = await unit.key();
  return rows.map((row) => ({ id: row.id, documentId: row.document_id, position: row.position, page: row.page, hidden: row.hidden, ...openBody(key, row) }));
}

/**
 * The passages that an answer may quote, in any order: of documents that are ready, of sections that are not hidden,
 * as far as the database lets the actor see them (a member with `knowledge:read`, a visitor, the product itself).
 * Other ids are left out.
 */
export async function loadPassages(unit: Unit, sectionIds: readonly string[]): Promise<Passage[]> {
  const ids = sectionIds.filter(isUuid);
  if (ids.length === 0) return [];
  const rows = await quotableSections(unit.tx, unit.workspaceId, ids);
  if (rows.length === 0) return [];
  const key = await unit.key();
  return rows.map((row) => ({ sectionId: row.id, documentId: row.document_id, documentName: row.document_name, ...openBody(key, row) }));
}

const HITS = 20;

/**
 * The best sections for a question, best first: the index proposes ids, the record decides what may be seen.
 * @throws UnavailableError `ai`
 */
export async function searchKnowledge(context: Context, input: { readonly query: string; readonly tagIds?: readonly string[] | null }): Promise<SectionHit[]> {
  const { query, tagIds } = validate(searchInput, { query: input.query, tagIds: input.tagIds ?? [] });
  const workspaceId = await perform(context, 'knowledge:read', (unit) => Promise.resolve(unit.workspaceId));
  if (query.trim() === '') return [];
  // Not inside a transaction: the index may be a process away.
  const hits = await context.platform.ai.index.search(workspaceId, query, { tagIds, limit: HITS }).catch((error: unknown) => {
    throw error instanceof AiUnavailable ? new UnavailableError('ai', { cause: error }) : error;
  });
  return perform(context, 'knowledge:read', async (unit) => {
    const sections = await openSections(unit, hits.length === 0 ? [] : await quotableSections(unit.tx, workspaceId, hits.map(({ sectionId }) => sectionId)));
    const documents = new Map((await findDocuments(unit.tx, workspaceId, [...new Set(sections.map(({ documentId }) => documentId))])).map((row) => [row.id, row]));
    const byId = new Map(sections.map((section) => [section.id, section]));
    return hits.flatMap(({ sectionId, score }) => {
      const section = byId.get(sectionId);
      const document = section && documents.get(section.documentId);
      return section && document ? [{ section, document, score }] : [];
    });
  });
}
