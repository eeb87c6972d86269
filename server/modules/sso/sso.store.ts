import { type Selectable, type Updateable, sql } from 'kysely';
import type { Tx } from '../../platform/database/database.ts';
import type { SamlKeysTable, ScimTokensTable, SsoConnectionsTable, SsoDomainsTable, SsoPoliciesTable, SsoSessionsTable } from '../../platform/database/schema.ts';

export type DomainRow = Selectable<SsoDomainsTable>;
export type ConnectionRow = Selectable<SsoConnectionsTable>;
export type PolicyRow = Pick<Selectable<SsoPoliciesTable>, 'default_role' | 'required' | 'version'>;
export type CompanySessionRow = Selectable<SsoSessionsTable>;
export type SamlKeyRow = Selectable<SamlKeysTable>;
export type ScimTokenRow = Selectable<ScimTokensTable>;

/** As many domains as a workspace may have: so many are listed at once. */
export const MOST_DOMAINS = 50;

export const listDomains = (tx: Tx, workspaceId: string): Promise<DomainRow[]> =>
  tx.selectFrom('sso_domains').selectAll().where('workspace_id', '=', workspaceId).orderBy('created_at').orderBy('id').limit(MOST_DOMAINS).execute();

export const findDomain = (tx: Tx, workspaceId: string, id: string): Promise<DomainRow | undefined> =>
  tx.selectFrom('sso_domains').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst();

/** undefined when the workspace has it already. */
export const insertDomain = (tx: Tx, workspaceId: string, { domain, token, createdBy }: { domain: string; token: string; createdBy: string }): Promise<DomainRow | undefined> =>
  tx.insertInto('sso_domains').values({ workspace_id: workspaceId, domain, token, created_by: createdBy }).onConflict((conflict) => conflict.columns(['workspace_id', 'domain']).doNothing()).returningAll().executeTakeFirst();

export const markVerified = (tx: Tx, workspaceId: string, id: string): Promise<DomainRow> =>
  tx.updateTable('sso_domains').set({ verified_at: sql`now()` }).where('workspace_id', '=', workspaceId).where('id', '=', id).returningAll().executeTakeFirstOrThrow();

export const deleteDomain = (tx: Tx, workspaceId: string, id: string): Promise<DomainRow | undefined> =>
  tx.deleteFrom('sso_domains').where('workspace_id', '=', workspaceId).where('id', '=', id).returningAll().executeTakeFirst();

export async function hasVerifiedDomain(tx: Tx, workspaceId: string, domain: string): Promise<boolean> {
  return (await tx.selectFrom('sso_domains').select('id').where('workspace_id', '=', workspaceId).where('domain', '=', domain).where('verified_at', 'is not', null).executeTakeFirst()) !== undefined;
}

export const findConnection = (tx: Tx, workspaceId: string): Promise<ConnectionRow | undefined> =>
  tx.selectFrom('sso_connections').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst();

export type ConnectionChange = Omit<Updateable<SsoConnectionsTable>, 'workspace_id' | 'version' | 'updated_at'> & Pick<ConnectionRow, 'protocol' | 'label' | 'issuer'>;

/** undefined when somebody else was faster to store one. */
export const insertConnection = (tx: Tx, workspaceId: string, change: ConnectionChange): Promise<ConnectionRow | undefined> =>
  tx.insertInto('sso_connections').values({ workspace_id: workspaceId, ...change }).onConflict((conflict) => conflict.doNothing()).returningAll().executeTakeFirst();

/** Changes it if its version is still `version`; undefined when somebody was faster. */
export const updateConnection = (tx: Tx, workspaceId: string, version: number, change: ConnectionChange): Promise<ConnectionRow | undefined> =>
  tx.updateTable('sso_connections').set({ ...change, version: version + 1, updated_at: sql`now()` }).where('workspace_id', '=', workspaceId).where('version', '=', version).returningAll().executeTakeFirst();

export const deleteConnection = (tx: Tx, workspaceId: string): Promise<ConnectionRow | undefined> =>
  tx.deleteFrom('sso_connections').where('workspace_id', '=', workspaceId).returningAll().executeTakeFirst();

/** A workspace's own SAML keys, the current one first. */
export const listSamlKeys = (tx: Tx, workspaceId: string): Promise<SamlKeyRow[]> =>
  tx.selectFrom('saml_keys').selectAll().where('workspace_id', '=', workspaceId).orderBy((eb) => eb.case().when('stage', '=', 'current').then(0).when('stage', '=', 'next').then(1).else(2).end()).execute();

