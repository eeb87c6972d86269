/**
 * What the server asks of the AI service. One interface for the in-process
 * service and the remote one; it holds no record of its own, may be down, and
 * then throws {@link AiUnavailable}.
 */
export interface AiService {
  /**
   * Reads a file into sections, in a worker with limits on time, memory, pages
   * and unpacked size. Expected failures are a result, not an exception.
   */
  parse(file: ParseInput, progress?: (done: number, total: number) => void): Promise<ParseResult>;
  /** What kind of file it is, from its first look, so that one that can't be read is refused before anything is kept. */
  recognise(file: ParseInput): Promise<Recognition>;
  readonly index: SectionIndex;
  /** Answers one visitor message: retrieve, prompt, stream. See {@link TurnEvent} for the order of events. */
  turn(input: TurnInput, signal: AbortSignal): AsyncIterable<TurnEvent>;
  /** Asks a provider for one short completion to see whether base URL, key and model work. */
  testProvider(provider: ProviderSettings, signal: AbortSignal): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: ProviderFailure }>;
  close(): Promise<void>;
}

export class AiUnavailable extends Error {
  override readonly name = 'AiUnavailable';
}

/** Formats that can be read. Recognised by content first and by file name second. */
export type DocumentFormat = 'pdf' | 'docx' | 'html' | 'csv' | 'xlsx' | 'txt' | 'md';

export interface ParseInput {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Why a file cannot be read; each has a sentence in the message files (`errors.parse.<code>`). */
export type ParseFailure =
  | 'unsupported' | 'empty' | 'too-large' | 'password-protected' | 'broken' | 'no-text' | 'too-many-pages' | 'unpacks-too-large' | 'too-slow';

export type ParseResult =
  | { readonly ok: true; readonly format: DocumentFormat; readonly title: string; readonly language: Language; readonly sections: readonly ParsedSection[] }
  | { readonly ok: false; readonly reason: ParseFailure };

export type Recognition = { readonly ok: true; readonly format: DocumentFormat } | { readonly ok: false; readonly reason: ParseFailure };

/** A passage of a document, 200 to 1,800 characters where the document allows it, cut at headings and paragraphs. */
export interface ParsedSection {
  /** The headings above it, outermost first. */
  readonly headings: readonly string[];
  /** Text in Markdown. */
  readonly text: string;
  /** 1-based page of a PDF, sheet of a workbook, else null. */
  readonly page: number | null;
}

/** Languages with an index of their own; `other` is indexed without stemming. */
export type Language = 'en' | 'it' | 'de' | 'fr' | 'es' | 'pt' | 'nl' | 'other';

export interface IndexedSection {
  readonly sectionId: string;
  readonly documentId: string;
  readonly tagIds: readonly string[];
  readonly headings: string;
  readonly text: string;
  readonly hidden: boolean;
}

/** The derived, rebuildable retrieval index. Answers ids and scores only: the record decides what may be seen. */
export interface SectionIndex {
  /** Replaces all sections of a document. Searchable when the promise resolves. */
  replace(workspaceId: string, documentId: string, language: Language, sections: readonly IndexedSection[]): Promise<void>;
  /** Changes the tags of a document without touching its text. */
  retag(workspaceId: string, documentId: string, tagIds: readonly string[]): Promise<void>;
  remove(workspaceId: string, documentId: string): Promise<void>;
  /** Best first. An empty `tagIds` means no filter; otherwise a section needs at least one of the tags. */
  search(workspaceId: string, query: string, options: { readonly tagIds: readonly string[]; readonly limit: number }): Promise<readonly Hit[]>;
  /** Deletes everything of a workspace. */
  drop(workspaceId: string): Promise<void>;
  /** Ids of the documents that the index holds, for reconciling with the record. */
  documents(workspaceId: string): Promise<ReadonlySet<string>>;
}

export interface Hit { readonly sectionId: string; readonly documentId: string; /** BM25, higher is better, comparable within one answer only. */ readonly score: number }

/** How to reach a model: any OpenAI-compatible endpoint. */
export interface ProviderSettings { readonly baseUrl: string; readonly apiKey: string; readonly model: string }
export type ProviderFailure = 'unreachable' | 'unauthorized' | 'model-not-found' | 'rate-limited' | 'bad-answer' | 'timeout';

export interface AgentConfig {
  readonly name: string;
  readonly goal: string;
  readonly instructions: string;
  readonly tone: 'neutral' | 'friendly' | 'formal' | 'concise';
  /** Knowledge the agent may use: documents with any of these tags; empty means all. */
  readonly tagIds: readonly string[];
  /** Said when nothing in the knowledge base answers, or the AI service is down. */
  readonly fallback: string;
}

export interface TurnInput {
  readonly workspaceId: string;
  readonly agent: AgentConfig;
  /** Earlier messages, oldest first, at most 12. */
  readonly history: readonly { readonly author: 'visitor' | 'agent'; readonly text: string }[];
  readonly question: string;
  /** null: answer by quoting the best passages. */
  readonly provider: ProviderSettings | null;
  /** Loads the passages the record lets be seen, in any order; ids it withholds are left out of the answer. */
  readonly loadSections: (sectionIds: readonly string[]) => Promise<readonly Passage[]>;
}

export interface Passage {
  readonly sectionId: string;
  readonly documentId: string;
  readonly documentName: string;
  readonly headings: readonly string[];
  readonly text: string;
}

export interface Citation {
  /** 1-based; `[n]` in the answer's text refers to it. */
  readonly number: number;
  readonly sectionId: string;
  readonly documentId: string;
  readonly documentName: string;
  /** The headings joined by ` › `. */
  readonly heading: string;
  /** The words that support the answer, verbatim from the section, at most 300 characters. */
  readonly quote: string;
}

export interface TurnTrace {
  readonly retrieved: readonly { readonly sectionId: string; readonly score: number }[];
  readonly model: string | null;
  /** Milliseconds. */
  readonly timings: { readonly retrieve: number; readonly firstToken: number | null; readonly total: number };
  readonly tokens: { readonly input: number; readonly output: number } | null;
  /** Set when the provider failed and the answer was quoted instead. */
  readonly providerFailure: ProviderFailure | null;
}

/**
 * Order: any number of `text`, then exactly one `done`. `text` is a piece to append;
 * the text of `done` replaces all pieces: numbers that cite nothing are taken out of
 * it, and it is a quoted answer when the provider broke off in the middle. A turn
 * whose signal is aborted throws the signal's reason instead.
 */
export type TurnEvent =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'done'; readonly text: string; readonly citations: readonly Citation[]; readonly outcome: 'answered' | 'fallback'; readonly trace: TurnTrace };
