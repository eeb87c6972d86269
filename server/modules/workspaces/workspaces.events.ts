import type { AuditEvent } from '../../audit/index.ts';

const about = (action: string, workspaceId: string, details: AuditEvent['details'] = {}): AuditEvent => ({ action, subject: { kind: 'workspace', id: workspaceId }, details });

export const workspaceCreated = (workspaceId: string): AuditEvent => ({ action: 'workspace.created', subject: { kind: 'workspace', id: workspaceId } });
export const workspaceUpdated = (workspaceId: string, changed: readonly string[], retentionDays: number): AuditEvent => about('workspace.updated', workspaceId, { changed, retentionDays });
export const workspaceClosed = (workspaceId: string, deletesAt: Date): AuditEvent => about('workspace.closed', workspaceId, { deletesAt: deletesAt.toISOString() });
export const workspaceKept = (workspaceId: string): AuditEvent => about('workspace.kept', workspaceId);
