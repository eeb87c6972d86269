import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { type Context, type Place, type Unit, perform } from '../../access/index.ts';
import { record } from '../../audit/index.ts';
import { RuleError } from '../../platform/failure.ts';
import { certify } from '../../platform/keyring/certificate.ts';
import { samlKeyMade, samlKeySwitched } from './sso.events.ts';
import * as store from './sso.store.ts';

/** One of a workspace's own keys, opened. The private one is PEM, the certificate base64 of DER. */
export interface OwnKey { readonly stage: store.SamlKeyRow['stage']; readonly privateKey: string; readonly certificate: string }

const placeOf = (id: string): Place => ({ table: 'saml_keys', row: id, column: 'private_sealed' });
const BITS = 2048;
const YEARS = 10;
// A provider's clock may be behind.
const HOUR_MS = 3_600_000;

/** A workspace's own keys, the current one first; none where it never signed anybody in by SAML. */
export async function openKeys(unit: Unit): Promise<readonly OwnKey[]> {
  const rows = await store.listSamlKeys(unit.tx, unit.workspaceId);
  if (rows.length === 0) return [];
  const key = await unit.key();
  return rows.map(({ id, stage, private_sealed: sealed, certificate }) => ({ stage, certificate, privateKey: key.openText(placeOf(id), sealed) }));
}

async function make(unit: Unit, stage: 'current' | 'next'): Promise<void> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: BITS });
  const [id, from, until] = [crypto.randomUUID(), new Date(Date.now() - HOUR_MS), new Date()];
  until.setFullYear(until.getFullYear() + YEARS);
  const certificate = certify(`Isatis ${unit.workspaceId}`, privateKey, { from, until });
  const sealed = (await unit.key()).seal(placeOf(id), privateKey.export({ type: 'pkcs8', format: 'pem' }));
  // Somebody else may have been faster: theirs is as good.
  if (await store.insertSamlKey(unit.tx, unit.workspaceId, { id, stage, private_sealed: sealed, certificate })) await record(unit, samlKeyMade(unit.workspaceId));
}

/** Makes the workspace's first key, unless it has one. */
export async function ensureKey(unit: Unit): Promise<void> {
  if ((await store.listSamlKeys(unit.tx, unit.workspaceId)).length === 0) await make(unit, 'current');
}

/**
 * Makes the key that will take the place of the current one, so that the provider can be told of it first.
 * @throws RuleError `saml-key-next` when there is one already
 */
export function prepareSamlKey(context: Context): Promise<void> {
  return perform(context, 'security:manage', async (unit) => {
    const stages = new Set((await store.listSamlKeys(unit.tx, unit.workspaceId)).map(({ stage }) => stage));
    if (stages.has('next')) throw new RuleError('saml-key-next');
    await make(unit, stages.has('current') ? 'next' : 'current');
  });
}

/**
 * Signs with the next key from now on. What the provider still encrypts to the one there was is opened until the next change.
 * @throws RuleError `saml-key-no-next`
 */
export function switchSamlKey(context: Context): Promise<void> {
  return perform(context, 'security:manage', async (unit) => {
    if (!(await store.advanceSamlKeys(unit.tx, unit.workspaceId))) throw new RuleError('saml-key-no-next');
    await record(unit, samlKeySwitched(unit.workspaceId));
  });
}
