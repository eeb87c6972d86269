import type { AuditEvent } from '../../audit/index.ts';

type Details = NonNullable<AuditEvent['details']>;

const aboutMember = (action: string) => (memberId: string, details: Details = {}): AuditEvent => ({ action, subject: { kind: 'member', id: memberId }, details });
const aboutInvitation = (action: string) => (invitationId: string, role: string): AuditEvent => ({ action, subject: { kind: 'invitation', id: invitationId }, details: { role } });

export const memberJoined = aboutMember('member.joined');
export const memberRoleChanged = aboutMember('member.role-changed');
export const memberRemoved = aboutMember('member.removed');
export const memberLeft = aboutMember('member.left');
export const ownershipOffered = aboutMember('ownership.offered');
export const ownershipWithdrawn = aboutMember('ownership.withdrawn');
export const ownershipAccepted = aboutMember('ownership.accepted');
export const ownershipDeclined = aboutMember('ownership.declined');
export const permissionGranted = aboutMember('permission.granted');
export const permissionRevoked = aboutMember('permission.revoked');
export const permissionInherited = aboutMember('permission.inherited');

export const invitationCreated = aboutInvitation('invitation.created');
export const invitationResent = aboutInvitation('invitation.resent');
export const invitationRevoked = aboutInvitation('invitation.revoked');
