import { builder } from '../../graphql/builder.ts';
import { failures } from '../../graphql/errors.ts';
import { RoleEnum } from '../../graphql/shared-types.ts';
import { sentence } from '../../messages/index.ts';
import { removeConnection, saveConnection, saveSamlConnection, testConnection } from './connection.service.ts';
import { addDomain, proofOf, removeDomain, verifyDomain } from './domains.service.ts';
import { callbackAddress } from './oidc.ts';
import { samlAddresses } from './saml.ts';
import { prepareSamlKey, switchSamlKey } from './saml-keys.service.ts';
import { signedOutAddress } from './signing-out.service.ts';
import { describeCertificate, pemOf } from './saml-metadata.ts';
import { type SingleSignOn, createScimToken, getSingleSignOn, revokeScimToken, savePolicy } from './sso.service.ts';
import type { ConnectionRow, DomainRow, PolicyRow, SamlKeyRow, ScimTokenRow } from './sso.store.ts';

const SsoDomain = builder.objectRef<DomainRow>('SsoDomain').implement({
  description: 'A mail domain of the workspace, once its DNS record was found.',
  fields: (t) => ({
    id: t.exposeID('id'),
    domain: t.exposeString('domain'),
    verifiedAt: t.expose('verified_at', { type: 'DateTime', nullable: true }),
    recordName: t.string({ description: 'Name of the TXT record that proves it.', resolve: (row) => proofOf(row).name }),
    recordValue: t.string({ resolve: (row) => proofOf(row).value }),
  }),
});
const SsoProtocol = builder.enumType('SsoProtocol', { values: { oidc: { description: 'OpenID Connect.' }, saml: { description: 'SAML 2.0.' } } as const });
const SsoCertificate = builder.objectRef<ReturnType<typeof describeCertificate>>('SsoCertificate').implement({
  description: 'What a SAML provider signs with.',
  fields: (t) => ({ fingerprint: t.exposeString('fingerprint', { description: 'SHA-256.' }), validUntil: t.expose('validUntil', { type: 'DateTime' }) }),
});
const SsoConnection = builder.objectRef<ConnectionRow>('SsoConnection').implement({
  description: 'The identity provider of the workspace. Its secret is never shown.',
  fields: (t) => ({
    protocol: t.expose('protocol', { type: SsoProtocol }),
    label: t.exposeString('label', { description: 'The company’s name, as the sign-in page says it.' }),
    issuer: t.exposeString('issuer', { description: 'OpenID’s issuer, or SAML’s entity ID.' }),
    clientId: t.exposeString('client_id', { nullable: true, description: 'Of OpenID alone.' }),
    secretEnding: t.exposeString('secret_ending', { nullable: true, description: 'The last four characters; empty of a short one. Of OpenID alone.' }),
    signOnUrl: t.exposeString('sign_on_url', { nullable: true, description: 'Of SAML alone.' }),
    signOutUrl: t.exposeString('sign_out_url', { nullable: true, description: 'Where people are signed out there, too. Of SAML alone; null: they stay signed in there.' }),
    certificates: t.field({ type: [SsoCertificate], description: 'Of SAML alone.', resolve: ({ certificates }) => certificates.map(describeCertificate) }),
    version: t.exposeInt('version'),
    updatedAt: t.expose('updated_at', { type: 'DateTime' }),
  }),
});
const SamlKeyStage = builder.enumType('SamlKeyStage', { values: { current: { description: 'Requests are signed with it, assertions encrypted to it.' }, next: { description: 'To be told to the provider before it takes the place of the current one.' }, former: { description: 'Opens what the provider still encrypts to it.' } } as const });
const SamlKey = builder.objectRef<SamlKeyRow>('SamlKey').implement({
  description: 'A key of the workspace’s own towards its SAML provider. The private half is never shown.',
  fields: (t) => ({
    stage: t.expose('stage', { type: SamlKeyStage }),
    certificate: t.string({ description: 'PEM.', resolve: ({ certificate }) => pemOf(certificate) }),
    fingerprint: t.string({ description: 'SHA-256.', resolve: ({ certificate }) => describeCertificate(certificate).fingerprint }),
    validUntil: t.field({ type: 'DateTime', resolve: ({ certificate }) => describeCertificate(certificate).validUntil }),
  }),
});
const SsoPolicy = builder.objectRef<PolicyRow>('SsoPolicy').implement({
  fields: (t) => ({
    defaultRole: t.expose('default_role', { type: RoleEnum, description: 'What newcomers become.' }),
    required: t.exposeBoolean('required', { description: 'Whether people of the domains who aren’t owners have to sign in this way.' }),
    version: t.exposeInt('version'),
  }),
});
const ScimToken = builder.objectRef<ScimTokenRow>('ScimToken').implement({
  fields: (t) => ({
    ending: t.exposeString('ending'),
    createdAt: t.expose('created_at', { type: 'DateTime' }),
    lastUsedAt: t.expose('last_used_at', { type: 'DateTime', nullable: true, description: 'To the minute.' }),
  }),
});
const SingleSignOnType = builder.objectRef<SingleSignOn>('SingleSignOn').implement({
  description: 'How the people of the workspace’s domains sign in and are provisioned.',
  fields: (t) => ({
    domains: t.field({ type: [SsoDomain], resolve: ({ domains }) => [...domains] }),
    connection: t.expose('connection', { type: SsoConnection, nullable: true }),
    samlKeys: t.field({ type: [SamlKey], description: 'Made when a SAML provider is first connected; the current one first.', resolve: ({ samlKeys }) => [...samlKeys] }),
    policy: t.expose('policy', { type: SsoPolicy }),
    scimToken: t.expose('scimToken', { type: ScimToken, nullable: true }),
    provisioned: t.exposeInt('provisioned', { description: 'How many people the directory has brought who are active.' }),
    callbackAddress: t.string({ description: 'What an OpenID provider has to be told to send people back to.', resolve: (_all, _args, { platform }) => callbackAddress(platform) }),
    samlEntityId: t.string({ description: 'What a SAML provider has to be told that Isatis is called. Its metadata is at this address.', resolve: ({ workspaceId }, _args, { platform }) => samlAddresses(platform, workspaceId).entityId }),
    samlAnswerAddress: t.string({ description: 'Where a SAML provider sends its answers (assertion consumer service).', resolve: ({ workspaceId }, _args, { platform }) => samlAddresses(platform, workspaceId).acs }),
    samlSignOutAddress: t.string({ description: 'Where a SAML provider sends its demands to sign somebody out, and its answers to ours (single logout, by HTTP redirect).', resolve: ({ workspaceId }, _args, { platform }) => samlAddresses(platform, workspaceId).signOut }),
    signedOutAddress: t.string({ description: 'Where an OpenID provider sends people whom it signed out (post-logout redirect).', resolve: (_all, _args, { platform }) => signedOutAddress(platform) }),
    startAddress: t.string({ description: 'Where a provider sends people who begin to sign in at its own page.', resolve: ({ workspaceId }, _args, { platform }) => `${platform.publicUrl()}/auth/sso/from/${workspaceId}` }),
    scimAddress: t.string({ resolve: (_all, _args, { platform }) => `${platform.publicUrl()}/scim/v2` }),
  }),
});

