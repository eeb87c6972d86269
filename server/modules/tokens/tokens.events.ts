import type { AuditEvent } from '../../audit/index.ts';

interface Token { readonly id: string; readonly kind: string; readonly permissions: readonly string[]; readonly expires_at: Date }

/** Topic of every token that was made or revoked in the workspace. */
export const TOKENS_CHANGED = 'api-tokens-changed';

const aboutToken = (what: 'created' | 'revoked') => ({ id, kind, permissions, expires_at: expiresAt }: Token): AuditEvent =>
  ({ action: `token.${what}`, subject: { kind: 'token', id }, details: { kind, permissions, expiresAt: expiresAt.toISOString() } });

export const tokenCreated = aboutToken('created');
export const tokenRevoked = aboutToken('revoked');
