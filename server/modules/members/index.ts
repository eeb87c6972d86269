export { type Credentials, InvitationClosedError, type InvitationPreview, acceptInvitation, previewInvitation } from './acceptance.service.ts';
export { type DirectoryRole, type Membership, type Via, accountOfAddress, barredBy, changeRoleByDirectory, createCompanyAccount, joinByDirectory, leaveByDirectory, membershipUnderLock, renameByDirectory } from './directory.service.ts';
export { inviteMember, resendInvitation, revokeInvitation } from './invitations.service.ts';
export { memberJobs } from './members.jobs.ts';
export { grantFields, reason, end, rolePermissionInput } from './members.input.ts';
export { type Access, type Standing, gains, mayHandOut, permissionsRefusal } from './members.rules.ts';
export { type Member, accessOf, changeMemberRole, demandScope, getMember, listMembers, notTheirs, refuse, removeMember, removeMemberInUnit, setMemberPermission, setPermissionInUnit, standingUnderLock, target, toGrant } from './members.service.ts';
export { MemberType } from './members.graphql.ts';
export { type GrantRow, deleteGrant, grantsOf, membershipsNow, replaceGrant } from './members.store.ts';
