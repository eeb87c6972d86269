import type { MutationCreateTagArgs, MutationDeleteDocumentArgs, MutationDeleteTagArgs, MutationRetryDocumentArgs, MutationSetSectionHiddenArgs, MutationTagDocumentsArgs, MutationUpdateDocumentArgs, QueryDocumentArgs, QueryDocumentsArgs, QuerySearchKnowledgeArgs } from './schema-types.ts';
import type { Domain } from './types.ts';
import { type StoredDocument, type StoredSection, type World, may, need, pageOf, ruleError, staleError, validationError } from './world.ts';

const tagAnswer = (world: World, { id, name }: { readonly id: string; readonly name: string }) => ({ __typename: 'Tag' as const, id, name, documentCount: world.documents.filter(({ tagIds }) => tagIds.includes(id)).length });

export const tagsOf = (world: World, ids: readonly string[]) => world.tags.filter(({ id }) => ids.includes(id)).map((tag) => tagAnswer(world, tag));

const sectionAnswer = (document: StoredDocument, section: StoredSection) => ({ __typename: 'Section' as const, ...section, position: document.sections.indexOf(section) + 1 });

function documentAnswer(world: World, document: StoredDocument) {
  const { tagIds, sections, ...plain } = document;
  return {
    __typename: 'Document' as const,
    ...plain,
    sectionCount: sections.length,
    sections: (page: { first?: number | null; after?: string | null }) => pageOf(sections, page, (section) => sectionAnswer(document, section)),
    tags: tagsOf(world, tagIds),
    viewerCanUpdate: may(world, 'knowledge:update'),
    viewerCanDelete: may(world, 'knowledge:delete'),
  };
}

const sorts = {
  newest: (a: StoredDocument, b: StoredDocument) => b.createdAt.localeCompare(a.createdAt),
  oldest: (a: StoredDocument, b: StoredDocument) => a.createdAt.localeCompare(b.createdAt),
  name: (a: StoredDocument, b: StoredDocument) => a.name.localeCompare(b.name),
  size: (a: StoredDocument, b: StoredDocument) => b.size - a.size,
};

const steps = ['uploaded', 'parsing', 'indexing', 'ready'] as const;

/** Puts a document in, and lets it move through its steps at the given pace. */
export function addDocument(world: World, file: { readonly id: string; readonly name: string; readonly size: number; readonly tagIds: readonly string[] }, pace: number): void {
  if (world.documents.some(({ id }) => id === file.id)) return;
  const at = world.now().toISOString();
  const document: StoredDocument = { ...file, tagIds: [...file.tagIds], format: file.name.split('.').at(-1)?.toLowerCase() ?? '', language: null, status: 'uploaded', progress: null, failure: null, version: 1, createdAt: at, updatedAt: at, createdBy: 'Ada Neri', sections: [] };
  world.documents.unshift(document);
  world.topics.publish('documentChanged', { id: document.id });
  const move = (step: number): void => {
    document.status = steps[step] ?? 'ready';
    if (document.status === 'ready') document.sections = [{ id: `${document.id}-section-1`, headings: [document.name], hidden: false, text: `What ${document.name} says.`, page: 1 }];
    world.topics.publish('documentChanged', { id: document.id });
    if (step < steps.length - 1) setTimeout(() => move(step + 1), pace);
  };
  setTimeout(() => move(1), pace);
}

