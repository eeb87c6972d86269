import { builder } from '../../graphql/builder.ts';
import { failures } from '../../graphql/errors.ts';
import { type DevelopedArea, type Development, endMemberOverride, getDevelopment } from './development.service.ts';

const ConsoleDeveloper = builder.objectRef<Development['people'][number]>('ConsoleDeveloper').implement({
  description: 'A member who may run areas from where they are developed.',
  fields: (t) => ({ id: t.exposeID('id'), name: t.exposeString('name') }),
});

const MemberConsoleOverride = builder.objectRef<DevelopedArea>('MemberConsoleOverride').implement({
  description: 'An area that a member runs from where it is developed.',
  fields: (t) => ({
    id: t.id({ resolve: ({ remote, member_id }) => `${remote}/${member_id}` }),
    remote: t.exposeID('remote'),
    title: t.exposeString('title', { description: 'Of the area; its id where none is built yet.' }),
    address: t.exposeString('address', { description: 'Of its federation manifest.' }),
    memberId: t.exposeID('member_id'),
    name: t.exposeString('name', { description: 'The member’s.' }),
    since: t.expose('created_at', { type: 'DateTime' }),
    endsAt: t.expose('ends_at', { type: 'DateTime' }),
    holds: t.exposeBoolean('holds', { description: 'False when the member may no more, or the operator doesn’t allow the origin any more: it has no effect then.' }),
    isViewer: t.boolean({ resolve: ({ user_id }, _args, { actor }) => actor.kind === 'member' && actor.person.id === user_id }),
  }),
});

const ConsoleDevelopment = builder.objectRef<Development>('ConsoleDevelopment').implement({
  description: 'Areas of the console that members run from where they are developed.',
  fields: (t) => ({
    id: t.id({ resolve: () => 'console-development' }),
    origins: t.stringList({ description: 'Where areas may come from; empty unless the operator allows it.', resolve: ({ origins }) => [...origins] }),
    people: t.field({ type: [ConsoleDeveloper], description: 'Who may, by name.', resolve: ({ people }) => [...people] }),
    overrides: t.field({ type: [MemberConsoleOverride], description: 'Who does, by area.', resolve: ({ overrides }) => [...overrides] }),
  }),
});

builder.queryField('consoleDevelopment', (t) => t.field({ type: ConsoleDevelopment, permission: 'remotes:manage', resolve: (_root, _args, context) => getDevelopment(context) }));

const EndMemberConsoleOverrideInput = builder.inputType('EndMemberConsoleOverrideInput', { fields: (t) => ({ remote: t.id(), memberId: t.id() }) });
builder.mutationField('endMemberConsoleOverride', (t) => t.field({
  type: ConsoleDevelopment, permission: 'remotes:manage', errors: { types: failures.checked }, args: { input: t.arg({ type: EndMemberConsoleOverrideInput }) },
  resolve: (_root, { input }, context) => endMemberOverride(context, input),
}));
