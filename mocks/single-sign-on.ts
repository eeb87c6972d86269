import type { MutationAddSsoDomainArgs, MutationRemoveSsoDomainArgs, MutationSaveSamlConnectionArgs, MutationSaveSsoConnectionArgs, MutationSaveSsoPolicyArgs, MutationTestSsoConnectionArgs, MutationVerifySsoDomainArgs, Role, SamlKeyStage } from './schema-types.ts';
import type { Domain } from './types.ts';
import { type World, need, ruleError, staleError, validationError } from './world.ts';

interface Stored {
  domains: { readonly id: string; readonly domain: string; verifiedAt: string | null; readonly recordName: string; readonly recordValue: string }[];
  connection: { protocol: 'oidc' | 'saml'; label: string; issuer: string; clientId: string | null; secretEnding: string | null; signOnUrl: string | null; signOutUrl: string | null; certificates: { fingerprint: string; validUntil: string }[]; version: number; updatedAt: string } | null;
  samlKeys: { stage: SamlKeyStage; certificate: string; fingerprint: string; validUntil: string }[];
  policy: { defaultRole: Role; required: boolean; version: number };
  scimToken: { ending: string; createdAt: string; lastUsedAt: string | null } | null;
}

const known = new WeakMap<World, Stored>();

/** What is set of single sign-on in a world. */
export function singleSignOnOf(world: World): Stored {
  const stored = known.get(world) ?? { domains: [], connection: null, samlKeys: [], policy: { defaultRole: 'editor', required: false, version: 0 }, scimToken: null };
  known.set(world, stored);
  return stored;
}

/** Which company signs in an address; null for none. */
export function companyOf(world: World, email: string): { readonly label: string; readonly required: boolean } | null {
  const { domains, connection, policy } = singleSignOnOf(world);
  return connection && domains.some(({ domain, verifiedAt }) => verifiedAt && email.toLowerCase().endsWith(`@${domain}`)) ? { label: connection.label, required: policy.required } : null;
}

const ENDING = 4;
const keyOf = (stage: SamlKeyStage) => ({ stage, certificate: '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n', fingerprint: stage === 'next' ? 'D4:E5:F6' : 'C1:C2:C3', validUntil: '2036-01-01T00:00:00Z' });

