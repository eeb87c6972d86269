import { randomBytes } from 'node:crypto';
import type { AgentConfig } from '#ai/contract.ts';
import { type Context, type Unit, demandOn, holds, isUuid, perform, performAsMember } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { type PageRequest } from '../../platform/database/keyset.ts';
import { NotFoundError, RuleError, StaleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { type TagName, checkTags, tagsById } from '../knowledge/index.ts';
import { announce } from '../notifications/index.ts';
import { agentCreated, agentDeleted, agentPublished, agentUpdated } from './agents.events.ts';
import { createAgentInput, updateAgentInput } from './agents.input.ts';
import * as store from './agents.store.ts';

/** A configuration as people see it: with the tags that its ids name. */
export interface ConfigView extends AgentConfig { readonly tags: readonly TagName[] }
export interface VersionView { readonly agentId: string; readonly number: number; readonly config: ConfigView; readonly publishedAt: Date; readonly publishedBy: string | null }
export interface AgentView extends Omit<store.AgentRow, 'draft'> {
  readonly draft: ConfigView;
  readonly live: VersionView | null;
  /** null without `analytics:read`. */
  readonly recentChats: readonly number[] | null;
}

const FIELDS = ['name', 'goal', 'instructions', 'tone', 'tags', 'fallback'] as const;
const sameTags = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((id) => b.includes(id));

/** Names of the fields in which two configurations differ; all of them when there is nothing to compare with. */
export const differences = (from: AgentConfig | null, to: AgentConfig): string[] =>
  FIELDS.filter((field) => from === null || (field === 'tags' ? !sameTags(from.tagIds, to.tagIds) : from[field] !== to[field]));

async function tagsOf(unit: Unit, configs: readonly AgentConfig[]): Promise<(config: AgentConfig) => ConfigView> {
  const tags = await tagsById(unit, [...new Set(configs.flatMap(({ tagIds }) => tagIds))]);
  return (config) => ({ ...config, tags: tags.filter(({ id }) => config.tagIds.includes(id)) });
}

const versionView = (row: store.VersionRow, withTags: (config: AgentConfig) => ConfigView): VersionView =>
  ({ agentId: row.agent_id, number: row.number, config: withTags(row.config), publishedAt: row.published_at, publishedBy: row.published_by_name });

const SEARCH_LENGTH = 100;
const NO_CHATS = [0, 0, 0, 0, 0, 0, 0];

/** Completes rows with tags, live versions and, for who may see them, figures: a few queries for all of them. */
async function view(unit: Unit, rows: readonly store.AgentRow[]): Promise<AgentView[]> {
  const { tx, workspaceId, actor } = unit;
  const ids = rows.map(({ id }) => id);
  const live = new Map((await store.liveVersions(tx, workspaceId, ids)).map((row) => [row.agent_id, row]));
  const withTags = await tagsOf(unit, [...rows.map(({ draft }) => draft), ...[...live.values()].map(({ config }) => config)]);
  const chats = holds(actor, 'analytics:read') ? await store.recentChats(tx, workspaceId, ids) : null;
  return rows.map((row) => {
    const version = live.get(row.id);
    return { ...row, draft: withTags(row.draft), live: version ? versionView(version, withTags) : null, recentChats: chats && (chats.get(row.id) ?? NO_CHATS) };
  });
}

const viewOne = async (unit: Unit, id: string): Promise<AgentView> => {
  const row = await store.findAgent(unit.tx, unit.workspaceId, id);
  const [agent] = row ? await view(unit, [row]) : [];
  if (!agent) throw new NotFoundError('agent');
  return agent;
};

export function listAgents(context: Context, { search: text, ...request }: PageRequest & { readonly search?: string | null }, counted: boolean) {
  const search = text?.trim().slice(0, SEARCH_LENGTH) || null;
  return perform(context, 'agents:read', async (unit) => {
    const { rows, hasNextPage, cursorOf } = await store.listAgents(unit.tx, unit.workspaceId, search, request);
    const cursors = new Map(rows.map((row) => [row.id, cursorOf(row)]));
    return {
      page: { rows: await view(unit, rows), hasNextPage, cursorOf: ({ id }: AgentView) => cursors.get(id) ?? '' },
      totalCount: counted ? await store.countAgents(unit.tx, unit.workspaceId, search) : 0,
    };
  });
}

/** null when there is none, it was deleted, or it is another workspace's. */
export function getAgent(context: Context, id: string): Promise<AgentView | null> {
  return perform(context, 'agents:read', async (unit) => {
    const row = isUuid(id) ? await store.findAgent(unit.tx, unit.workspaceId, id) : undefined;
    return row ? ((await view(unit, [row]))[0] ?? null) : null;
  });
}

/** Everything that was ever published of an agent, newest first. */
export function listVersions(context: Context, agentId: string): Promise<VersionView[]> {
  return perform(context, 'agents:read', async (unit) => {
    const rows = await store.listVersions(unit.tx, unit.workspaceId, agentId);
    const withTags = await tagsOf(unit, rows.map(({ config }) => config));
    return rows.map((row) => versionView(row, withTags));
  });
}

const KEY_BYTES = 12;

/** Creates an agent with its first draft; nobody reaches it before it is published. Sent again with the same id, nothing more is made. */
export function createAgent(context: Context, input: unknown): Promise<AgentView> {
  return performAsMember(context, 'agents:create', async (unit) => {
    const { id, config } = validate(createAgentInput, input);
    const { tx, workspaceId, actor } = unit;
    await checkTags(unit, config.tagIds, 'config.tagIds');
    const isNew = await store.insertAgent(tx, workspaceId, { id, publicKey: randomBytes(KEY_BYTES).toString('hex'), draft: config, createdBy: actor.person.id });
    if (isNew) await record(unit, agentCreated(id));
    else if (!(await store.findAgent(tx, workspaceId, id))) throw new RuleError('agent-deleted');
    return viewOne(unit, id);
  });
}

/** Of what may be seen, what may also be changed: a permission may be narrowed to some agents. */
const reachable = async (unit: Unit, id: string, need: 'agents:update' | 'agents:publish' | 'agents:delete'): Promise<void> => {
  if (!isUuid(id) || !(await store.findAgent(unit.tx, unit.workspaceId, id))) throw new NotFoundError('agent');
  demandOn(unit, need, [id]);
};

const locked = async (unit: Unit, id: string, version: number, need: 'agents:update' | 'agents:publish'): Promise<store.AgentRow> => {
  await reachable(unit, id, need);
  const row = await store.lockAgent(unit.tx, unit.workspaceId, id);
  if (!row) throw new NotFoundError('agent');
  if (row.version !== version) throw new StaleError(row.version);
  return row;
};

/** Changes the draft; what is live stays as it is. */
export function updateAgent(context: Context, input: unknown): Promise<AgentView> {
  return perform(context, 'agents:update', async (unit) => {
    const { id, config, version } = validate(updateAgentInput, input);
    const before = await locked(unit, id, version, 'agents:update');
    // A tag it had and that is gone since may stay: dropping the last one in silence would open all knowledge to the agent.
    await checkTags(unit, config.tagIds.filter((tag) => !before.draft.tagIds.includes(tag)), 'config.tagIds');
    const changed = differences(before.draft, config);
    if (changed.length > 0) {
      await store.updateDraft(unit.tx, unit.workspaceId, before, config);
      await record(unit, agentUpdated(id, changed));
    }
    return viewOne(unit, id);
  });
}

/** Makes the draft the next version, immutable from then on, and puts it live. */
export function publishAgent(context: Context, { id, version }: { readonly id: string; readonly version: number }): Promise<AgentView> {
  return performAsMember(context, 'agents:publish', async (unit) => {
    const row = await locked(unit, id, version, 'agents:publish');
    const [live] = await store.liveVersions(unit.tx, unit.workspaceId, [id]);
    if (live && differences(live.config, row.draft).length === 0) throw new RuleError('nothing-to-publish', { number: live.number });
    const number = await store.publish(unit.tx, unit.workspaceId, row, unit.actor.person.id);
    await record(unit, agentPublished(id, number));
    const { id: by, name } = unit.actor.person;
    await announce(unit, { kind: 'agent-published', subjectId: id, to: { holding: 'agents:update', except: by }, details: { agent: row.draft.name, number, by: name } });
    return viewOne(unit, id);
  });
}

/** Deletes an agent: visitors no longer reach it, its conversations stay as long as the workspace keeps them. */
export function deleteAgent(context: Context, id: string): Promise<string> {
  return perform(context, 'agents:delete', async (unit) => {
    await reachable(unit, id, 'agents:delete');
    if (!(await store.deleteAgent(unit.tx, unit.workspaceId, id))) throw new NotFoundError('agent');
    await record(unit, agentDeleted(id));
    return id;
  });
}

/** What visitors talk to. */
export interface LiveAgent { readonly workspaceId: string; readonly agentId: string; readonly version: number; readonly config: AgentConfig }

/** The live version of an agent of the unit's workspace; null when there is none, or it was deleted. */
export async function liveAgent({ tx, workspaceId }: Unit, agentId: string): Promise<LiveAgent | null> {
  const [row] = isUuid(agentId) ? await store.liveVersions(tx, workspaceId, [agentId]) : [];
  return row ? { workspaceId, agentId, version: row.number, config: row.config } : null;
}
