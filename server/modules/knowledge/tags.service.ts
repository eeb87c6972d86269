import { type Context, type Unit, isUuid, perform } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { NotFoundError, RuleError, ValidationError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import type { TagName } from './documents.store.ts';
import { DOCUMENT_CHANGED, tagCreated, tagDeleted } from './knowledge.events.ts';
import { createTagInput } from './knowledge.input.ts';
import * as store from './tags.store.ts';

export type { CountedTag } from './tags.store.ts';
export type { TagName } from './documents.store.ts';

export const listTags = (context: Context): Promise<store.CountedTag[]> => perform(context, 'knowledge:read', ({ tx, workspaceId }) => store.listTags(tx, workspaceId));

/** How many documents carry a tag. */
export const countDocumentsOfTag = (context: Context, id: string): Promise<number> => perform(context, 'member', ({ tx, workspaceId }) => store.countDocumentsOfTag(tx, workspaceId, id));

/** The tags of these ids that exist, by name. For modules that refer to tags. */
export const tagsById = ({ tx, workspaceId }: Unit, ids: readonly string[]): Promise<TagName[]> => store.findTags(tx, workspaceId, ids.filter(isUuid));

/**
 * Checks that each id is a tag of the workspace.
 * @throws ValidationError on the field `path`
 */
export async function checkTags(unit: Unit, ids: readonly string[], path: string): Promise<void> {
  const known = await tagsById(unit, ids);
  if (known.length < new Set(ids).size) throw new ValidationError([{ path, code: 'unknown-tag' }]);
}

export function createTag(context: Context, input: unknown): Promise<store.CountedTag> {
  return perform(context, 'knowledge:configure', async (unit) => {
    const { name } = validate(createTagInput, input);
    const tag = await store.insertTag(unit.tx, unit.workspaceId, name);
    if (!tag) throw new RuleError('tag-exists', { name });
    await record(unit, tagCreated(tag.id));
    return { ...tag, documentCount: 0 };
  });
}

/** Documents whose index entries one job brings up to date. */
const RETAG_BATCH = 100;

/** Takes a tag off all documents and deletes it. Refused while an agent is limited to it. */
export function deleteTag(context: Context, id: string): Promise<string> {
  return perform(context, 'knowledge:configure', async (unit) => {
    const { tx, workspaceId } = unit;
    if (!isUuid(id)) throw new NotFoundError('tag');
    const agents = await store.agentsUsingTag(tx, id);
    if (agents.length > 0) throw new RuleError('tag-in-use', { agents: agents.join(', ') });
    const documentIds = await store.documentsOfTag(tx, workspaceId, id);
    if (!(await store.deleteTag(tx, workspaceId, id))) throw new NotFoundError('tag');
    await record(unit, tagDeleted(id, documentIds.length));
    for (let start = 0; start < documentIds.length; start += RETAG_BATCH) {
      const batch = documentIds.slice(start, start + RETAG_BATCH);
      await unit.enqueue('knowledge.retag', { documentIds: batch });
      for (const documentId of batch) await unit.publish(DOCUMENT_CHANGED, { documentId });
    }
    return id;
  });
}
