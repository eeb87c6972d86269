import { Worker } from 'node:worker_threads';
import { AiUnavailable, type ParseInput, type ParseResult, type Recognition } from '../contract.ts';
import { Unreadable } from './failure.ts';
import { limits } from './limits.ts';
import { recognise } from './recognise.ts';
import type { WorkerMessage } from './worker.ts';

export interface Parser {
  parse(file: ParseInput, progress?: (done: number, total: number) => void): Promise<ParseResult>;
  close(): Promise<void>;
}

export interface ParserLimits { readonly milliseconds: number; readonly heapMegabytes: number; readonly workers: number }

/**
 * Reads each file in a worker thread of its own, which is ended afterwards: a
 * hostile file cannot hold the event loop, and a leaking library leaks nowhere.
 * A file over its time is `too-slow`, one over its memory `too-large`.
 */
export function createParser(allowed: ParserLimits = limits): Parser {
  const running = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let closed = false;
  let busy = 0;

  const enter = async (): Promise<void> => {
    if (busy < allowed.workers) busy++;
    else await new Promise<void>((go) => waiting.push(go));
  };
  const leave = (): void => {
    const next = waiting.shift();
    if (next === undefined) busy--;
    else next();
  };

  return {
    async parse(file, progress) {
      if (file.bytes.length === 0) return { ok: false, reason: 'empty' };
      // Asked here as well: 200 MB need not be copied into a worker to be refused.
      if (file.bytes.length > limits.bytes) return { ok: false, reason: 'too-large' };
      await enter();
      try {
        if (closed) throw new AiUnavailable('The parser is closed.');
        return await inWorker(file, allowed, running, progress);
      } finally {
        leave();
      }
    },
    async close() {
      closed = true;
      await Promise.all([...running].map((worker) => worker.terminate()));
    },
  };
}

/** Looks at a file without reading it through: what kind it is, or why it can't be read, as far as that shows from outside. */
export function recogniseFile({ name, bytes }: ParseInput): Recognition {
  try {
    return { ok: true, format: recognise(name, bytes).format };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, reason: error.reason };
    throw error;
  }
}

function inWorker(file: ParseInput, allowed: ParserLimits, running: Set<Worker>, progress?: (done: number, total: number) => void): Promise<ParseResult> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { name: file.name, bytes: file.bytes } satisfies ParseInput,
      resourceLimits: { maxOldGenerationSizeMb: allowed.heapMegabytes, maxYoungGenerationSizeMb: 64, stackSizeMb: 8 },
      // Neither the server's secrets nor its flags are a document's business, nor is a library's chatter the log's.
      env: {}, execArgv: [], stdout: true, stderr: true,
    });
    running.add(worker);
    worker.stdout.resume();
    worker.stderr.resume();
    const settle = (finish: () => void): void => {
      clearTimeout(timer);
      running.delete(worker);
      void worker.terminate();
      finish();
    };
    const timer = setTimeout(() => settle(() => resolve({ ok: false, reason: 'too-slow' })), allowed.milliseconds);
    worker.on('message', (message: WorkerMessage) => {
      if (message.type === 'progress') progress?.(message.done, message.total);
      else settle(() => resolve(message.result));
    });
    worker.on('error', (error: unknown) => settle(() => resolve({ ok: false, reason: (error as { code?: string }).code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'too-large' : 'broken' })));
    worker.on('exit', () => settle(() => reject(new AiUnavailable('The parser was closed while it read a file.'))));
  });
}
