import { randomUUID } from 'node:crypto';
import { AiUnavailable, type ParseResult } from '#ai/contract.ts';
import { type Unit, asSystem, perform } from '../../access/index.ts';
import type { Platform } from '../../platform/platform.ts';
import { announce } from '../notifications/index.ts';
import { findAuthor } from './authors.store.ts';
import * as store from './documents.store.ts';
import { type DocumentFailure, isRetryable } from './failures.ts';
import { type DocumentOf, indexDocument } from './indexing.service.ts';
import { DOCUMENT_CHANGED } from './knowledge.events.ts';
import { filePlace, sealBody } from './section-body.ts';
import { deleteSections, replaceSections } from './sections.store.ts';

/** How often progress is told, at most. */
const PROGRESS_EVERY_MS = 150;
const UNFINISHED = ['uploaded', 'parsing', 'indexing'] as const;

type Parsed = Extract<ParseResult, { ok: true }>;

/**
 * Reads an uploaded document: parsing → indexing → ready, or failed. Begins anew wherever it was cut off; of a document
 * that was deleted meanwhile nothing stays. A failure that may pass keeps the file; of any other only the row remains.
 * @throws AiUnavailable when the service is down, unless it is the last try
 */
export async function ingest(platform: Platform, document: DocumentOf, { lastTry }: { readonly lastTry: boolean }): Promise<void> {
  try {
    await readThrough(platform, document);
  } catch (error) {
    if (!lastTry) throw error;
    if (!(error instanceof AiUnavailable)) platform.log.error({ documentId: document.documentId, error: { name: (error as Error).name, message: (error as Error).message, stack: (error as Error).stack } }, 'a document could not be read');
    await fail(platform, document, 'unavailable');
  }
}

async function readThrough(platform: Platform, document: DocumentOf): Promise<void> {
  const { workspaceId, documentId } = document;
  const begun = await inSystem(platform, document, async (unit) => {
    if (!(await move(unit, documentId, { status: 'parsing' }))) return null;
    const row = await store.findDocument(unit.tx, workspaceId, documentId);
    return row ? { name: row.name, storageKey: row.storage_key, key: await unit.key() } : null;
  });
  if (!begun) return;
  const sealed = await platform.storage.get(begun.storageKey);
  if (!sealed) return fail(platform, document, 'missing');
  const progress = tellProgress(platform, document);
  let parsed: ParseResult;
  try {
    parsed = await platform.ai.parse({ name: begun.name, bytes: begun.key.open(filePlace(documentId), sealed) }, progress.heard);
  } finally {
    await progress.settled();
  }
  if (!parsed.ok) return fail(platform, document, parsed.reason);
  if (!(await keepSections(platform, document, parsed))) return;
  await indexDocument(platform, document);
  await inSystem(platform, document, async (unit) => {
    if (await move(unit, documentId, { status: 'ready' }, ['indexing'])) await tellAuthor(unit, documentId, 'document-ready');
  });
}

const inSystem = <Result>(platform: Platform, { workspaceId }: DocumentOf, work: (unit: Unit) => Promise<Result>): Promise<Result> =>
  perform(asSystem(platform, workspaceId, 'knowledge.ingest'), 'system', work);

/** Who uploaded it may be elsewhere by now. */
async function tellAuthor(unit: Unit, documentId: string, kind: 'document-ready' | 'document-failed'): Promise<void> {
  const author = await findAuthor(unit.tx, unit.workspaceId, documentId);
  if (author?.created_by) await announce(unit, { kind, subjectId: documentId, to: { personId: author.created_by }, details: { name: author.name } });
}

/** Moves an unfinished document on and tells who watches; false when it is finished or gone. */
async function move(unit: Unit, documentId: string, to: store.Progressed, from: readonly (typeof UNFINISHED)[number][] = UNFINISHED): Promise<boolean> {
  const moved = await store.moveDocument(unit.tx, unit.workspaceId, documentId, from, to);
  if (moved) await unit.publish(DOCUMENT_CHANGED, { documentId });
  return moved;
}

/** Writes progress down as it comes, never two at a time; what comes too soon is skipped. */
function tellProgress(platform: Platform, document: DocumentOf): { heard(done: number, total: number): void; settled(): Promise<void> } {
  let last = performance.now();
  let writing: Promise<unknown> | null = null;
  return {
    heard(done, total) {
      const now = performance.now();
      if (writing !== null || now - last < PROGRESS_EVERY_MS || total <= 0) return;
      last = now;
      writing = inSystem(platform, document, (unit) => move(unit, document.documentId, { status: 'parsing', progress: Math.min(1, done / total) }, ['parsing']))
        // Progress that can't be written is no reason to stop reading.
        .catch(() => undefined).finally(() => { writing = null; });
    },
    async settled() {
      await writing;
    },
  };
}

function keepSections(platform: Platform, document: DocumentOf, { format, language, sections }: Parsed): Promise<boolean> {
  const { workspaceId, documentId } = document;
  return inSystem(platform, document, async (unit) => {
    if (!(await move(unit, documentId, { status: 'indexing', format, language, sectionCount: sections.length }))) return false;
    const key = await unit.key();
    await replaceSections(unit.tx, workspaceId, documentId, sections.map(({ page, ...body }, position) => {
      const id = randomUUID();
      return { id, position, page, body: sealBody(key, id, body) };
    }));
    return true;
  });
}

async function fail(platform: Platform, document: DocumentOf, code: DocumentFailure): Promise<void> {
  const { workspaceId, documentId } = document;
  await inSystem(platform, document, async (unit) => {
    if (!(await move(unit, documentId, { status: 'failed', failure: code, sectionCount: 0 }))) return;
    await deleteSections(unit.tx, workspaceId, documentId);
    await tellAuthor(unit, documentId, 'document-failed');
    if (isRetryable(code)) await unit.enqueue('knowledge.index', { documentId }, `knowledge.index/${documentId}`);
    else await unit.enqueue('knowledge.remove', { documentId }, `knowledge.remove/${documentId}`);
  });
}
