import type { AuditEvent } from '../../audit/index.ts';

const ofAgent = (action: string, id: string, details?: AuditEvent['details']): AuditEvent => ({ action: `agent.${action}`, subject: { kind: 'agent', id }, ...(details ? { details } : {}) });

export const agentCreated = (id: string): AuditEvent => ofAgent('created', id);
/** What an agent is told is its makers' words: the entry names the fields, never what is in them. */
export const agentUpdated = (id: string, changed: readonly string[]): AuditEvent => ofAgent('updated', id, { changed });
export const agentPublished = (id: string, number: number): AuditEvent => ofAgent('published', id, { number });
export const agentDeleted = (id: string): AuditEvent => ofAgent('deleted', id);
