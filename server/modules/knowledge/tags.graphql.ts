import { builder } from '../../graphql/builder.ts';
import { failures } from '../../graphql/errors.ts';
import { TagType } from '../../graphql/shared-types.ts';
import { createTag, deleteTag, listTags } from './tags.service.ts';

builder.queryField('tags', (t) => t.field({ type: [TagType], permission: 'knowledge:read', resolve: (_root, _args, context) => listTags(context) }));

const CreateTagInput = builder.inputType('CreateTagInput', { fields: (t) => ({ name: t.string() }) });
builder.mutationField('createTag', (t) => t.field({
  type: TagType, permission: 'knowledge:configure', errors: { types: failures.checked }, args: { input: t.arg({ type: CreateTagInput }) },
  resolve: (_root, { input }, context) => createTag(context, input),
}));

const DeletedTag = builder.objectRef<{ id: string }>('DeletedTag').implement({ fields: (t) => ({ id: t.exposeID('id') }) });
const DeleteTagInput = builder.inputType('DeleteTagInput', { fields: (t) => ({ id: t.id() }) });
builder.mutationField('deleteTag', (t) => t.field({
  type: DeletedTag, permission: 'knowledge:configure', errors: { types: failures.rule }, args: { input: t.arg({ type: DeleteTagInput }) },
  resolve: async (_root, { input }, context) => ({ id: await deleteTag(context, input.id) }),
}));