/** Single sign-on and provisioning. Every record of the DNS is there. */
export const singleSignOnDomain = (world: World): Domain => {
  const stored = singleSignOnOf(world);
  const asked = () => need(world, 'security:manage');
  return {
    query: {
      singleSignOn: () => {
        asked();
        return { ...stored, provisioned: 0, callbackAddress: 'https://isatis.example/auth/sso/callback', samlEntityId: 'https://isatis.example/auth/sso/saml/w1/metadata', samlAnswerAddress: 'https://isatis.example/auth/sso/saml/w1/acs', samlSignOutAddress: 'https://isatis.example/auth/sso/saml/w1/logout', signedOutAddress: 'https://isatis.example/sign-in', startAddress: 'https://isatis.example/auth/sso/from/w1', scimAddress: 'https://isatis.example/scim/v2' };
      },
    },
    mutation: {
      addSsoDomain: ({ input: { domain } }: MutationAddSsoDomainArgs) => {
        asked();
        if (!/^[\w-]+(\.[\w-]+)+$/.test(domain)) return validationError({ domain: 'This isn’t a mail domain, like example.org.' });
        const added = { id: crypto.randomUUID(), domain, verifiedAt: null, recordName: `_isatis.${domain}`, recordValue: 'isatis-verification=q1w2e3r4t5' };
        stored.domains.push(added);
        return { __typename: 'SsoDomain' as const, ...added };
      },
      verifySsoDomain: ({ input: { id } }: MutationVerifySsoDomainArgs) => {
        asked();
        const domain = stored.domains.find((one) => one.id === id);
        if (!domain) return ruleError('This isn’t there any more.');
        if (domain.domain.startsWith('unproved')) return ruleError(`There is no TXT record at ${domain.recordName} yet.`);
        domain.verifiedAt = world.now().toISOString();
        return { __typename: 'SsoDomain' as const, ...domain };
      },
      removeSsoDomain: ({ input: { id } }: MutationRemoveSsoDomainArgs) => {
        asked();
        stored.domains = stored.domains.filter((one) => one.id !== id);
        return { __typename: 'RemovedSsoDomain' as const, id };
      },
      saveSsoConnection: ({ input: { label, issuer, clientId, clientSecret } }: MutationSaveSsoConnectionArgs) => {
        asked();
        if (!clientSecret && !stored.connection) return validationError({ clientSecret: 'This can’t be empty.' });
        stored.connection = { protocol: 'oidc', label, issuer, clientId, secretEnding: clientSecret?.slice(-ENDING) ?? stored.connection?.secretEnding ?? '', signOnUrl: null, signOutUrl: null, certificates: [], version: (stored.connection?.version ?? 0) + 1, updatedAt: world.now().toISOString() };
        return { __typename: 'SsoConnection' as const, ...stored.connection };
      },
      saveSamlConnection: ({ input: { label, metadata, entityId, signOnUrl, signOutUrl } }: MutationSaveSamlConnectionArgs) => {
        asked();
        if (metadata && !metadata.includes('EntityDescriptor')) return validationError({ metadata: 'This isn’t the SAML 2.0 metadata of an identity provider.' });
        const issuer = metadata ? (/entityID="([^"]+)"/.exec(metadata)?.[1] ?? '') : (entityId ?? '');
        stored.connection = { protocol: 'saml', label, issuer, clientId: null, secretEnding: null, signOnUrl: signOnUrl ?? `${issuer}/sign-on`, signOutUrl: signOutUrl ?? (metadata ? `${issuer}/sign-out` : null), certificates: [{ fingerprint: 'A1:B2:C3', validUntil: '2030-01-01T00:00:00Z' }], version: (stored.connection?.version ?? 0) + 1, updatedAt: world.now().toISOString() };
        if (stored.samlKeys.length === 0) stored.samlKeys.push(keyOf('current'));
        return { __typename: 'SsoConnection' as const, ...stored.connection };
      },
      testSsoConnection: ({ input: { issuer } }: MutationTestSsoConnectionArgs) => {
        asked();
        return { __typename: 'SsoConnectionTest' as const, ok: true, message: `${issuer} answered, knows this client and takes the secret.` };
      },
      removeSsoConnection: () => {
        asked();
        stored.connection = null;
        return { __typename: 'RemovedSsoConnection' as const, ok: true };
      },
      prepareSamlKey: () => {
        asked();
        if (stored.samlKeys.some(({ stage }) => stage === 'next')) return ruleError('The next key is there already. Tell your provider of it, then change to it.');
        stored.samlKeys.push(keyOf(stored.samlKeys.length === 0 ? 'current' : 'next'));
        return { __typename: 'ChangedSamlKeys' as const, ok: true };
      },
      switchSamlKey: () => {
        asked();
        const next = stored.samlKeys.find(({ stage }) => stage === 'next');
        if (!next) return ruleError('There is no next key to change to. Make one first.');
        stored.samlKeys = [{ ...next, stage: 'current' }, ...stored.samlKeys.filter(({ stage }) => stage === 'current').map((key) => ({ ...key, stage: 'former' as const }))];
        return { __typename: 'ChangedSamlKeys' as const, ok: true };
      },
      saveSsoPolicy: ({ input: { defaultRole, required, version } }: MutationSaveSsoPolicyArgs) => {
        asked();
        if (version !== stored.policy.version) return staleError(stored.policy.version);
        if (required && !stored.connection) return ruleError('Connect an identity provider first: without one nobody but owners could sign in.');
        stored.policy = { defaultRole, required, version: version + 1 };
        return { __typename: 'SsoPolicy' as const, ...stored.policy };
      },
      createScimToken: () => {
        asked();
        stored.scimToken = { ending: 'a1b2', createdAt: world.now().toISOString(), lastUsedAt: null };
        return { __typename: 'CreatedScimToken' as const, secret: `isatis_scim_${'x'.repeat(39)}a1b2`, token: stored.scimToken };
      },
      revokeScimToken: () => {
        asked();
        stored.scimToken = null;
        return { __typename: 'RevokedScimToken' as const, ok: true };
      },
    },
  };
};