/** false when there is one of that stage already. */
export const insertSamlKey = async (tx: Tx, workspaceId: string, key: Pick<SamlKeyRow, 'id' | 'stage' | 'private_sealed' | 'certificate'>): Promise<boolean> =>
  (await tx.insertInto('saml_keys').values({ workspace_id: workspaceId, ...key }).onConflict((conflict) => conflict.columns(['workspace_id', 'stage']).doNothing()).returning('id').executeTakeFirst()) !== undefined;

/** The next key becomes the current one, that one the former; the former one goes. false when there is no next. */
export async function advanceSamlKeys(tx: Tx, workspaceId: string): Promise<boolean> {
  const ours = () => tx.updateTable('saml_keys').where('workspace_id', '=', workspaceId);
  const next = await tx.selectFrom('saml_keys').select('id').where('workspace_id', '=', workspaceId).where('stage', '=', 'next').forUpdate().executeTakeFirst();
  if (!next) return false;
  await tx.deleteFrom('saml_keys').where('workspace_id', '=', workspaceId).where('stage', '=', 'former').execute();
  await ours().set({ stage: 'former' }).where('stage', '=', 'current').execute();
  await ours().set({ stage: 'current' }).where('id', '=', next.id).execute();
  return true;
}

/** What holds while nobody decided otherwise. */
export const USUAL_POLICY: PolicyRow = { default_role: 'editor', required: false, version: 0 };

export const findPolicy = async (tx: Tx, workspaceId: string): Promise<PolicyRow> =>
  (await tx.selectFrom('sso_policies').select(['default_role', 'required', 'version']).where('workspace_id', '=', workspaceId).executeTakeFirst()) ?? USUAL_POLICY;

/** Stores it if its version is still `version`, 0 for none yet; undefined when somebody was faster. */
export const savePolicy = (tx: Tx, workspaceId: string, version: number, change: Pick<PolicyRow, 'default_role' | 'required'>): Promise<PolicyRow | undefined> => (version === 0
  ? tx.insertInto('sso_policies').values({ workspace_id: workspaceId, ...change }).onConflict((conflict) => conflict.doNothing()).returning(['default_role', 'required', 'version']).executeTakeFirst()
  : tx.updateTable('sso_policies').set({ ...change, version: version + 1, updated_at: sql`now()` }).where('workspace_id', '=', workspaceId).where('version', '=', version).returning(['default_role', 'required', 'version']).executeTakeFirst());

export const findScimToken = (tx: Tx, workspaceId: string): Promise<ScimTokenRow | undefined> =>
  tx.selectFrom('scim_tokens').selectAll().where('workspace_id', '=', workspaceId).executeTakeFirst();

export const insertScimToken = (tx: Tx, workspaceId: string, { hash, ending, reach, createdBy }: { hash: Buffer; ending: string; reach: 'admin' | 'editor'; createdBy: string }): Promise<ScimTokenRow> =>
  tx.insertInto('scim_tokens').values({ workspace_id: workspaceId, token_hash: hash, ending, reach, created_by: createdBy }).returningAll().executeTakeFirstOrThrow();

export const deleteScimToken = (tx: Tx, workspaceId: string): Promise<ScimTokenRow | undefined> =>
  tx.deleteFrom('scim_tokens').where('workspace_id', '=', workspaceId).returningAll().executeTakeFirst();

export async function countScimUsers(tx: Tx, workspaceId: string): Promise<number> {
  const { count } = await tx.selectFrom('scim_users as s').innerJoin('members as m', (on) => on.onRef('m.workspace_id', '=', 's.workspace_id').onRef('m.user_id', '=', 's.user_id'))
    .select(sql<number>`count(*)::integer`.as('count')).where('s.workspace_id', '=', workspaceId).executeTakeFirstOrThrow();
  return count;
}

/** Where the addresses of a domain sign in, before a workspace is known. */
export async function workspaceOfDomain(db: Pick<Tx, 'getExecutor'>, domain: string): Promise<{ readonly workspaceId: string; readonly label: string; readonly required: boolean } | null> {
  const { rows: [row] } = await sql<{ workspace_id: string; label: string; required: boolean }>`select * from app.sso_of_domain(${domain})`.execute(db);
  return row ? { workspaceId: row.workspace_id, label: row.label, required: row.required } : null;
}

/** Whom a provider's subject is, and which subject a member is known by. */
export const findIdentity = (tx: Tx, workspaceId: string, issuer: string, subject: string) =>
  tx.selectFrom('sso_identities as i').innerJoin('members as m', (on) => on.onRef('m.workspace_id', '=', 'i.workspace_id').onRef('m.id', '=', 'i.member_id'))
    .where('i.workspace_id', '=', workspaceId).where('i.issuer', '=', issuer).where('i.subject', '=', subject).select(['i.id', 'm.user_id', 'm.id as member_id']).executeTakeFirst();

