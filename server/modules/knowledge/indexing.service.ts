import type { Language } from '#ai/contract.ts';
import { asSystem, perform } from '../../access/index.ts';
import type { Platform } from '../../platform/platform.ts';
import * as store from './documents.store.ts';
import { isRetryable } from './failures.ts';
import { fileKey, openBody } from './section-body.ts';
import { allSections } from './sections.store.ts';

/** A document of a workspace, for the jobs. */
export interface DocumentOf { readonly workspaceId: string; readonly documentId: string }

const SEARCHABLE: ReadonlySet<string> = new Set(['indexing', 'ready']);

/**
 * Brings the index in line with what the record says of a document: its sections, its tags, which are hidden, or that
 * it is gone. One writer at a time; each reads the record after it got its turn, so that the last word is the record's.
 */
export function indexDocument(platform: Platform, { workspaceId, documentId }: DocumentOf): Promise<void> {
  return perform(asSystem(platform, workspaceId, 'knowledge.index'), 'system', async (unit) => {
    const { tx } = unit;
    await store.lockIndexEntry(tx, workspaceId, documentId);
    const document = await store.findDocument(tx, workspaceId, documentId);
    if (!document || !SEARCHABLE.has(document.status)) return platform.ai.index.remove(workspaceId, documentId);
    const tagIds = document.tags.map(({ id }) => id);
    const [rows, key] = [await allSections(tx, workspaceId, documentId), await unit.key()];
    const sections = rows.map((row) => {
      const { headings, text } = openBody(key, row);
      return { sectionId: row.id, documentId, tagIds, headings: headings.join('\n'), text, hidden: row.hidden };
    });
    return platform.ai.index.replace(workspaceId, documentId, (document.language ?? 'other') as Language, sections);
  });
}

/** {@link indexDocument} for when only the tags have changed. */
export function retagDocument(platform: Platform, { workspaceId, documentId }: DocumentOf): Promise<void> {
  return perform(asSystem(platform, workspaceId, 'knowledge.retag'), 'system', async ({ tx }) => {
    await store.lockIndexEntry(tx, workspaceId, documentId);
    const document = await store.findDocument(tx, workspaceId, documentId);
    if (document && SEARCHABLE.has(document.status)) await platform.ai.index.retag(workspaceId, documentId, document.tags.map(({ id }) => id));
  });
}

/** Removes the file and the index entries of a document that is gone, or that failed for good. */
export function removeRemains(platform: Platform, { workspaceId, documentId }: DocumentOf): Promise<void> {
  return perform(asSystem(platform, workspaceId, 'knowledge.remove'), 'system', async ({ tx }) => {
    await store.lockIndexEntry(tx, workspaceId, documentId);
    const document = await store.findDocument(tx, workspaceId, documentId);
    if (document && (document.status !== 'failed' || isRetryable(document.failure ?? ''))) return;
    await platform.storage.remove(document?.storage_key ?? fileKey(workspaceId, documentId));
    await platform.ai.index.remove(workspaceId, documentId);
  });
}

/**
 * Makes good what a crash left: documents whose reading was cut off are read again, those that are ready and not in
 * the index are indexed, entries of documents that are gone are removed.
 */
export async function reconcile(platform: Platform, workspaceId: string): Promise<void> {
  const context = asSystem(platform, workspaceId, 'knowledge.reconcile');
  const indexed = await platform.ai.index.documents(workspaceId);
  await perform(context, 'system', async (unit) => {
    const documents = await store.documentStates(unit.tx, workspaceId);
    const searchable = new Set<string>();
    for (const { id: documentId, status } of documents) {
      if (status === 'failed') continue;
      searchable.add(documentId);
      if (status !== 'ready') await unit.enqueue('knowledge.ingest', { documentId }, `knowledge.ingest/${documentId}`);
      else if (!indexed.has(documentId)) await unit.enqueue('knowledge.index', { documentId }, `knowledge.index/${documentId}`);
    }
    for (const documentId of indexed) if (!searchable.has(documentId)) await unit.enqueue('knowledge.remove', { documentId }, `knowledge.remove/${documentId}`);
  });
}
