import { AiUnavailable } from '#ai/contract.ts';
import { type Context, perform } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { validate } from '../../platform/validate.ts';
import * as store from './documents.store.ts';
import { UnreadableFileError } from './failures.ts';
import { DOCUMENT_CHANGED, documentUploaded } from './knowledge.events.ts';
import { uploadInput } from './knowledge.input.ts';
import { fileKey, filePlace } from './section-body.ts';
import { checkTags } from './tags.service.ts';
import { addTags } from './tags.store.ts';

/** A file as it arrived, whole, with the fields sent beside it. */
export interface Upload { readonly id: unknown; readonly tagIds: unknown; readonly file: unknown; readonly bytes: Uint8Array }

/** What kind of file it is; while the AI service is down, what its name says. @throws UnreadableFileError */
async function recognise({ platform }: Context, name: string, bytes: Uint8Array): Promise<string> {
  if (bytes.length === 0) throw new UnreadableFileError('empty');
  try {
    const recognised = await platform.ai.recognise({ name, bytes });
    if (!recognised.ok) throw new UnreadableFileError(recognised.reason);
    return recognised.format;
  } catch (error) {
    if (!(error instanceof AiUnavailable)) throw error;
    return /\.(pdf|docx|html|csv|xlsx|txt|md)$/i.exec(name)?.[1]?.toLowerCase() ?? 'txt';
  }
}

/**
 * Stores an uploaded file, sealed, and starts reading it. Sent again with the same id, nothing is stored twice.
 * The file is written inside the transaction: a concurrent upload of the same id waits for it, and without a row there is no file.
 * @throws ValidationError | UnreadableFileError with nothing kept
 */
export async function addDocument(context: Context, upload: Upload): Promise<{ readonly id: string }> {
  const { id, tagIds, file: name } = validate(uploadInput, { id: upload.id, tagIds: upload.tagIds, file: upload.file });
  const { platform } = context;
  const stored = await perform(context, 'knowledge:create', async ({ tx, workspaceId }) => (await store.findDocument(tx, workspaceId, id)) !== undefined);
  if (stored) return { id };
  const format = await recognise(context, name, upload.bytes);
  let written: string | null = null;
  try {
    await perform(context, 'knowledge:create', async (unit) => {
      const { tx, actor, workspaceId } = unit;
      // One that was deleted under this id a moment ago may still be losing its file.
      await store.lockIndexEntry(tx, workspaceId, id);
      await checkTags(unit, tagIds, 'tagIds');
      const storageKey = fileKey(workspaceId, id);
      const document = { id, name, format, size: upload.bytes.length, storageKey, createdBy: actor.kind === 'member' ? actor.person.id : null };
      if (!(await store.insertDocument(tx, workspaceId, document))) return;
      await addTags(tx, workspaceId, id, tagIds);
      await record(unit, documentUploaded(id, upload.bytes.length, tagIds));
      await unit.enqueue('knowledge.ingest', { documentId: id }, `knowledge.ingest/${id}`);
      await unit.publish(DOCUMENT_CHANGED, { documentId: id });
      const sealed = (await unit.key()).seal(filePlace(id), upload.bytes);
      written = storageKey;
      await platform.storage.put(storageKey, sealed);
    });
  } catch (error) {
    // The row was rolled back; its file must not stay behind.
    if (written !== null) await platform.storage.remove(written);
    throw error;
  }
  return { id };
}
