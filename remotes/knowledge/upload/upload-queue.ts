/** Largest file that is taken, as docs/http.md says. */
export const maxBytes = 50 * 1024 * 1024;
/** Endings offered by the file picker; what is dropped is looked at by the server. */
export const accepted = '.pdf,.docx,.html,.htm,.csv,.xlsx,.txt,.md,.markdown';

export type UploadPhase = 'waiting' | 'sending' | 'reading' | 'done' | 'failed';

/** One file on its way into the knowledge base. */
export interface Upload {
  /** Made here, so that sending again stores nothing twice. Becomes the document's id. */
  readonly id: string;
  readonly workspaceId: string;
  readonly file: File;
  readonly tagIds: readonly string[];
  readonly phase: UploadPhase;
  /** 0 to 1 of the bytes sent, or of the step under way; null when it can't be known. */
  readonly progress: number | null;
  /** What the server is doing with it, once it has it. */
  readonly step: 'uploaded' | 'parsing' | 'indexing' | null;
  readonly problem: UploadProblem | null;
  /** The server has it: what goes wrong from here on stands at the document. */
  readonly stored: boolean;
}

export interface UploadProblem {
  /** A sentence. */
  readonly text: string;
  /** Whether sending the same file again may succeed. */
  readonly retryable: boolean;
  /** The line broke: it is tried again by itself when the browser is back online. */
  readonly offline?: boolean;
}

/** What is told about a document that is being read. */
export interface FollowedDocument {
  readonly status: 'uploaded' | 'parsing' | 'indexing' | 'ready' | 'failed';
  readonly progress: number | null;
  readonly failure: { readonly message: string } | null;
}

/** What the queue needs of the world around it. */
export interface UploadPort {
  send(upload: Upload, options: { onProgress(fraction: number): void; signal: AbortSignal }): Promise<unknown>;
  /** Calls back on every change of a document, until stopped. */
  follow(listener: (id: string, document: FollowedDocument | null) => void): () => void;
  /** Asks how a document is; for changes that were missed. */
  ask(id: string): Promise<FollowedDocument | null>;
  /** A sentence for what was thrown. */
  explain(error: unknown, file: File): UploadProblem;
  /** What is wrong with a file before anything is sent; null when nothing is. */
  refuse(file: File): UploadProblem | null;
  show(upload: Upload): void;
  hide(id: string): void;
}

const atOnce = 2;
const askAgainAfter = 10_000;

/**
 * Sends files two at a time and follows each until it is searchable. It lives
 * outside of the pages: leaving them stops nothing. A file that failed stays,
 * with its bytes, until it is sent again or dismissed.
 */
export class UploadQueue {
  #port: UploadPort | null = null;
  #uploads: readonly Upload[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #running = new Map<string, AbortController>();
  #stopFollowing: (() => void) | null = null;
  #asking: ReturnType<typeof setInterval> | undefined;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly uploads = (): readonly Upload[] => this.#uploads;

  /** Gives the queue its way out; called again when language or session change. */
  connect(port: UploadPort): void {
    this.#port = port;
  }

  add(files: readonly File[], { workspaceId, tagIds }: { readonly workspaceId: string; readonly tagIds: readonly string[] }): void {
    const added = files.map((file): Upload => {
      const problem = this.#port?.refuse(file) ?? null;
      return { id: crypto.randomUUID(), workspaceId, file, tagIds, phase: problem ? 'failed' : 'waiting', progress: problem ? null : 0, step: null, problem, stored: false };
    });
    this.#uploads = [...this.#uploads, ...added];
    for (const upload of added) this.#port?.show(upload);
    this.#tell();
    this.#next();
  }

  /** Sends a failed file again, under the same id. */
  retry(id: string): void {
    this.#change(id, { phase: 'waiting', progress: 0, step: null, problem: null });
    this.#next();
  }

  /** Sends again what a broken line stopped. */
  retryOffline(): void {
    for (const { id, problem } of this.#uploads) if (problem?.offline) this.retry(id);
  }

  /** Stops sending; nothing of the file is kept. */
  cancel(id: string): void {
    this.#running.get(id)?.abort();
    this.#forget(id);
    this.#next();
  }

  /** Takes a failed or finished file out of sight. */
  dismiss(id: string): void {
    this.#forget(id);
  }

  #next(): void {
    const port = this.#port;
    if (!port) return;
    for (const upload of this.#uploads) {
      if (this.#running.size >= atOnce) return;
      if (upload.phase === 'waiting') void this.#send(port, upload);
    }
  }

  async #send(port: UploadPort, upload: Upload): Promise<void> {
    const { id, file } = upload;
    const abort = new AbortController();
    this.#running.set(id, abort);
    this.#change(id, { phase: 'sending', progress: 0 });
    try {
      await port.send(upload, { signal: abort.signal, onProgress: (fraction) => this.#change(id, { progress: fraction }) });
      this.#change(id, { phase: 'reading', step: 'uploaded', progress: null, stored: true });
      this.#follow();
      // It may have been read before anybody listened.
      void this.#ask(id);
    } catch (error) {
      if (!abort.signal.aborted) this.#change(id, { phase: 'failed', progress: null, problem: port.explain(error, file) });
    } finally {
      this.#running.delete(id);
      this.#next();
    }
  }

  #follow(): void {
    this.#stopFollowing ??= this.#port?.follow((id, document) => this.#heard(id, document)) ?? null;
    this.#asking ??= setInterval(() => {
      for (const { id, phase } of this.#uploads) if (phase === 'reading') void this.#ask(id);
    }, askAgainAfter);
  }

  async #ask(id: string): Promise<void> {
    try {
      const document = await this.#port?.ask(id);
      if (document) this.#heard(id, document);
    } catch {
      // Asked again shortly.
    }
  }

  #heard(id: string, document: FollowedDocument | null): void {
    const known = this.#uploads.find((upload) => upload.id === id);
    if (known?.phase !== 'reading') return;
    if (document === null) this.#forget(id);
    else if (document.status === 'ready') this.#change(id, { phase: 'done', step: null, progress: 1 });
    else if (document.status === 'failed') this.#change(id, { phase: 'failed', step: null, progress: null, problem: { text: document.failure?.message ?? '', retryable: false } });
    else this.#change(id, { step: document.status, progress: document.progress });
    this.#rest();
  }

  /** Nothing is being read any more: stop listening. */
  #rest(): void {
    if (this.#uploads.some(({ phase }) => phase === 'reading')) return;
    this.#stopFollowing?.();
    this.#stopFollowing = null;
    clearInterval(this.#asking);
    this.#asking = undefined;
  }

  #change(id: string, change: Partial<Upload>): void {
    this.#uploads = this.#uploads.map((upload) => {
      if (upload.id !== id) return upload;
      const next = { ...upload, ...change };
      this.#port?.show(next);
      return next;
    });
    this.#tell();
  }

  #forget(id: string): void {
    this.#uploads = this.#uploads.filter((upload) => upload.id !== id);
    this.#port?.hide(id);
    this.#rest();
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
