import { type Context, type Unit, demandOn, isUuid, perform, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { NotFoundError, RuleError, StaleError, ValidationError } from '../../platform/failure.ts';
import type { Page, PageRequest } from '../../platform/database/keyset.ts';
import { validate } from '../../platform/validate.ts';
import * as store from './documents.store.ts';
import { isRetryable } from './failures.ts';
import { DOCUMENT_CHANGED, documentDeleted, documentRetried, documentUpdated, sectionHidden } from './knowledge.events.ts';
import { listInput, mostTags, tagDocumentsInput, updateDocumentInput } from './knowledge.input.ts';
import { type Section, openSections } from './passages.service.ts';
import { filePlace } from './section-body.ts';
import * as sections from './sections.store.ts';
import { checkTags } from './tags.service.ts';
import { setTags } from './tags.store.ts';

export type { DocumentRow, ListedDocument } from './documents.store.ts';

export interface DocumentList { readonly page: Page<store.ListedDocument>; readonly totalCount: number }

/** @param wanted what costs extra, and is only looked up if asked for */
export function listDocuments(context: Context, args: PageRequest & Readonly<Record<string, unknown>>, wanted: { readonly totalCount: boolean; readonly tags: boolean }): Promise<DocumentList> {
  return read(context, 'knowledge:read', async ({ tx, workspaceId }) => {
    const filter = validate(listInput, { search: args['search'], sort: args['sort'], status: args['status'], tagIds: args['tagIds'] });
    return { page: await store.listDocuments(tx, workspaceId, filter, args, wanted.tags), totalCount: wanted.totalCount ? await store.countDocuments(tx, workspaceId, filter) : 0 };
  });
}

/** null when there is none, or it is another workspace's. */
export const findDocument = (context: Context, id: string): Promise<store.DocumentRow | null> =>
  read(context, 'knowledge:read', async ({ tx, workspaceId }) => (isUuid(id) ? ((await store.findDocument(tx, workspaceId, id)) ?? null) : null));

/** The tags of a document, by name. */
export const tagsOf = async (context: Context, id: string): Promise<readonly store.TagName[]> => (await findDocument(context, id))?.tags ?? [];

export function listSections(context: Context, documentId: string, request: PageRequest, counted: boolean): Promise<{ readonly page: Page<Section>; readonly totalCount: number }> {
  return read(context, 'knowledge:read', async (unit) => {
    const { tx, workspaceId } = unit;
    const { rows, ...rest } = await sections.listSections(tx, workspaceId, documentId, request);
    const cursors = new Map(rows.map((row) => [row.id, rest.cursorOf(row)]));
    return {
      page: { rows: await openSections(unit, rows), hasNextPage: rest.hasNextPage, cursorOf: ({ id }) => cursors.get(id) ?? '' },
      totalCount: counted ? await sections.countSections(tx, workspaceId, documentId) : 0,
    };
  });
}

/** The original as it was uploaded. @throws NotFoundError also when the file was not kept, as of one that can't be read */
export async function openFile(context: Context, id: string): Promise<{ readonly name: string; readonly format: string; readonly bytes: Buffer }> {
  const { row, key } = await read(context, 'knowledge:read', async (unit) => ({
    row: isUuid(id) ? await store.findDocument(unit.tx, unit.workspaceId, id) : undefined, key: await unit.key(),
  }));
  const sealed = row && (await context.platform.storage.get(row.storage_key));
  if (!sealed) throw new NotFoundError('file');
  return { name: row.name, format: row.format, bytes: key.open(filePlace(id), sealed) };
}

/** Renames and tags a document. What agents may find by its tags changes within a moment. */
export function updateDocument(context: Context, input: unknown): Promise<store.DocumentRow> {
  return perform(context, 'knowledge:update', async (unit) => {
    const { id, name, tagIds, version } = validate(updateDocumentInput, input);
    const { tx, workspaceId } = unit;
    const before = isUuid(id) ? await store.findDocument(tx, workspaceId, id) : undefined;
    if (!before) throw new NotFoundError('document');
    demandOn(unit, 'knowledge:update', idsOf(before));
    // With other tags it must stay within reach: nobody puts a document away from themselves unawares.
    demandOn(unit, 'knowledge:update', tagIds);
    await checkTags(unit, tagIds, 'tagIds');
    if (!(await store.renameDocument(tx, workspaceId, id, version, name))) throw new StaleError((await store.findDocument(tx, workspaceId, id))?.version ?? version);
    const tagged = before.tags.length !== tagIds.length || before.tags.some((tag) => !tagIds.includes(tag.id));
    if (tagged) {
      await setTags(tx, workspaceId, id, tagIds);
      await unit.enqueue('knowledge.retag', { documentIds: [id] }, `knowledge.retag/${id}`);
    }
    await record(unit, documentUpdated(id, [...(before.name === name ? [] : ['name']), ...(tagged ? ['tags'] : [])], tagIds));
    await unit.publish(DOCUMENT_CHANGED, { documentId: id });
    return existing(await store.findDocument(tx, workspaceId, id));
  });
}

/**
 * Puts tags on several documents and takes others off them; all of them are tagged, or none. Their names stay as they are.
 * @throws NotFoundError | ValidationError
 */
export function tagDocuments(context: Context, input: unknown): Promise<readonly store.DocumentRow[]> {
  return perform(context, 'knowledge:update', async (unit) => {
    const { documentIds, add, remove } = validate(tagDocumentsInput, input);
    const { tx, workspaceId } = unit;
    await checkTags(unit, add, 'add');
    // In one order: two who tag the same documents wait for each other instead of for ever.
    for (const id of documentIds.toSorted()) {
      const before = await store.findDocument(tx, workspaceId, id);
      if (!before) throw new NotFoundError('document');
      const had = idsOf(before);
      demandOn(unit, 'knowledge:update', had);
      const has = [...new Set([...had, ...add])].filter((tag) => add.includes(tag) || !remove.includes(tag));
      if (has.length === had.length && has.every((tag) => had.includes(tag))) continue;
      demandOn(unit, 'knowledge:update', has);
      if (has.length > mostTags) throw new ValidationError([{ path: 'add', code: 'too-many', params: { max: mostTags } }]);
      if (!(await store.renameDocument(tx, workspaceId, id, before.version, before.name))) throw new StaleError(before.version);
      await setTags(tx, workspaceId, id, has);
      await unit.enqueue('knowledge.retag', { documentIds: [id] }, `knowledge.retag/${id}`);
      await record(unit, documentUpdated(id, ['tags'], has));
      await unit.publish(DOCUMENT_CHANGED, { documentId: id });
    }
    return Promise.all(documentIds.map(async (id) => existing(await store.findDocument(tx, workspaceId, id))));
  });
}

/** Deletes a document and its sections at once; its file and index entries right after. */
export function deleteDocument(context: Context, id: string): Promise<string> {
  return perform(context, 'knowledge:delete', async (unit) => {
    const before = isUuid(id) ? await store.findDocument(unit.tx, unit.workspaceId, id) : undefined;
    if (before) demandOn(unit, 'knowledge:delete', idsOf(before));
    if (!isUuid(id) || !(await store.deleteDocument(unit.tx, unit.workspaceId, id))) throw new NotFoundError('document');
    await record(unit, documentDeleted(id));
    await unit.enqueue('knowledge.remove', { documentId: id }, `knowledge.remove/${id}`);
    await unit.publish(DOCUMENT_CHANGED, { documentId: id });
    return id;
  });
}

/**
 * Reads a document again that failed for a reason that may pass.
 * @throws RuleError `document-not-failed`, `document-not-retryable`
 */
export function retryDocument(context: Context, id: string): Promise<store.DocumentRow> {
  return perform(context, 'knowledge:create', async (unit) => {
    const { tx, workspaceId } = unit;
    const before = isUuid(id) ? await store.findDocument(tx, workspaceId, id) : undefined;
    if (!before) throw new NotFoundError('document');
    if (before.status !== 'failed') throw new RuleError('document-not-failed');
    if (!isRetryable(before.failure ?? '')) throw new RuleError('document-not-retryable');
    if (!(await store.moveDocument(tx, workspaceId, id, ['failed'], { status: 'uploaded' }))) throw new RuleError('document-not-failed');
    await record(unit, documentRetried(id));
    await unit.enqueue('knowledge.ingest', { documentId: id }, `knowledge.ingest/${id}`);
    await unit.publish(DOCUMENT_CHANGED, { documentId: id });
    return existing(await store.findDocument(tx, workspaceId, id));
  });
}

/** Hides a section from answers and searches, at once; the index follows. */
export function setSectionHidden(context: Context, { sectionId, hidden }: { readonly sectionId: string; readonly hidden: boolean }): Promise<Section> {
  return perform(context, 'knowledge:update', async (unit) => {
    const { tx, workspaceId } = unit;
    const before = isUuid(sectionId) ? await sections.findSection(tx, workspaceId, sectionId) : undefined;
    if (!before) throw new NotFoundError('section');
    await demandSection(unit, before.document_id);
    const after = before.hidden === hidden ? before : await sections.hideSection(tx, workspaceId, sectionId, hidden);
    if (!after) throw new NotFoundError('section');
    if (before.hidden !== hidden) {
      await record(unit, sectionHidden(sectionId, after.document_id, hidden));
      await unit.enqueue('knowledge.index', { documentId: after.document_id }, `knowledge.index/${after.document_id}`);
      await unit.publish(DOCUMENT_CHANGED, { documentId: after.document_id });
    }
    const [section] = await openSections(unit, [after]);
    if (!section) throw new NotFoundError('section');
    return section;
  });
}

const existing = (row: store.DocumentRow | undefined): store.DocumentRow => {
  if (!row) throw new NotFoundError('document');
  return row;
};

/** What a document is known by to permissions that are narrowed. */
const idsOf = ({ tags }: Pick<store.DocumentRow, 'tags'>): readonly string[] => tags.map(({ id }) => id);

const demandSection = async (unit: Unit, documentId: string): Promise<void> => {
  if (unit.actor.kind !== 'member' || !unit.actor.narrowing) return;
  demandOn(unit, 'knowledge:update', idsOf(existing(await store.findDocument(unit.tx, unit.workspaceId, documentId))));
};
