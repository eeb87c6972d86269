import type { AuditEvent } from '../../audit/index.ts';

type Details = NonNullable<AuditEvent['details']>;

const aboutRole = (action: string) => (roleId: string, details: Details = {}): AuditEvent => ({ action, subject: { kind: 'role', id: roleId }, details });

export const roleCreated = aboutRole('role.created');
export const roleUpdated = aboutRole('role.updated');
export const roleDeleted = aboutRole('role.deleted');
export const roleGranted = aboutRole('role.permission-granted');
export const roleRevoked = aboutRole('role.permission-revoked');
export const roleInherited = aboutRole('role.permission-inherited');
