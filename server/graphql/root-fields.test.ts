import { readFileSync } from 'node:fs';
import SchemaBuilder from '@pothos/core';
import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { isPermission } from '#shared/permissions/index.ts';
import './builder.ts';
import { schema } from './schema.ts';

const roots = (of = schema) => [of.getQueryType(), of.getMutationType(), of.getSubscriptionType()].flatMap((type) => Object.values(type?.getFields() ?? {}).map((field) => ({ name: `${type?.name}.${field.name}`, field })));

describe('every root field', () => {
  it('names the permission that it needs', () => {
    const unnamed = roots().filter(({ field }) => {
      const need = field.extensions['permission'];
      return need !== 'public' && need !== 'signedIn' && need !== 'member' && !(typeof need === 'string' && isPermission(need));
    });
    expect(unnamed.map(({ name }) => name)).toEqual([]);
    expect(roots().length).toBeGreaterThan(15);
  });

  it('is public only where that is meant', () => {
    const open = roots().filter(({ field }) => ['public', 'signedIn'].includes(String(field.extensions['permission'])));
    expect(open.map(({ name }) => name).toSorted()).toEqual(['Mutation.createWorkspace', 'Query.viewer', 'Subscription.viewerChanged']);
  });

  it('is for every member only where it is about themselves, or filters by what they may see', () => {
    const forMembers = roots().filter(({ field }) => field.extensions['permission'] === 'member');
    expect(forMembers.map(({ name }) => name).toSorted()).toEqual([
      'Mutation.answerOwnershipOffer', 'Mutation.changeSavedView', 'Mutation.createApiToken', 'Mutation.deleteSavedView', 'Mutation.leaveWorkspace', 'Mutation.markNotificationsRead', 'Mutation.requestAccess', 'Mutation.revokeApiToken', 'Mutation.saveView', 'Mutation.stopViewingAs',
      'Mutation.withdrawAccessRequest', 'Query.apiTokenPermissions', 'Query.myApiTokens', 'Query.notifications', 'Query.ownershipOffer', 'Query.savedViews', 'Query.search', 'Subscription.consoleChanged', 'Subscription.notificationsChanged',
    ]);
  });

  it('of the committed contract is there, and no other', () => {
    const committed = buildSchema(readFileSync(new URL('../../schema.graphql', import.meta.url), 'utf8'));
    expect(roots().map(({ name }) => name).toSorted()).toEqual(roots(committed).map(({ name }) => name).toSorted());
  });

  it('can’t be declared without one', () => {
    const fresh = new SchemaBuilder<object>({ plugins: ['permission'] });
    fresh.queryType({});
    fresh.queryField('undeclared', (t) => t.boolean({ resolve: () => true } as never));
    expect(() => fresh.toSchema()).toThrow('Query.undeclared names no permission');
  });
});
