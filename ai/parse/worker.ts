/** Entry of the worker thread: reads one file and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ParseInput, ParseResult } from '../contract.ts';
import { readFile } from './read.ts';

export type WorkerMessage =
  | { readonly type: 'progress'; readonly done: number; readonly total: number }
  | { readonly type: 'result'; readonly result: ParseResult };

const port = parentPort!;
const send = (message: WorkerMessage): void => port.postMessage(message);
send({ type: 'result', result: await readFile(workerData as ParseInput, (done, total) => send({ type: 'progress', done, total })) });
