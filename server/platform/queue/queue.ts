import { EventEmitter } from 'node:events';
import type { Runner, WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import type { Log } from '../log/log.ts';

/** Work done outside a request. Thrown errors are tried again with growing pauses, five times in all. */
export type Job = (payload: unknown, attempt: { readonly number: number; readonly last: boolean; readonly signal: AbortSignal | undefined }) => Promise<void>;

export interface Queue { close(): Promise<void> }

/**
 * Runs jobs as they are added (`app.enqueue`, in the transaction of the change that needs them) and at their times.
 * @param timetable lines of crontab: `0 3 * * * task`, UTC
 */
export async function startQueue(connection: pg.ClientConfig, jobs: Readonly<Record<string, Job>>, timetable: string, log: Log): Promise<Queue> {
  const pool = new pg.Pool({ ...connection, max: 4 });
  pool.on('error', (error) => log.warn({ error: error.message }, 'job queue connection lost'));
  pool.on('connect', (client) => { client.on('error', () => undefined); });
  const levels = { error: 'error', warning: 'warn', info: 'debug', debug: 'trace' } as const;
  const events: WorkerEvents = new EventEmitter();
  const holders: string[] = [];
  events.on('pool:create', ({ workerPool }) => { holders.push(workerPool.id); });
  const { Logger, run } = await import('graphile-worker');
  const runner: Runner = await run({
    pgPool: pool, events, concurrency: 2, noHandleSignals: true, pollInterval: 2000, crontab: timetable,
    logger: new Logger(() => (level, message) => log[levels[level as keyof typeof levels] ?? 'debug']({ part: 'queue' }, message)),
    taskList: Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, (payload, helpers) =>
      job(payload, { number: helpers.job.attempts, last: helpers.job.attempts >= helpers.job.max_attempts, signal: helpers.abortSignal })])),
  });
  return {
    async close() {
      await runner.stop();
      // A job that was handed out at the very moment of stopping is begun by nobody, and would be held for hours.
      await pool.query('select graphile_worker.force_unlock_workers($1::text[])', [holders]).catch((error: Error) => log.warn({ error: error.message }, 'jobs could not be let go of'));
      await pool.end();
    },
  };
}
