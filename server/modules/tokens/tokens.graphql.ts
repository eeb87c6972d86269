import { tokenPermissions } from '#shared/permissions/index.ts';
import { builder } from '../../graphql/builder.ts';
import { failures } from '../../graphql/errors.ts';
import { tokenKinds } from './tokens.input.ts';
import { createToken, listMyTokens, listWorkspaceTokens, revokeToken } from './tokens.service.ts';
import type { TokenRow } from './tokens.store.ts';

const TokenKind = builder.enumType('ApiTokenKind', { description: 'Of a person for themselves, or for what the workspace runs.', values: tokenKinds });

const ApiToken = builder.objectRef<TokenRow>('ApiToken').implement({
  description: 'A key for programs. It may do what it was given, as far as its maker may do it at that moment; it ends with their membership.',
  fields: (t) => ({
    id: t.exposeID('id'),
    kind: t.expose('kind', { type: TokenKind }),
    name: t.exposeString('name'),
    ending: t.exposeString('ending', { description: 'Its last characters, to tell it from others.' }),
    permissions: t.stringList({ resolve: ({ permissions }) => permissions.toSorted() }),
    makerName: t.exposeString('maker_name', { nullable: true }),
    isMine: t.boolean({ resolve: ({ user_id: userId }, _args, { actor }) => actor.kind === 'member' && actor.person.id === userId }),
    expiresAt: t.expose('expires_at', { type: 'DateTime' }),
    isExpired: t.boolean({ resolve: ({ expires_at: expiresAt }) => expiresAt <= new Date() }),
    lastUsedAt: t.expose('last_used_at', { type: 'DateTime', nullable: true, description: 'To the minute.' }),
    createdAt: t.expose('created_at', { type: 'DateTime' }),
  }),
});

builder.queryField('myApiTokens', (t) => t.field({ type: [ApiToken], permission: 'member', description: 'Those the viewer made for themselves, newest first.', resolve: (_root, _args, context) => listMyTokens(context) }));
builder.queryField('apiTokens', (t) => t.field({ type: [ApiToken], permission: 'tokens:manage', description: 'Everybody’s, of both kinds, newest first.', resolve: (_root, _args, context) => listWorkspaceTokens(context) }));
builder.queryField('apiTokenPermissions', (t) => t.stringList({
  permission: 'member', description: 'What the viewer can give to a token, in the order of the catalogue.',
  resolve: (_root, _args, { actor }) => (actor.kind === 'member' ? tokenPermissions.filter((permission) => actor.permissions.has(permission)) : []),
}));

const CreatedApiToken = builder.objectRef<{ token: TokenRow; secret: string }>('CreatedApiToken').implement({
  fields: (t) => ({ token: t.expose('token', { type: ApiToken }), secret: t.exposeString('secret', { description: 'The token itself. It is shown now and never again.' }) }),
});
const CreateApiTokenInput = builder.inputType('CreateApiTokenInput', {
  fields: (t) => ({ kind: t.field({ type: TokenKind }), name: t.string(), permissions: t.stringList(), expiresInDays: t.int({ description: '1 to 366.' }) }),
});
builder.mutationField('createApiToken', (t) => t.field({
  type: CreatedApiToken, permission: 'member', errors: { types: failures.checked }, description: 'One of the workspace needs tokens:manage too.', args: { input: t.arg({ type: CreateApiTokenInput }) },
  resolve: (_root, { input }, context) => createToken(context, input),
}));

const RevokedApiToken = builder.objectRef<{ id: string }>('RevokedApiToken').implement({ fields: (t) => ({ id: t.exposeID('id') }) });
const RevokeApiTokenInput = builder.inputType('RevokeApiTokenInput', { fields: (t) => ({ id: t.id() }) });
builder.mutationField('revokeApiToken', (t) => t.field({
  type: RevokedApiToken, permission: 'member', errors: { types: failures.rule }, description: 'One’s own, or with tokens:manage anybody’s. It is refused from then on.', args: { input: t.arg({ type: RevokeApiTokenInput }) },
  resolve: (_root, { input }, context) => revokeToken(context, input.id),
}));
