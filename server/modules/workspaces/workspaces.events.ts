import type { AuditEvent } from '../../audit/index.ts';

export const workspaceCreated = (workspaceId: string): AuditEvent => ({ action: 'workspace.created', subject: { kind: 'workspace', id: workspaceId } });

export const workspaceUpdated = (workspaceId: string, changed: readonly string[], retentionDays: number): AuditEvent =>
  ({ action: 'workspace.updated', subject: { kind: 'workspace', id: workspaceId }, details: { changed, retentionDays } });
