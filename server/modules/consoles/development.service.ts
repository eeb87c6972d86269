import type { z } from 'zod';
import { type Context, performAsMember, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { RuleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { builtRemotes } from './builds.ts';
import { CONSOLE_CHANGED, overrideEndedFor } from './consoles.events.ts';
import { endMemberOverrideInput } from './consoles.input.ts';
import * as store from './consoles.store.ts';
import { allowedOrigins, isAllowed } from './overrides.service.ts';
import { peopleWhoMayEnter } from './people.service.ts';
import { consoleFolder } from './registry.service.ts';

/** An area that somebody runs from where it is developed. */
export interface DevelopedArea extends store.EverybodysOverrideRow {
  readonly title: string;
  /** Whether it has an effect: its person may still, and the operator still allows its origin. */
  readonly holds: boolean;
}

/** Who may run areas from where they are developed, and who does. */
export interface Development {
  readonly origins: readonly string[];
  readonly people: readonly { readonly id: string; readonly name: string }[];
  readonly overrides: readonly DevelopedArea[];
}

/** What owners see of areas under development: of everybody, for the workspace. */
export async function getDevelopment(context: Context): Promise<Development> {
  const { platform, locale } = context;
  const [built, permitted] = await Promise.all([builtRemotes(consoleFolder(platform)), peopleWhoMayEnter(context, { allOf: ['remotes:override'] })]);
  const may = new Set(permitted.map(({ personId }) => personId));
  const titleOf = (remote: string): string => built.find(({ id }) => id === remote)?.shipped.manifest?.title[locale] ?? remote;
  return read(context, 'remotes:manage', async ({ tx, workspaceId }) => {
    const [people, rows] = await Promise.all([may.size > 0 ? store.listNames(tx, workspaceId, [...may]) : [], store.listEverybodysOverrides(tx, workspaceId)]);
    return {
      origins: allowedOrigins(platform), people,
      overrides: rows.map((row) => ({ ...row, title: titleOf(row.remote), holds: may.has(row.user_id) && isAllowed(platform, row.address) })),
    };
  });
}

/**
 * Somebody gets an area as everybody else does, from their next navigation on. They may begin again for as long as they hold the permission.
 * @throws RuleError `console-override-ended`
 */
export async function endMemberOverride(context: Context, input: z.input<typeof endMemberOverrideInput>): Promise<Development> {
  const { remote, memberId } = validate(endMemberOverrideInput, input);
  await performAsMember(context, 'remotes:manage', async (unit) => {
    const { tx, workspaceId } = unit;
    const person = await store.personOf(tx, workspaceId, memberId);
    const [ended] = person ? await store.deleteOverrides(tx, workspaceId, person, remote) : [];
    if (!ended) throw new RuleError('console-override-ended');
    await record(unit, overrideEndedFor(remote, ended.address, memberId));
    await unit.publish(CONSOLE_CHANGED, { remote });
  });
  return getDevelopment(context);
}