builder.queryField('singleSignOn', (t) => t.field({ type: SingleSignOnType, permission: 'security:manage', resolve: (_root, _args, context) => getSingleSignOn(context) }));

const AddSsoDomainInput = builder.inputType('AddSsoDomainInput', { fields: (t) => ({ domain: t.string() }) });
builder.mutationField('addSsoDomain', (t) => t.field({
  type: SsoDomain, permission: 'security:manage', errors: { types: failures.checked }, args: { input: t.arg({ type: AddSsoDomainInput }) },
  resolve: (_root, { input }, context) => addDomain(context, input),
}));
const VerifySsoDomainInput = builder.inputType('VerifySsoDomainInput', { fields: (t) => ({ id: t.id() }) });
builder.mutationField('verifySsoDomain', (t) => t.field({
  type: SsoDomain, permission: 'security:manage', errors: { types: failures.rule }, description: 'Looks for the TXT record.', args: { input: t.arg({ type: VerifySsoDomainInput }) },
  resolve: (_root, { input }, context) => verifyDomain(context, input.id),
}));
const RemovedSsoDomain = builder.objectRef<{ id: string }>('RemovedSsoDomain').implement({ fields: (t) => ({ id: t.exposeID('id') }) });
const RemoveSsoDomainInput = builder.inputType('RemoveSsoDomainInput', { fields: (t) => ({ id: t.id() }) });
builder.mutationField('removeSsoDomain', (t) => t.field({
  type: RemovedSsoDomain, permission: 'security:manage', errors: { types: failures.rule }, args: { input: t.arg({ type: RemoveSsoDomainInput }) },
  resolve: (_root, { input }, context) => removeDomain(context, input.id),
}));

