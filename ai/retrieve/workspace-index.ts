import { mkdir, rm } from 'node:fs/promises';
import { connect, type Connection } from '@lancedb/lancedb';
import type { IndexedSection, Language } from '../contract.ts';
import { LanguageTable } from './language-table.ts';

/** Idle time after which what was written is merged into the search index. */
const mergeAfter = 3_000;

interface Opened { readonly connection: Connection; readonly tables: Map<Language, LanguageTable> }

/** The index of one workspace: a folder with a table a language, made when first written to. Writes run one after another. */
export class WorkspaceIndex {
  readonly #directory: string;
  #opened: Promise<Opened> | null = null;
  #queue: Promise<unknown> = Promise.resolve();
  #idle: NodeJS.Timeout | null = null;

  constructor(directory: string) {
    this.#directory = directory;
  }

  replace(documentId: string, language: Language, sections: readonly IndexedSection[]): Promise<void> {
    return this.#write(async () => {
      if (sections.length > 0) await (await this.#table(language)).replace(documentId, sections);
      // Its language may have changed with its text.
      for (const table of await this.tables()) if (sections.length === 0 || table.language !== language) await table.remove(documentId);
    });
  }

  retag(documentId: string, tagIds: readonly string[]): Promise<void> {
    return this.#write(async () => {
      for (const table of await this.tables()) await table.retag(documentId, tagIds);
    });
  }

  remove(documentId: string): Promise<void> {
    return this.#write(async () => {
      for (const table of await this.tables()) await table.remove(documentId);
    });
  }

  drop(): Promise<void> {
    return this.#write(async () => {
      const opened = this.#opened;
      this.#opened = null;
      if (opened !== null) for (const table of (await opened).tables.values()) table.close();
      await rm(this.#directory, { recursive: true, force: true });
    });
  }

  async tables(): Promise<readonly LanguageTable[]> {
    return [...(await this.#open()).tables.values()];
  }

  /** Waits for the writes under way, merges and closes. */
  async close(): Promise<void> {
    if (this.#idle !== null) clearTimeout(this.#idle);
    await this.#queue.catch(() => undefined);
    if (this.#opened === null) return;
    const { connection, tables } = await this.#opened;
    for (const table of tables.values()) {
      await table.merge();
      table.close();
    }
    connection.close();
  }

  #open(): Promise<Opened> {
    this.#opened ??= (async () => {
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      const connection = await connect(this.#directory);
      const tables = new Map<Language, LanguageTable>();
      for (const name of await connection.tableNames()) {
        if (!name.startsWith(LanguageTable.prefix)) continue;
        const language = name.slice(LanguageTable.prefix.length) as Language;
        tables.set(language, await LanguageTable.open(connection, language));
      }
      return { connection, tables };
    })();
    // A folder that could not be opened is tried again at the next question.
    this.#opened.catch(() => { this.#opened = null; });
    return this.#opened;
  }

  async #table(language: Language): Promise<LanguageTable> {
    const { connection, tables } = await this.#open();
    let table = tables.get(language);
    if (table === undefined) tables.set(language, (table = await LanguageTable.create(connection, language)));
    return table;
  }

  #write(change: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(change, change);
    this.#queue = done.catch(() => undefined);
    this.#mergeWhenIdle();
    return done;
  }

  #mergeWhenIdle(): void {
    if (this.#idle !== null) clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      this.#idle = null;
      this.#queue = this.#queue.then(async () => {
        if (this.#opened !== null) for (const table of await this.tables()) await table.merge();
      }).catch(() => undefined);
    }, mergeAfter);
    this.#idle.unref();
  }
}
