import { builder } from '../../graphql/builder.ts';
import { failures } from '../../graphql/errors.ts';
import { startViewing, stopViewing } from './viewing.service.ts';

const ViewingChanged = builder.objectRef<{ viewing: boolean }>('ViewingChanged').implement({
  description: 'Ask for `viewer` anew: everything that is shown may be different.',
  fields: (t) => ({ viewing: t.exposeBoolean('viewing') }),
});

const ViewAsInput = builder.inputType('ViewAsInput', { description: 'Either a member or a role: a preset’s name or a custom role’s id.', fields: (t) => ({ memberId: t.id({ required: false }), roleId: t.id({ required: false }) }) });
builder.mutationField('viewAs', (t) => t.field({
  type: ViewingChanged, permission: 'members:view-as', errors: { types: failures.checked }, description: 'Until it is stopped, this session sees the console as they would, and can change nothing.', args: { input: t.arg({ type: ViewAsInput }) },
  resolve: async (_root, { input }, context) => {
    await startViewing(context, input);
    return { viewing: true };
  },
}));

builder.mutationField('stopViewingAs', (t) => t.field({
  type: ViewingChanged, permission: 'member',
  resolve: async (_root, _args, context) => {
    await stopViewing(context);
    return { viewing: false };
  },
}));
