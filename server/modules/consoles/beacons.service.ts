import type { GraphQLSchema } from 'graphql';
import type { RemoteFailureKind } from '#shared/contract/registry.ts';
import { type Context, type MemberActor, type Unit, asSystem, perform } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { validate } from '../../platform/validate.ts';
import { type BuiltRemote, builtRemotes } from './builds.ts';
import { stableOf } from './channels.ts';
import { CONSOLE_CHANGED, takenBack } from './consoles.events.ts';
import { beaconInput } from './consoles.input.ts';
import { backTo } from './consoles.service.ts';
import * as store from './consoles.store.ts';
import { BASELINE_MS, KEPT_MS, PROBATION_MS, type Tally, WINDOW_MS, bucketOf, isWorse } from './health.ts';
import { availableOf, consoleFolder, findBuild, findPrevious, misfitWithShell } from './registry.service.ts';

/** What says something of the person's connection and nothing of the build. */
const OF_THE_LINE: ReadonlySet<RemoteFailureKind> = new Set(['network', 'timeout']);

type Outcome = 'ok' | 'failed';

/** What each open console told in these five minutes, so that it counts once. In memory alone: losing it loses nothing. */
class Heard {
  #bucket = 0;
  #outcomes = new Map<string, Outcome>();

  /** What to add to the counts: nothing for what was said before; a build that failed after it came in has failed. */
  add(bucket: number, who: string, outcome: Outcome): Tally | null {
    if (bucket !== this.#bucket) {
      this.#bucket = bucket;
      this.#outcomes = new Map();
    }
    const before = this.#outcomes.get(who);
    if (before === outcome || before === 'failed') return null;
    this.#outcomes.set(who, outcome);
    if (outcome === 'ok') return { loads: 1, failures: 0 };
    return { loads: before === 'ok' ? -1 : 0, failures: 1 };
  }
}

const heardBy = new WeakMap<Context['platform'], Heard>();

interface Verdict { readonly from: string; readonly to: string; readonly change: Parameters<typeof store.saveChannels>[2]; readonly counts: Tally; readonly others: Tally }

const later = (a: Date, b: Date | null): Date => (b && b > a ? b : a);

/** What the other build did lately; if nothing, since it is known. */
async function baseline({ tx, workspaceId }: Unit, remote: string, buildId: string, now: number): Promise<Tally> {
  const lately = await store.tally(tx, workspaceId, remote, buildId, new Date(now - BASELINE_MS));
  return lately.loads + lately.failures > 0 ? lately : store.tally(tx, workspaceId, remote, buildId, new Date(now - KEPT_MS));
}

/**
 * Whether the build that just failed is to be taken back, and what people get instead. From a canary that is stable;
 * from stable, while it is new, the build before, if it is known to work here. A pinned build is its member's own matter.
 */
async function judge(unit: Unit, schema: GraphQLSchema, built: BuiltRemote, row: store.ChannelRow, buildId: string): Promise<Verdict | null> {
  const { tx, workspaceId } = unit;
  const channels = store.channelsOf(row);
  const stable = stableOf(channels, availableOf(built));
  const isCanary = row.canary === buildId;
  if (!isCanary && stable !== buildId) return null;
  const to = isCanary ? stable : findPrevious(schema, built, channels, buildId)?.buildId;
  if (to === undefined) return null;
  const now = Date.now();
  const given = isCanary ? row.canary_since : (row.stable_since ?? (await store.firstSeen(tx, workspaceId, built.id, buildId)));
  if (!isCanary && given && now - given.getTime() > PROBATION_MS) return null;
  const counts = await store.tally(tx, workspaceId, built.id, buildId, later(bucketOf(now - WINDOW_MS), given && bucketOf(given.getTime())));
  const others = await baseline(unit, built.id, to, now);
  if (!isWorse(counts, others) || (!isCanary && others.loads === 0)) return null;
  return { from: buildId, to, counts, others, change: isCanary ? { canary: null, canary_share: 0, canary_roles: [], canary_since: null } : backTo(built, row, to, buildId) };
}

async function count(context: Context & { readonly actor: MemberActor }, schema: GraphQLSchema, built: BuiltRemote, buildId: string, add: Tally): Promise<void> {
  const { platform, actor } = context;
  const now = Date.now();
  await perform(asSystem(platform, actor.workspaceId, 'consoles:health'), 'system', async (unit) => {
    const { tx, workspaceId } = unit;
    await store.count(tx, workspaceId, built.id, buildId, bucketOf(now), add);
    if (add.failures === 0) return;
    await store.forgetHealth(tx, workspaceId, new Date(now - KEPT_MS));
    const row = await store.lockChannels(tx, workspaceId, built.id);
    const verdict = await judge(unit, schema, built, row, buildId);
    if (!verdict) return;
    const { from, to, change, counts, others } = verdict;
    await store.saveChannels(tx, row, change);
    await record(unit, takenBack(built.id, from, to, { failures: counts.failures, tries: counts.failures + counts.loads, otherFailures: others.failures, otherTries: others.failures + others.loads }));
    await unit.publish(CONSOLE_CHANGED, { remote: built.id });
    platform.log.error({ part: 'console', remote: built.id, from, to, ...counts }, 'a build failed more than the other one and was taken back');
  });
}

/**
 * Takes note of how a build fares in a browser. It is counted for somebody who belongs to the workspace, once in five
 * minutes for each session; what is kept is how many, never who. A build that fails more than the one it replaced is
 * taken back.
 */
export async function noteBeacon(context: Context, schema: GraphQLSchema, input: unknown): Promise<void> {
  const { platform, actor } = context;
  const { remote, buildId, kind, message, workspace } = validate(beaconInput, input);
  if (kind !== 'loaded') platform.log.warn({ part: 'console', remote, buildId, kind, reason: message }, 'a remote failed in a browser');
  if (actor.kind !== 'member' || actor.workspaceId !== workspace) return;
  if (kind !== 'loaded' && OF_THE_LINE.has(kind)) return;
  const built = (await builtRemotes(consoleFolder(platform))).find(({ id }) => id === remote);
  const build = built && findBuild(built, buildId);
  if (!build) return;
  // It fits the shell that pages get now: the tab was opened before that one came.
  if (kind === 'shared' && misfitWithShell(built, build) === null) return;
  const heard = heardBy.get(platform) ?? new Heard();
  heardBy.set(platform, heard);
  const add = heard.add(bucketOf(Date.now()).getTime(), `${actor.sessionId}/${actor.workspaceId}/${remote}/${buildId}`, kind === 'loaded' ? 'ok' : 'failed');
  if (add) await count({ ...context, actor }, schema, built, buildId, add);
}
