import { type Selectable, sql } from 'kysely';
import type { ProviderFailure } from '#ai/contract.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { LlmProvidersTable } from '../../platform/database/schema.ts';

export type ProviderRow = Selectable<LlmProvidersTable>;
export interface ProviderChange { readonly base_url: string; readonly model: string; readonly key_sealed: Buffer; readonly key_ending: string }

export const findProvider = (tx: Tx, workspaceId: string): Promise<ProviderRow | undefined> =>
  tx.selectFrom('llm_providers').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst();

/** undefined when somebody else was faster to store one. */
export const insertProvider = (tx: Tx, workspaceId: string, change: ProviderChange): Promise<ProviderRow | undefined> =>
  tx.insertInto('llm_providers').values({ workspace_id: workspaceId, ...change }).onConflict((conflict) => conflict.doNothing()).returningAll().executeTakeFirst();

/** Changes it if its version is still `version`; undefined when somebody was faster. */
export const updateProvider = (tx: Tx, workspaceId: string, version: number, change: ProviderChange): Promise<ProviderRow | undefined> =>
  tx.updateTable('llm_providers').set({ ...change, version: version + 1, updated_at: sql`now()` }).where('workspace_id', '=', workspaceId).where('version', '=', version).returningAll().executeTakeFirst();

export const deleteProvider = (tx: Tx, workspaceId: string): Promise<ProviderRow | undefined> =>
  tx.deleteFrom('llm_providers').where('workspace_id', '=', workspaceId).returningAll().executeTakeFirst();

/** Answers that the model failed at since it last wrote one; `reason` is of the latest. */
export interface ModelFailures { readonly answers: number; readonly since: Date; readonly reason: ProviderFailure }

export const findFailures = async (tx: Tx): Promise<ModelFailures | null> => (await sql<ModelFailures>`select answers, since, reason from app.model_failures()`.execute(tx)).rows[0] ?? null;

export const wasFailing = async (tx: Tx): Promise<boolean> => (await sql<{ failing: boolean }>`select app.model_was_failing() as failing`.execute(tx)).rows[0]?.failing ?? false;
