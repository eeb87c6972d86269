export { email, newPassword, personName, typedNameInput } from './workspaces.input.ts';
export { deletionOf, demandTypedName } from './lifecycle.service.ts';
export { workspaceJobs, workspaceTimetable } from './workspaces.jobs.ts';
export { getWorkspace, isClaimed, offerSetupCode, setUp, updateWorkspace } from './workspaces.service.ts';
