export { watchExpiries } from './expiry.ts';
export { answerRequest, requestAccess, withdrawRequest } from './requests.service.ts';
export { roleJobs } from './roles.jobs.ts';
export { createRole, deleteRole, listRoles, setRolePermission, setRolePermissionInUnit, updateRole } from './roles.service.ts';
