import { type Context, holds, holdsOn } from '../../access/index.ts';
import { builder } from '../../graphql/builder.ts';
import { asks, defineConnection } from '../../graphql/connections.ts';
import { failures } from '../../graphql/errors.ts';
import { TagType } from '../../graphql/shared-types.ts';
import { sentence } from '../../messages/index.ts';
import { type ListedDocument, deleteDocument, findDocument, listDocuments, listSections, retryDocument, setSectionHidden, tagDocuments, tagsOf, updateDocument } from './documents.service.ts';
import { isRetryable } from './failures.ts';
import { DOCUMENT_CHANGED } from './knowledge.events.ts';
import { documentSorts, documentStatuses } from './knowledge.input.ts';
import { type Section, type SectionHit, searchKnowledge } from './passages.service.ts';
import { countDocumentsOfTag } from './tags.service.ts';
import './tags.graphql.ts';

const DocumentStatus = builder.enumType('DocumentStatus', { values: documentStatuses });
const DocumentSort = builder.enumType('DocumentSort', { values: documentSorts });

const SectionType = builder.objectRef<Section>('Section').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    position: t.exposeInt('position'),
    page: t.exposeInt('page', { nullable: true, description: 'Page of a PDF or sheet of a workbook, from 1.' }),
    headings: t.stringList({ resolve: ({ headings }) => [...headings] }),
    text: t.exposeString('text', { description: 'Markdown.' }),
    hidden: t.exposeBoolean('hidden'),
  }),
});
const SectionConnection = defineConnection('Section', SectionType);

const DocumentFailure = builder.objectRef<string>('DocumentFailure').implement({
  fields: (t) => ({
    code: t.string({ resolve: (code) => code }),
    message: t.string({ resolve: (code, _args, { locale }) => sentence(locale, `parse.${code}`) }),
    retryable: t.boolean({ resolve: isRetryable }),
  }),
});

/** A permission may be narrowed to some tags; only then they are looked up. */
const reaches = async ({ id, tags }: ListedDocument, context: Context, permission: 'knowledge:update' | 'knowledge:delete'): Promise<boolean> => {
  const { actor } = context;
  if (actor.kind !== 'member' || !actor.narrowing?.has(permission)) return holds(actor, permission);
  return holdsOn(actor, permission, (tags ?? await tagsOf(context, id)).map((tag) => tag.id));
};

const DocumentType = builder.objectRef<ListedDocument>('Document').implement({
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    format: t.exposeString('format'),
    size: t.float({ description: 'Bytes.', resolve: ({ size }) => Number(size) }),
    status: t.expose('status', { type: DocumentStatus }),
    failure: t.field({ type: DocumentFailure, nullable: true, description: 'Why it could not be read; null unless failed.', resolve: ({ status, failure }) => (status === 'failed' ? failure : null) }),
    progress: t.exposeFloat('progress', { nullable: true, description: '0 to 1 within the present step; null when it cannot be known.' }),
    language: t.exposeString('language', { nullable: true }),
    sectionCount: t.exposeInt('section_count'),
    sections: t.field({
      type: SectionConnection, args: { after: t.arg.string({ required: false }), first: t.arg.int({ required: false }) },
      resolve: async ({ id }, args, context, info) => ({ ...(await listSections(context, id, args, asks(info, 'totalCount'))), after: Boolean(args.after) }),
    }),
    tags: t.field({ type: [TagType], resolve: async ({ id, tags }, _args, context) => (tags ?? await tagsOf(context, id)).map((tag) => ({ ...tag, documentCount: () => countDocumentsOfTag(context, tag.id) })) }),
    createdBy: t.exposeString('created_by_name', { nullable: true }),
    createdAt: t.expose('created_at', { type: 'DateTime' }),
    updatedAt: t.expose('updated_at', { type: 'DateTime' }),
    version: t.exposeInt('version'),
    viewerCanUpdate: t.boolean({ resolve: (document, _args, context) => reaches(document, context, 'knowledge:update') }),
    viewerCanDelete: t.boolean({ resolve: (document, _args, context) => reaches(document, context, 'knowledge:delete') }),
  }),
});
const DocumentConnection = defineConnection('Document', DocumentType, (t) => ({
  viewerCanCreate: t.boolean({ resolve: (_list, _args, { actor }) => holds(actor, 'knowledge:create') }),
  viewerCanManageTags: t.boolean({ resolve: (_list, _args, { actor }) => holds(actor, 'knowledge:configure') }),
}));

