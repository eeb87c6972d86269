import { join, resolve } from 'node:path';
import { AiUnavailable, type Hit, type Language, type SectionIndex } from '../contract.ts';
import { questionLanguage } from '../language.ts';
import { fuse } from './fuse.ts';
import { checkedId } from './ids.ts';
import { isStopWord, wordsOf } from '../words.ts';
import { WorkspaceIndex } from './workspace-index.ts';

/** Workspaces kept open; the one unused for longest is closed to make room. */
const openWorkspaces = 64;
/** A visitor's question, not a document: more words only blur the ranking. */
const mostWords = 64;

/** Beyond this many sections a word is simply common. */
const countedSections = 1_000;

export interface RetrievalIndex extends SectionIndex {
  /** How telling each word is in a workspace, 1 for one that no section holds, near 0 for one that all do. */
  rarity(workspaceId: string, words: readonly string[]): Promise<number[]>;
  close(): Promise<void>;
}

/** Opens the retrieval index in a folder (made when missing). Nothing is read until it is asked. */
export function openIndex(directory: string): RetrievalIndex {
  const root = resolve(directory);
  const workspaces = new Map<string, WorkspaceIndex>();
  let closed = false;

  const workspace = (id: string): WorkspaceIndex => {
    if (closed) throw new AiUnavailable('The retrieval index is closed.');
    const key = checkedId(id);
    const found = workspaces.get(key) ?? new WorkspaceIndex(join(root, key));
    workspaces.delete(key);
    workspaces.set(key, found);
    const oldest = workspaces.keys().next().value;
    if (workspaces.size > openWorkspaces && oldest !== undefined) {
      const idle = workspaces.get(oldest);
      workspaces.delete(oldest);
      void idle?.close().catch(() => undefined);
    }
    return found;
  };

  return {
    async replace(workspaceId, documentId, language, sections) {
      const id = checkedId(documentId);
      const checked = sections.map((section) => ({ ...section, sectionId: checkedId(section.sectionId), documentId: id, tagIds: section.tagIds.map(checkedId) }));
      await available(() => workspace(workspaceId).replace(id, language, checked));
    },
    async retag(workspaceId, documentId, tagIds) {
      const [id, tags] = [checkedId(documentId), tagIds.map(checkedId)];
      await available(() => workspace(workspaceId).retag(id, tags));
    },
    async remove(workspaceId, documentId) {
      const id = checkedId(documentId);
      await available(() => workspace(workspaceId).remove(id));
    },
    async search(workspaceId, query, options) {
      const tags = options.tagIds.map(checkedId);
      const limit = Math.min(Math.max(Math.trunc(options.limit), 1), 100);
      return available(() => search(workspace(workspaceId), query, tags, limit));
    },
    async rarity(workspaceId, words) {
      return available(async () => {
        const tables = await workspace(workspaceId).tables();
        const all = sum(await Promise.all(tables.map((table) => table.count())));
        return Promise.all(words.map(async (word) => {
          const holding = sum(await Promise.all(tables.map((table) => table.holding(word, countedSections))));
          return Math.log(1 + all / (holding + 0.5)) / Math.log(1 + all / 0.5);
        }));
      });
    },
    async drop(workspaceId) {
      await available(() => workspace(workspaceId).drop());
    },
    async documents(workspaceId) {
      const tables = await available(() => workspace(workspaceId).tables());
      return new Set((await Promise.all(tables.map((table) => table.documents()))).flat());
    },
    async close() {
      closed = true;
      await Promise.all([...workspaces.values()].map((open) => open.close()));
      workspaces.clear();
    },
  };

  async function search(index: WorkspaceIndex, query: string, tagIds: readonly string[], limit: number): Promise<readonly Hit[]> {
    const tables = await index.tables();
    const language = questionLanguage(query);
    const words = subject(query, language, tables.map((table) => table.language));
    if (words.length === 0) return [];
    const perTable = await Promise.all(tables.map(async (table) => ({ language: table.language, size: await table.count(), hits: await table.search(words.join(' '), tagIds, limit) })));
    return fuse(perTable, language).slice(0, limit);
  }
}

/** The words a question is about; all of them when it is made of nothing but small ones ("who are you?"). */
export function subject(question: string, language: Language | null, indexed: readonly Language[]): string[] {
  const words = wordsOf(question).slice(0, mostWords);
  const about = words.filter((word) => !isStopWord(word, language === null ? [...indexed, 'en'] : [language]));
  return about.length > 0 ? about : words;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** An engine that fails (disk full, damaged file) makes the service unavailable; a wrong id stays the caller's bug. */
async function available<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof AiUnavailable || error instanceof TypeError) throw error;
    throw new AiUnavailable('The retrieval index did not answer.', { cause: error });
  }
}
