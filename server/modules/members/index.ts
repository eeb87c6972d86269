export { type Credentials, InvitationClosedError, type InvitationPreview, acceptInvitation, previewInvitation } from './acceptance.service.ts';
export { inviteMember, resendInvitation, revokeInvitation } from './invitations.service.ts';
export { memberJobs } from './members.jobs.ts';
export { changeMemberRole, getMember, listMembers, removeMember, setMemberPermission } from './members.service.ts';