builder.queryField('documents', (t) => t.field({
  type: DocumentConnection, permission: 'knowledge:read',
  args: {
    search: t.arg.string({ required: false }), sort: t.arg({ type: DocumentSort, required: false }), status: t.arg({ type: DocumentStatus, required: false }), tagIds: t.arg.idList({ required: false }),
    first: t.arg.int({ required: false }), after: t.arg.string({ required: false }),
  },
  resolve: async (_root, args, context, info) => ({ ...(await listDocuments(context, args, { totalCount: asks(info, 'totalCount'), tags: asks(info, 'edges.node.tags') })), after: Boolean(args.after) }),
}));

builder.queryField('document', (t) => t.field({
  type: DocumentType, nullable: true, permission: 'knowledge:read', args: { id: t.arg.id() }, resolve: (_root, { id }, context) => findDocument(context, id),
}));

const SectionHitType = builder.objectRef<SectionHit>('SectionHit').implement({
  fields: (t) => ({ score: t.exposeFloat('score'), section: t.expose('section', { type: SectionType }), document: t.expose('document', { type: DocumentType }) }),
});
builder.queryField('searchKnowledge', (t) => t.field({
  type: [SectionHitType], permission: 'knowledge:read', args: { query: t.arg.string(), tagIds: t.arg.idList({ required: false }) },
  resolve: (_root, args, context) => searchKnowledge(context, args),
}));

const UpdateDocumentInput = builder.inputType('UpdateDocumentInput', { fields: (t) => ({ id: t.id(), name: t.string(), tagIds: t.idList(), version: t.int() }) });
builder.mutationField('updateDocument', (t) => t.field({
  type: DocumentType, permission: 'knowledge:update', errors: { types: failures.all }, args: { input: t.arg({ type: UpdateDocumentInput }) },
  resolve: (_root, { input }, context) => updateDocument(context, input),
}));

const TaggedDocuments = builder.objectRef<{ documents: readonly ListedDocument[] }>('TaggedDocuments').implement({ fields: (t) => ({ documents: t.field({ type: [DocumentType], resolve: ({ documents }) => [...documents] }) }) });
const TagDocumentsInput = builder.inputType('TagDocumentsInput', { description: 'At most 100 documents; all of them are tagged, or none.', fields: (t) => ({ documentIds: t.idList(), add: t.idList(), remove: t.idList() }) });
builder.mutationField('tagDocuments', (t) => t.field({
  type: TaggedDocuments, permission: 'knowledge:update', errors: { types: failures.all }, args: { input: t.arg({ type: TagDocumentsInput }) },
  resolve: async (_root, { input }, context) => ({ documents: await tagDocuments(context, input) }),
}));

const DeletedDocument = builder.objectRef<{ id: string }>('DeletedDocument').implement({ fields: (t) => ({ id: t.exposeID('id') }) });
const DeleteDocumentInput = builder.inputType('DeleteDocumentInput', { fields: (t) => ({ id: t.id() }) });
builder.mutationField('deleteDocument', (t) => t.field({
  type: DeletedDocument, permission: 'knowledge:delete', errors: { types: failures.rule }, args: { input: t.arg({ type: DeleteDocumentInput }) },
  resolve: async (_root, { input }, context) => ({ id: await deleteDocument(context, input.id) }),
}));

const RetryDocumentInput = builder.inputType('RetryDocumentInput', { fields: (t) => ({ id: t.id() }) });
builder.mutationField('retryDocument', (t) => t.field({
  type: DocumentType, permission: 'knowledge:create', errors: { types: failures.rule }, args: { input: t.arg({ type: RetryDocumentInput }) },
  resolve: (_root, { input }, context) => retryDocument(context, input.id),
}));

const SetSectionHiddenInput = builder.inputType('SetSectionHiddenInput', { fields: (t) => ({ sectionId: t.id(), hidden: t.boolean() }) });
builder.mutationField('setSectionHidden', (t) => t.field({
  type: SectionType, permission: 'knowledge:update', errors: { types: failures.rule }, args: { input: t.arg({ type: SetSectionHiddenInput }) },
  resolve: (_root, { input }, context) => setSectionHidden(context, input),
}));

const DocumentChange = builder.objectRef<{ documentId: string; document: ListedDocument | null }>('DocumentChange').implement({
  fields: (t) => ({ documentId: t.exposeID('documentId'), document: t.expose('document', { type: DocumentType, nullable: true }) }),
});
builder.subscriptionField('documentChanged', (t) => t.field({
  type: DocumentChange, permission: 'knowledge:read', description: 'Every change of status or progress of any document, its deletion included.',
  subscribe: (_root, _args, { platform, actor, signal }) => platform.pubsub.subscribe(DOCUMENT_CHANGED, actor.kind === 'member' ? actor.workspaceId : '', signal),
  resolve: async (notice, _args, context) => {
    const documentId = String((notice as { documentId?: unknown }).documentId);
    return { documentId, document: await findDocument(context, documentId) };
  },
}));
