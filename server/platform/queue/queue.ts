import { Logger, run, type Runner } from 'graphile-worker';
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
  const runner: Runner = await run({
    pgPool: pool, concurrency: 2, noHandleSignals: true, pollInterval: 2000, crontab: timetable,
    logger: new Logger(() => (level, message) => log[levels[level as keyof typeof levels] ?? 'debug']({ part: 'queue' }, message)),
    taskList: Object.fromEntries(Object.entries(jobs).map(([name, job]) => [name, (payload, helpers) =>
      job(payload, { number: helpers.job.attempts, last: helpers.job.attempts >= helpers.job.max_attempts, signal: helpers.abortSignal })])),
  });
  return {
    async close() {
      await runner.stop();
      await pool.end();
    },
  };
}
