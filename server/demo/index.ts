import { sql } from 'kysely';
import { asSystem, perform } from '../access/index.ts';
import { importFigures } from '../modules/analytics/index.ts';
import { importConversations } from '../modules/conversations/index.ts';
import { isClaimed } from '../modules/workspaces/index.ts';
import { OperatorError } from '../platform/failure.ts';
import type { Platform } from '../platform/platform.ts';
import { publishAgents } from './agents.ts';
import { askAll } from './answers.ts';
import { fillKnowledge } from './knowledge.ts';
import { type Day, makePast } from './past.ts';
import { type DemoPerson, WORKSPACE, claimForDemo, demoPeople } from './people.ts';

export type { DemoPerson } from './people.ts';

/** Days of figures, and of conversations among them: as long as a workspace keeps them by default. */
const FIGURE_DAYS = 90;
const CONVERSATION_DAYS = 30;

const pastDays = (platform: Platform, now: Date): Promise<readonly Day[]> => perform(asSystem(platform, WORKSPACE.id, 'demo.days'), 'system', async ({ tx }) => {
  const { rows } = await sql<Day>`select day::date as day, (day at time zone ${WORKSPACE.timeZone}) as starts
    from (select (${now}::timestamptz at time zone ${WORKSPACE.timeZone})::date as today) as here, generate_series(today - ${FIGURE_DAYS - 1}::integer, today, interval '1 day') as day`.execute(tx);
  return rows;
});

/**
 * Fills a fresh installation with the sample workspace: people of each role, knowledge, agents, and what visitors did.
 * A second call changes nothing; a call that was cut off is taken up again. The job queue must be running.
 * @returns who can sign in
 * @throws OperatorError when the installation belongs to somebody already
 */
export async function seedDemo(platform: Platform): Promise<readonly DemoPerson[]> {
  const { authPool, app } = platform.database;
  const isDone = (await authPool.query<{ demo: boolean }>('select demo from installation')).rows[0]?.demo ?? false;
  if (isDone) return demoPeople(platform);
  const { rows: ours } = await sql<{ id: string }>`select id from app.workspace_ids() as known(id) where id = ${WORKSPACE.id}`.execute(app);
  if (ours.length === 0) {
    if (await isClaimed(platform)) throw new OperatorError('This data folder already has an owner and a workspace, so it was not filled with the sample one. Start the sample in a folder of its own: npm start -- --demo --data demo');
    await claimForDemo(platform);
  }
  await fillKnowledge(platform);
  await publishAgents(platform);
  const now = new Date();
  const days = await pastDays(platform, now);
  const past = makePast(days, await askAll(platform), now);
  const oldest = days.at(-CONVERSATION_DAYS)?.starts ?? now;
  await perform(asSystem(platform, WORKSPACE.id, 'demo.past'), 'system', async (unit) => {
    // A run that was cut off after this point has stored all of it.
    if (await unit.tx.selectFrom('analytics_days').select('day').where('workspace_id', '=', WORKSPACE.id).limit(1).executeTakeFirst()) return;
    await importConversations(unit, past.conversations.filter(({ messages }) => (messages[0]?.at ?? now) >= oldest));
    await importFigures(unit, past.days, past.visitors);
  });
  await authPool.query('update installation set demo = true');
  return demoPeople(platform);
}
