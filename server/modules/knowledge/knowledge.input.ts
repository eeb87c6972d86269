import { z } from 'zod';

const MAX_NAME = 255;
const MAX_TAG_NAME = 40;
const MAX_TAGS = 50;
const MAX_AT_ONCE = 100;
const MAX_QUERY = 1000;
const MAX_SEARCH = 200;

/** What no name may hold: control characters, and those that turn the direction of the text around them. */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

export const uuid = z.string().toLowerCase().pipe(z.guid());
const tagIds = z.array(uuid).max(MAX_TAGS).transform((ids) => [...new Set(ids)]);
const documentName = z.string().transform((name) => name.replace(UNPRINTABLE, '').trim()).pipe(z.string().min(1).max(MAX_NAME));

/** Reads the name a file was sent under: the last part of a path, shortened from the middle where it is too long. */
export const fileName = z.string().transform((given) => {
  const name = (given.split(/[/\\]/).at(-1) ?? '').replace(UNPRINTABLE, '').trim();
  const characters = Array.from(name);
  return characters.length <= MAX_NAME ? name : `${characters.slice(0, MAX_NAME - 21).join('')}…${characters.slice(-20).join('')}`;
}).pipe(z.string().min(1));

const jsonText = z.string().transform((text, check): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    check.addIssue({ code: 'custom', message: 'not JSON' });
    return z.NEVER;
  }
});

/** The fields of an upload; `tagIds` is JSON text. */
export const uploadInput = z.object({ id: uuid, tagIds: z.union([z.undefined().transform(() => []), jsonText.pipe(tagIds)]), file: fileName });
export const updateDocumentInput = z.object({ id: z.string(), name: documentName, tagIds, version: z.number().int() });
export const tagDocumentsInput = z.object({ documentIds: z.array(uuid).min(1).max(MAX_AT_ONCE).transform((ids) => [...new Set(ids)]), add: tagIds, remove: tagIds });
export const mostTags = MAX_TAGS;
export const createTagInput = z.object({ name: z.string().trim().transform((name) => name.replace(UNPRINTABLE, '')).pipe(z.string().min(1).max(MAX_TAG_NAME)) });
export const searchInput = z.object({ query: z.string().max(MAX_QUERY), tagIds });

export const documentSorts = ['newest', 'oldest', 'name', 'size'] as const;
export const documentStatuses = ['uploaded', 'parsing', 'indexing', 'ready', 'failed'] as const;
export const listInput = z.object({
  search: z.string().trim().max(MAX_SEARCH).nullish(), sort: z.enum(documentSorts).nullish(), status: z.enum(documentStatuses).nullish(), tagIds: tagIds.nullish(),
});
export type DocumentFilter = z.infer<typeof listInput>;

/** What a job of this module is told. */
export const documentJob = z.object({ workspaceId: uuid, documentId: uuid });
export const documentsJob = z.object({ workspaceId: uuid, documentIds: z.array(uuid) });
export const workspaceJob = z.object({ workspaceId: uuid });