export const identityOfMember = (tx: Tx, workspaceId: string, memberId: string, issuer: string) =>
  tx.selectFrom('sso_identities').select(['id', 'subject']).where('workspace_id', '=', workspaceId).where('member_id', '=', memberId).where('issuer', '=', issuer).executeTakeFirst();

export async function insertIdentity(tx: Tx, workspaceId: string, identity: { memberId: string; issuer: string; subject: string; withFactor: boolean }): Promise<void> {
  await tx.insertInto('sso_identities').values({ workspace_id: workspaceId, member_id: identity.memberId, issuer: identity.issuer, subject: identity.subject, with_factor: identity.withFactor }).execute();
}

export async function touchIdentity(tx: Tx, workspaceId: string, id: string, withFactor: boolean): Promise<void> {
  await tx.updateTable('sso_identities').set({ last_used_at: sql`now()`, with_factor: withFactor }).where('workspace_id', '=', workspaceId).where('id', '=', id).execute();
}

/** Notes what a provider is asked, and forgets what it was asked too long ago. `seconds`: how long an answer is waited for. */
export async function openRequest(tx: Tx, workspaceId: string, id: string, seconds: number): Promise<void> {
  await tx.deleteFrom('sso_requests').where('workspace_id', '=', workspaceId).where('expires_at', '<=', sql<Date>`now()`).execute();
  await tx.insertInto('sso_requests').values({ workspace_id: workspaceId, id, expires_at: sql`now() + make_interval(secs => ${seconds})` as never }).execute();
}

/** A request that still waits for its answer. */
export const waitingRequest = (tx: Tx, workspaceId: string, id: string): Promise<{ created_at: Date } | undefined> =>
  tx.selectFrom('sso_requests').select('created_at').where('workspace_id', '=', workspaceId).where('id', '=', id).where('answered_at', 'is', null).where('expires_at', '>', sql<Date>`now()`).executeTakeFirst();

/** Takes the answer to a request: of many at once, one alone. */
export const answerRequest = async (tx: Tx, workspaceId: string, id: string): Promise<boolean> =>
  (await tx.updateTable('sso_requests').set({ answered_at: sql`now()` }).where('workspace_id', '=', workspaceId).where('id', '=', id).where('answered_at', 'is', null).where('expires_at', '>', sql<Date>`now()`).returning('id').executeTakeFirst()) !== undefined;

/** Ends a request that was answered; false when it had ended. */
export const closeRequest = async (tx: Tx, workspaceId: string, id: string): Promise<boolean> =>
  (await tx.deleteFrom('sso_requests').where('workspace_id', '=', workspaceId).where('id', '=', id).where('answered_at', 'is not', null).where('expires_at', '>', sql<Date>`now()`).returning('id').executeTakeFirst()) !== undefined;

/** Keeps a session that a provider began, and forgets those whose people never got in. */
export async function insertCompanySession(tx: Tx, workspaceId: string, session: Omit<CompanySessionRow, 'workspace_id' | 'created_at'>): Promise<void> {
  await sql`select app.forget_unfinished_company_sessions()`.execute(tx);
  await tx.insertInto('sso_sessions').values({ workspace_id: workspaceId, ...session }).execute();
}

export const findCompanySession = (tx: Tx, workspaceId: string, id: string): Promise<CompanySessionRow | undefined> =>
  tx.selectFrom('sso_sessions').selectAll().where('workspace_id', '=', workspaceId).where('id', '=', id).executeTakeFirst();

/** What a provider began for one person; of several sessions those that are named, or all. */
export async function listCompanySessions(tx: Tx, workspaceId: string, { issuer, subject, sessions }: { readonly issuer: string; readonly subject: string; readonly sessions: readonly string[] }): Promise<readonly string[]> {
  const theirs = tx.selectFrom('sso_sessions').select('id').where('workspace_id', '=', workspaceId).where('issuer', '=', issuer).where('subject', '=', subject);
  return (await (sessions.length === 0 ? theirs : theirs.where('session_index', 'in', [...sessions])).execute()).map(({ id }) => id);
}

/** Ends sessions that a provider began. @returns whose they were, one for each */
export const endCompanySessions = async (tx: Tx, ids: readonly string[]): Promise<readonly string[]> =>
  (await sql<{ person: string }>`select * from app.end_company_sessions(${[...ids]}) as person`.execute(tx)).rows.map(({ person }) => person);

/** Notes a demand of a provider; false when it came before. */
export async function noteDemand(tx: Tx, workspaceId: string, id: string): Promise<boolean> {
  const seconds = 1200;
  return (await tx.insertInto('sso_requests').values({ workspace_id: workspaceId, id, expires_at: sql`now() + make_interval(secs => ${seconds})` as never, answered_at: sql`now()` as never }).onConflict((conflict) => conflict.doNothing()).returning('id').executeTakeFirst()) !== undefined;
}
