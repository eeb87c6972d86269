import type { AuditEvent } from '../../audit/index.ts';

/** Published when the language model begins to fail at answers, writes them again, or is set otherwise. */
export const LLM_PROVIDER_CHANGED = 'llm-provider-changed';

// The host alone: an address may carry more than the audit log should keep.
const ofProvider = (action: string, workspaceId: string, details: NonNullable<AuditEvent['details']>): AuditEvent => ({ action: `llm-provider.${action}`, subject: { kind: 'llm-provider', id: workspaceId }, details });

export const providerSaved = (workspaceId: string, host: string, keyReplaced: boolean): AuditEvent => ofProvider('saved', workspaceId, { host, keyReplaced });
export const providerTested = (workspaceId: string, host: string, ok: boolean): AuditEvent => ofProvider('tested', workspaceId, { host, ok });
export const providerRemoved = (workspaceId: string, host: string): AuditEvent => ofProvider('removed', workspaceId, { host });
