import { sql } from 'kysely';
import { ACCESS_CHANGED } from '../../access/index.ts';
import type { Platform } from '../../platform/platform.ts';

const LONGEST_MS = 3_600_000;
/** After the moment itself, so that the database's clock is past it too. */
const LATER_MS = 20;
const RETRY_MS = 1000;

/**
 * Tells open consoles and sockets when a grant or revocation ends by itself; what somebody may do is computed afresh
 * for each request and event anyway. Each process of an installation does it: to be told twice does no harm.
 * @returns the way to stop
 */
export function watchExpiries({ database, pubsub, log }: Pick<Platform, 'database' | 'pubsub' | 'log'>): () => void {
  let timer: NodeJS.Timeout | undefined;
  let told = new Date();
  let stopped = false;

  const announce = async (): Promise<void> => {
    const { rows } = await sql<{ workspace_id: string; user_id: string | null; moment: Date }>`select workspace_id, user_id, now() as moment from app.expired_since(${told})`.execute(database.app);
    for (const { workspace_id: workspaceId, user_id: personId, moment } of rows) {
      await sql`select pg_notify('isatis', ${JSON.stringify({ topic: ACCESS_CHANGED, workspaceId, ...(personId ? { personId } : {}) })})`.execute(database.app);
      if (moment > told) told = moment;
    }
  };
  const arm = async (): Promise<void> => {
    clearTimeout(timer);
    const { rows } = await sql<{ wait: number | null }>`select (extract(epoch from app.next_expiry() - now()) * 1000)::float8 as wait`.execute(database.app);
    clearTimeout(timer);
    if (stopped) return;
    const wait = rows[0]?.wait ?? LONGEST_MS;
    timer = setTimeout(() => { run(async () => { await announce(); await arm(); }); }, Math.min(Math.max(wait, 0) + LATER_MS, LONGEST_MS)).unref();
  };
  const run = (work: () => Promise<void>): void => {
    work().catch((error: unknown) => {
      if (stopped) return;
      log.warn({ error: (error as Error).message }, 'could not look for grants that end');
      timer = setTimeout(() => { run(work); }, RETRY_MS).unref();
    });
  };
  run(arm);
  // Every change of grants is published so: the next end may be sooner now.
  const forget = pubsub.listen(ACCESS_CHANGED, () => { run(arm); });
  return () => {
    stopped = true;
    forget();
    clearTimeout(timer);
  };
}
