export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
export const PATCH_OP = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
const CONFIG = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig';
const RESOURCE_TYPE = 'urn:ietf:params:scim:schemas:core:2.0:ResourceType';
const SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:Schema';

/** Most resources in one answer. */
export const MOST_RESULTS = 200;

interface Attribute { readonly name: string; readonly type: string; readonly description: string; readonly multiValued: boolean; readonly required: boolean; readonly caseExact: boolean; readonly mutability: string; readonly returned: string; readonly uniqueness: string; readonly subAttributes?: readonly Attribute[]; readonly referenceTypes?: readonly string[] }

const attribute = (name: string, description: string, more: Partial<Attribute> = {}): Attribute =>
  ({ name, type: 'string', description, multiValued: false, required: false, caseExact: false, mutability: 'readWrite', returned: 'default', uniqueness: 'none', ...more });
const part = (of: string, mutability = 'readOnly') => [
  attribute('value', `Id of the ${of}.`, { mutability: mutability === 'readWrite' ? 'immutable' : mutability }),
  attribute('$ref', `Address of the ${of}.`, { type: 'reference', referenceTypes: [of === 'group' ? 'Group' : 'User'], mutability: 'readOnly', caseExact: true }),
  attribute('display', 'What it is called.', { mutability: 'readOnly' }),
];

const userAttributes = [
  attribute('userName', 'The person’s mail address, of a verified domain.', { required: true, uniqueness: 'server', mutability: 'immutable' }),
  attribute('name', 'The person’s name.', { type: 'complex', subAttributes: [attribute('formatted', 'The whole name.'), attribute('givenName', 'Given name.'), attribute('familyName', 'Family name.')] }),
  attribute('displayName', 'What the person is called.'),
  attribute('active', 'Whether the person is a member.', { type: 'boolean' }),
  attribute('emails', 'The mail address once more.', { type: 'complex', multiValued: true, mutability: 'readOnly', subAttributes: [attribute('value', 'Address.'), attribute('type', 'Always work.'), attribute('primary', 'Always true.', { type: 'boolean' })] }),
  attribute('groups', 'The person’s role.', { type: 'complex', multiValued: true, mutability: 'readOnly', subAttributes: part('group') }),
];
const groupAttributes = [
  attribute('displayName', 'Name of the role.', { required: true, mutability: 'readOnly' }),
  attribute('members', 'Who has the role.', { type: 'complex', multiValued: true, subAttributes: part('user', 'readWrite') }),
];

const meta = (base: string, resourceType: string, path: string) => ({ resourceType, location: `${base}/${path}` });

export const schemas = (base: string) => [
  { schemas: [SCHEMA], id: USER, name: 'User', description: 'A person of the workspace', attributes: userAttributes, meta: meta(base, 'Schema', `Schemas/${USER}`) },
  { schemas: [SCHEMA], id: GROUP, name: 'Group', description: 'A role of the workspace', attributes: groupAttributes, meta: meta(base, 'Schema', `Schemas/${GROUP}`) },
];

export const resourceTypes = (base: string) => [
  { schemas: [RESOURCE_TYPE], id: 'User', name: 'User', endpoint: '/Users', description: 'People', schema: USER, meta: meta(base, 'ResourceType', 'ResourceTypes/User') },
  { schemas: [RESOURCE_TYPE], id: 'Group', name: 'Group', endpoint: '/Groups', description: 'Roles', schema: GROUP, meta: meta(base, 'ResourceType', 'ResourceTypes/Group') },
];

export const serviceProviderConfig = (base: string) => ({
  schemas: [CONFIG], patch: { supported: true }, bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 }, filter: { supported: true, maxResults: MOST_RESULTS },
  changePassword: { supported: false }, sort: { supported: false }, etag: { supported: false },
  authenticationSchemes: [{ type: 'oauthbearertoken', name: 'Bearer token', description: 'The key made in the workspace’s settings, in the Authorization header.', primary: true }],
  meta: meta(base, 'ServiceProviderConfig', 'ServiceProviderConfig'),
});

export const listResponse = (resources: readonly unknown[], totalResults = resources.length, startIndex = 1) =>
  ({ schemas: [LIST], totalResults, startIndex, itemsPerPage: resources.length, Resources: resources });
