export { createGroup, getGroup, listGroups, patchGroup, replaceGroup } from './groups.service.ts';
export { ScimError, scimErrorBody } from './scim.errors.ts';
export { listResponse, resourceTypes, schemas, serviceProviderConfig } from './scim.schemas.ts';
export { createUser, deleteUser, getUser, listUsers, patchUser, replaceUser } from './users.service.ts';
