import path from 'node:path';
import { sql } from 'kysely';
import type { GraphQLSchema } from 'graphql';
import type { BuildDescription } from '#shared/contract/build.ts';
import { contractVersion } from '#shared/contract/manifest.ts';
import type { Config } from '../../config.ts';
import { asSystem, perform } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { OperatorError } from '../../platform/failure.ts';
import type { Platform } from '../../platform/platform.ts';
import { describe, shippedBuilds } from './builds.ts';
import { misfitEnded } from './consoles.events.ts';
import * as store from './consoles.store.ts';
import { misfitsOf, noteAnswered, recallAnswered } from './operations.ts';
import { consoleFolder } from './registry.service.ts';

interface Given { readonly workspace_id: string; readonly remote: string; readonly build_id: string; readonly channel: 'stable' | 'canary' | 'pin' }

/** Why this version can't answer a build, as a line for the operator; null when it can. */
function misfit(schema: GraphQLSchema, build: BuildDescription, use: string): { readonly line: string; readonly operation: string } | null {
  if (build.contract !== contractVersion) return { line: `${build.app}, build ${build.buildId} (${use}): made for contract ${build.contract}, this version speaks ${contractVersion}`, operation: '–' };
  const [first] = misfitsOf(schema, build);
  return first ? { line: `${build.app}, build ${build.buildId} (${use}): operation ${first.operation}: ${first.reason}`, operation: first.operation } : null;
}

async function putBack(platform: Platform, { workspace_id, remote, build_id, channel }: Given, operation: string): Promise<void> {
  await perform(asSystem(platform, workspace_id, 'consoles:fitting'), 'system', async (unit) => {
    const row = await store.lockChannels(unit.tx, workspace_id, remote);
    if (channel === 'pin') await store.deletePinsOn(unit.tx, workspace_id, remote, build_id);
    else await store.saveChannels(unit.tx, row, channel === 'stable' ? { stable: null, held_for: null, previous: null, stable_since: new Date() } : { canary: null, canary_share: 0, canary_roles: [], canary_since: null });
    await record(unit, misfitEnded(remote, build_id, operation));
  });
}

const notesIn = ({ dataDir }: Config): string => path.join(dataDir, 'console-answered.json');

/** Checks the shipped builds ahead of {@link checkConsoleFits}; needs no database, so it can be done while that gets ready. */
export async function checkShippedAhead(config: Config, schema: GraphQLSchema): Promise<void> {
  await recallAnswered(schema, notesIn(config));
  for (const build of await shippedBuilds(consoleFolder({ config }))) misfitsOf(schema, build);
}

/**
 * At the start: whether this version answers every operation of the builds that people are given, the shipped ones
 * included. A build that lost its files is not given to anybody.
 * @throws OperatorError that names each build and operation that doesn't fit. With `CONSOLE_FOLLOW_SHIPPED` the
 * workspaces concerned are put back to the shipped build instead, which is written down in their audit log
 */
export async function checkConsoleFits(platform: Platform, schema: GraphQLSchema): Promise<void> {
  const folder = consoleFolder(platform);
  const shipped = await shippedBuilds(folder);
  const lines = shipped.flatMap((build) => misfit(schema, build, 'shipped')?.line ?? []);
  const { rows } = await sql<Given>`select * from app.console_builds()`.execute(platform.database.app);
  const used = [...shipped];
  for (const given of rows) {
    const build = await describe(folder, given.remote, given.build_id);
    if (!build) continue;
    used.push(build);
    const found = misfit(schema, build, given.channel);
    if (!found) continue;
    if (platform.config.CONSOLE_FOLLOW_SHIPPED) await putBack(platform, given, found.operation);
    else if (!lines.includes(found.line)) lines.push(found.line);
  }
  if (lines.length === 0) {
    // Only what the next start need not find out again.
    await noteAnswered(schema, notesIn(platform.config), used).catch((error: unknown) => platform.log.warn({ error: String(error) }, 'what the console’s builds ask could not be written down as answered'));
    return;
  }
  throw new OperatorError(`This version can't answer builds of the console that people are given:\n${lines.map((line) => `  ${line}`).join('\n')}\nStart the version before and promote builds that fit, build the console anew (npm run build), or start with CONSOLE_FOLLOW_SHIPPED=true to give everybody the shipped builds.`);
}