const SaveSsoConnectionInput = builder.inputType('SaveSsoConnectionInput', {
  description: '`clientSecret` null keeps the stored one.',
  fields: (t) => ({ label: t.string(), issuer: t.string(), clientId: t.string(), clientSecret: t.string({ required: false }), version: t.int({ required: false }) }),
});
builder.mutationField('saveSsoConnection', (t) => t.field({
  type: SsoConnection, permission: 'security:manage', errors: { types: failures.all }, args: { input: t.arg({ type: SaveSsoConnectionInput }) },
  resolve: (_root, { input }, context) => saveConnection(context, input),
}));
const SaveSamlConnectionInput = builder.inputType('SaveSamlConnectionInput', {
  description: '`metadata`, the provider’s own, takes the place of the four after it. Without certificates the stored ones stay.',
  fields: (t) => ({ label: t.string(), metadata: t.string({ required: false }), entityId: t.string({ required: false }), signOnUrl: t.string({ required: false }), signOutUrl: t.string({ required: false }), certificates: t.stringList({ required: false }), version: t.int({ required: false }) }),
});
builder.mutationField('saveSamlConnection', (t) => t.field({
  type: SsoConnection, permission: 'security:manage', errors: { types: failures.all }, args: { input: t.arg({ type: SaveSamlConnectionInput }) },
  resolve: (_root, { input }, context) => saveSamlConnection(context, input),
}));
const SsoConnectionTest = builder.objectRef<{ ok: boolean; message: string }>('SsoConnectionTest').implement({ fields: (t) => ({ ok: t.exposeBoolean('ok'), message: t.exposeString('message') }) });
const TestSsoConnectionInput = builder.inputType('TestSsoConnectionInput', { fields: (t) => ({ issuer: t.string(), clientId: t.string(), clientSecret: t.string({ required: false }) }) });
builder.mutationField('testSsoConnection', (t) => t.field({
  type: SsoConnectionTest, permission: 'security:manage', errors: { types: failures.checked }, args: { input: t.arg({ type: TestSsoConnectionInput }) },
  resolve: async (_root, { input }, context) => {
    const problem = await testConnection(context, input);
    return { ok: problem === null, message: sentence(context.locale, `sso-test.${problem ?? 'ok'}`, { issuer: input.issuer }) };
  },
}));
const RemovedSsoConnection = builder.objectRef<{ ok: boolean }>('RemovedSsoConnection').implement({ fields: (t) => ({ ok: t.exposeBoolean('ok') }) });
builder.mutationField('removeSsoConnection', (t) => t.field({
  type: RemovedSsoConnection, permission: 'security:manage', errors: { types: failures.rule },
  resolve: async (_root, _args, context) => {
    await removeConnection(context);
    return { ok: true };
  },
}));

const ChangedSamlKeys = builder.objectRef<{ ok: boolean }>('ChangedSamlKeys').implement({ fields: (t) => ({ ok: t.exposeBoolean('ok') }) });
const changing = (change: typeof prepareSamlKey) => async (_root: unknown, _args: unknown, context: Parameters<typeof prepareSamlKey>[0]) => {
  await change(context);
  return { ok: true };
};
builder.mutationField('prepareSamlKey', (t) => t.field({ type: ChangedSamlKeys, permission: 'security:manage', errors: { types: failures.rule }, description: 'Makes the next key, or the first one.', resolve: changing(prepareSamlKey) }));
builder.mutationField('switchSamlKey', (t) => t.field({ type: ChangedSamlKeys, permission: 'security:manage', errors: { types: failures.rule }, description: 'The next key takes the place of the current one.', resolve: changing(switchSamlKey) }));

const SaveSsoPolicyInput = builder.inputType('SaveSsoPolicyInput', { fields: (t) => ({ defaultRole: t.field({ type: RoleEnum }), required: t.boolean(), version: t.int() }) });
builder.mutationField('saveSsoPolicy', (t) => t.field({
  type: SsoPolicy, permission: 'security:manage', errors: { types: failures.all }, args: { input: t.arg({ type: SaveSsoPolicyInput }) },
  resolve: (_root, { input }, context) => savePolicy(context, input),
}));

const CreatedScimToken = builder.objectRef<{ token: ScimTokenRow; secret: string }>('CreatedScimToken').implement({
  fields: (t) => ({ token: t.expose('token', { type: ScimToken }), secret: t.exposeString('secret', { description: 'The key itself. It is shown now and never again.' }) }),
});
builder.mutationField('createScimToken', (t) => t.field({
  type: CreatedScimToken, permission: 'security:manage', errors: { types: failures.rule }, description: 'Takes the place of the one there was.',
  resolve: (_root, _args, context) => createScimToken(context),
}));
const RevokedScimToken = builder.objectRef<{ ok: boolean }>('RevokedScimToken').implement({ fields: (t) => ({ ok: t.exposeBoolean('ok') }) });
builder.mutationField('revokeScimToken', (t) => t.field({
  type: RevokedScimToken, permission: 'security:manage', errors: { types: failures.rule },
  resolve: async (_root, _args, context) => {
    await revokeScimToken(context);
    return { ok: true };
  },
}));
