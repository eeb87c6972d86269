export { email, newPassword, personName } from './workspaces.input.ts';
export { getWorkspace, isClaimed, offerSetupCode, setUp, updateWorkspace } from './workspaces.service.ts';
