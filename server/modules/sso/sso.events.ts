import type { AuditEvent } from '../../audit/index.ts';

type Details = NonNullable<AuditEvent['details']>;

const aboutDomain = (action: string) => (id: string, domain: string): AuditEvent => ({ action: `sso.domain-${action}`, subject: { kind: 'sso-domain', id }, details: { domain } });
export const domainAdded = aboutDomain('added');
export const domainVerified = aboutDomain('verified');
export const domainRemoved = aboutDomain('removed');

const aboutWorkspace = (action: string) => (workspaceId: string, details: Details = {}): AuditEvent => ({ action: `sso.${action}`, subject: { kind: 'workspace', id: workspaceId }, details });
// The host alone: an address may carry more than the audit log should keep.
export const connectionSaved = aboutWorkspace('connection-saved');
export const connectionTested = aboutWorkspace('connection-tested');
export const connectionRemoved = aboutWorkspace('connection-removed');
export const samlKeyMade = aboutWorkspace('saml-key-made');
export const samlKeySwitched = aboutWorkspace('saml-key-switched');
export const policySaved = aboutWorkspace('policy-saved');
export const scimTokenCreated = aboutWorkspace('scim-token-created');
export const scimTokenRevoked = aboutWorkspace('scim-token-revoked');

export const signedOutByProvider = (memberId: string, details: Details): AuditEvent => ({ action: 'sso.signed-out', subject: { kind: 'member', id: memberId }, details: { ...details, via: 'sso' } });
export const identityLinked = (memberId: string, host: string): AuditEvent => ({ action: 'sso.identity-linked', subject: { kind: 'member', id: memberId }, details: { host, via: 'sso' } });
