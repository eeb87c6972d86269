import { builder } from '../../graphql/builder.ts';
import { failures } from '../../graphql/errors.ts';
import { type SecurityPolicy, getSecurityPolicy, updateSecurityPolicy } from './policy.service.ts';

const SecurityPolicyType = builder.objectRef<SecurityPolicy>('SecurityPolicy').implement({
  description: 'What the workspace demands of its members before they get in.',
  fields: (t) => ({
    id: t.exposeID('workspaceId'),
    requiresSecondFactor: t.exposeBoolean('requiresSecondFactor', { description: 'Whoever has none can do nothing here but set it up.' }),
    membersWithout: t.exposeInt('membersWithout', { description: 'Members whose password alone signs them in.' }),
    version: t.exposeInt('version'),
  }),
});

builder.queryField('securityPolicy', (t) => t.field({ type: SecurityPolicyType, permission: 'security:manage', resolve: (_root, _args, context) => getSecurityPolicy(context) }));

const UpdateSecurityPolicyInput = builder.inputType('UpdateSecurityPolicyInput', { fields: (t) => ({ requiresSecondFactor: t.boolean(), version: t.int() }) });
builder.mutationField('updateSecurityPolicy', (t) => t.field({
  type: SecurityPolicyType, permission: 'security:manage', errors: { types: failures.stale }, args: { input: t.arg({ type: UpdateSecurityPolicyInput }) },
  resolve: (_root, { input }, context) => updateSecurityPolicy(context, input),
}));
