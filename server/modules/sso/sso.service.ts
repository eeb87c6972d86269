import { randomBytes } from 'node:crypto';
import { rank } from '#shared/permissions/index.ts';
import { type Context, hashToken, performAsMember, read } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { RuleError, StaleError } from '../../platform/failure.ts';
import { validate } from '../../platform/validate.ts';
import { policySaved, scimTokenCreated, scimTokenRevoked } from './sso.events.ts';
import { policyInput } from './sso.input.ts';
import * as store from './sso.store.ts';

/** Everything of single sign-on that is set for a workspace. */
export interface SingleSignOn {
  readonly workspaceId: string;
  readonly domains: readonly store.DomainRow[];
  readonly connection: store.ConnectionRow | null;
  readonly samlKeys: readonly store.SamlKeyRow[];
  readonly policy: store.PolicyRow;
  readonly scimToken: store.ScimTokenRow | null;
  readonly provisioned: number;
}

export const getSingleSignOn = (context: Context): Promise<SingleSignOn> => read(context, 'security:manage', async ({ tx, workspaceId }) => ({
  workspaceId, domains: await store.listDomains(tx, workspaceId), connection: (await store.findConnection(tx, workspaceId)) ?? null, samlKeys: await store.listSamlKeys(tx, workspaceId), policy: await store.findPolicy(tx, workspaceId),
  scimToken: (await store.findScimToken(tx, workspaceId)) ?? null, provisioned: await store.countScimUsers(tx, workspaceId),
}));

/**
 * Says what newcomers become, never more than whoever says it, and whether the domains' people have to come this way.
 * @throws RuleError `role-above`, `sso-required-connection`, `sso-required-domain`
 */
export function savePolicy(context: Context, input: unknown): Promise<store.PolicyRow> {
  return performAsMember(context, 'security:manage', async (unit) => {
    const { tx, workspaceId, actor } = unit;
    const { defaultRole, required, version } = validate(policyInput, input);
    const before = await store.findPolicy(tx, workspaceId);
    if ((version ?? 0) !== before.version) throw new StaleError(before.version);
    if (rank[defaultRole] > rank[actor.role]) throw new RuleError('role-above');
    if (required && !before.required) {
      // Turned on without them, it would let nobody in but owners.
      if (!(await store.findConnection(tx, workspaceId))) throw new RuleError('sso-required-connection');
      if (!(await store.listDomains(tx, workspaceId)).some(({ verified_at: verifiedAt }) => verifiedAt)) throw new RuleError('sso-required-domain');
    }
    const after = await store.savePolicy(tx, workspaceId, before.version, { default_role: defaultRole, required });
    if (!after) throw new StaleError((await store.findPolicy(tx, workspaceId)).version);
    await record(unit, policySaved(workspaceId, { role: defaultRole, required }));
    return after;
  });
}

const PREFIX = 'isatis_scim_';
const SECRET_BYTES = 32;
const ENDING = 4;
const SHAPE = /^isatis_scim_[\w-]{43}$/;

/** Makes the key a directory provisions with, in place of the one there was. `secret` is shown now and never again. */
export function createScimToken(context: Context): Promise<{ readonly token: store.ScimTokenRow; readonly secret: string }> {
  return performAsMember(context, 'security:manage', async (unit) => {
    const { tx, workspaceId, actor } = unit;
    if (actor.token) throw new RuleError('token-by-token');
    const replaced = (await store.deleteScimToken(tx, workspaceId)) !== undefined;
    const secret = `${PREFIX}${randomBytes(SECRET_BYTES).toString('base64url')}`;
    const token = await store.insertScimToken(tx, workspaceId, { hash: hashToken(secret), ending: secret.slice(-ENDING), reach: actor.role === 'editor' ? 'editor' : 'admin', createdBy: actor.person.id });
    await record(unit, scimTokenCreated(workspaceId, { replaced }));
    return { token, secret };
  });
}

/** Ends provisioning: the directory is refused from then on. Whom it brought stays. */
export function revokeScimToken(context: Context): Promise<void> {
  return performAsMember(context, 'security:manage', async (unit) => {
    if (!(await store.deleteScimToken(unit.tx, unit.workspaceId))) throw new RuleError('scim-token-none');
    await record(unit, scimTokenRevoked(unit.workspaceId));
  });
}

/** The workspace whose directory carries this key; null when it is none. */
export async function workspaceOfScimToken({ database }: Context['platform'], token: string): Promise<string | null> {
  if (!SHAPE.test(token)) return null;
  const { rows: [row] } = await database.appPool.query<{ workspace_id: string | null }>('select app.scim_workspace($1) as workspace_id', [hashToken(token)]);
  return row?.workspace_id ?? null;
}