/** Documents, sections, tags and the retrieval test. */
export const knowledgeDomain = (world: World): Domain => {
  const find = (id: string): StoredDocument | undefined => world.documents.find((document) => document.id === id);
  const gone = ruleError('This document was deleted.');
  return {
    query: {
      documents: ({ search, sort, status, tagIds, ...page }: QueryDocumentsArgs) => {
        need(world, 'knowledge:read');
        const wanted = (search ?? '').toLowerCase();
        const found = world.documents
          .filter((document) => document.name.toLowerCase().includes(wanted) && (!status || document.status === status) && (!tagIds?.length || tagIds.some((id) => document.tagIds.includes(id))))
          .toSorted(sorts[sort ?? 'newest']);
        return { ...pageOf(found, page, (document) => documentAnswer(world, document)), viewerCanCreate: may(world, 'knowledge:create'), viewerCanManageTags: may(world, 'knowledge:configure') };
      },
      document: ({ id }: QueryDocumentArgs) => {
        need(world, 'knowledge:read');
        const document = find(id);
        return document ? documentAnswer(world, document) : null;
      },
      tags: () => {
        need(world, 'knowledge:read');
        return world.tags.map((tag) => tagAnswer(world, tag));
      },
      searchKnowledge: ({ query, tagIds }: QuerySearchKnowledgeArgs) => {
        need(world, 'knowledge:read');
        const words = query.toLowerCase().split(/\W+/).filter((word) => word.length > 2);
        return world.documents
          .filter((document) => !tagIds?.length || tagIds.some((id) => document.tagIds.includes(id)))
          .flatMap((document) => document.sections.filter(({ hidden }) => !hidden).map((section) => ({ document, section, score: words.filter((word) => section.text.toLowerCase().includes(word)).length })))
          .filter(({ score }) => score > 0)
          .toSorted((a, b) => b.score - a.score)
          .map(({ document, section, score }) => ({ document: documentAnswer(world, document), section: sectionAnswer(document, section), score }));
      },
    },
    mutation: {
      updateDocument: ({ input: { id, name, tagIds, version } }: MutationUpdateDocumentArgs) => {
        need(world, 'knowledge:update');
        const document = find(id);
        if (!document) return gone;
        if (document.version !== version) return staleError(document.version);
        if (!name.trim()) return validationError({ name: 'A document needs a name.' });
        Object.assign(document, { name: name.trim(), tagIds: [...tagIds], version: version + 1, updatedAt: world.now().toISOString() });
        return documentAnswer(world, document);
      },
      tagDocuments: ({ input: { documentIds, add, remove } }: MutationTagDocumentsArgs) => {
        need(world, 'knowledge:update');
        const documents = world.documents.filter(({ id }) => documentIds.includes(id));
        for (const document of documents) Object.assign(document, { tagIds: [...new Set([...document.tagIds, ...add])].filter((id) => add.includes(id) || !remove.includes(id)), version: document.version + 1 });
        return { __typename: 'TaggedDocuments' as const, documents: documents.map((document) => documentAnswer(world, document)) };
      },
      deleteDocument: ({ input: { id } }: MutationDeleteDocumentArgs) => {
        need(world, 'knowledge:delete');
        if (!find(id)) return gone;
        world.documents = world.documents.filter((document) => document.id !== id);
        world.topics.publish('documentChanged', { id });
        return { __typename: 'DeletedDocument' as const, id };
      },
      retryDocument: ({ input: { id } }: MutationRetryDocumentArgs) => {
        need(world, 'knowledge:create');
        const document = find(id);
        if (!document) return gone;
        if (!document.failure?.retryable) return ruleError('This file would fail again: upload another one.');
        Object.assign(document, { status: 'parsing', failure: null });
        return documentAnswer(world, document);
      },
      setSectionHidden: ({ input: { sectionId, hidden } }: MutationSetSectionHiddenArgs) => {
        need(world, 'knowledge:update');
        const document = world.documents.find(({ sections }) => sections.some(({ id }) => id === sectionId));
        const section = document?.sections.find(({ id }) => id === sectionId);
        if (!document || !section) return ruleError('This section is not there any more.');
        section.hidden = hidden;
        return sectionAnswer(document, section);
      },
      createTag: ({ input: { name } }: MutationCreateTagArgs) => {
        need(world, 'knowledge:configure');
        if (!name.trim()) return validationError({ name: 'A tag needs a name.' });
        if (world.tags.some((tag) => tag.name.toLowerCase() === name.trim().toLowerCase())) return ruleError(`There is a tag “${name.trim()}” already.`);
        const tag = { id: crypto.randomUUID(), name: name.trim() };
        world.tags.push(tag);
        return tagAnswer(world, tag);
      },
      deleteTag: ({ input: { id } }: MutationDeleteTagArgs) => {
        need(world, 'knowledge:configure');
        world.tags = world.tags.filter((tag) => tag.id !== id);
        for (const document of world.documents) document.tagIds = document.tagIds.filter((tagId) => tagId !== id);
        return { __typename: 'DeletedTag' as const, id };
      },
    },
    subscription: {
      async *documentChanged() {
        need(world, 'knowledge:read');
        for await (const { id } of world.topics.listen('documentChanged')) {
          const document = find(id);
          yield { documentChanged: { documentId: id, document: document ? documentAnswer(world, document) : null } };
        }
      },
    },
  };
};
