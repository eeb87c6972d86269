import SchemaBuilder, { BasePlugin, type PothosOutputFieldConfig, type SchemaTypes } from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import { isPermission } from '#shared/permissions/index.ts';
import { type Need, UnauthenticatedError, ViewingError, authorise } from '../access/index.ts';
import type { GraphContext } from './context.ts';

/** What a root field demands: a permission, being signed in (a member of nothing will do), or nothing. */
export type RootNeed = Need | 'public' | 'signedIn';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      permission: PermissionPlugin<Types>;
    }
    export interface QueryFieldOptions<Types extends SchemaTypes, Type extends import('@pothos/core').TypeParam<Types>, Nullable extends import('@pothos/core').FieldNullability<Type>, Args extends import('@pothos/core').InputFieldMap, ResolveReturnShape> {
      permission: RootNeed;
    }
    export interface MutationFieldOptions<Types extends SchemaTypes, Type extends import('@pothos/core').TypeParam<Types>, Nullable extends import('@pothos/core').FieldNullability<Type>, Args extends import('@pothos/core').InputFieldMap, ResolveReturnShape> {
      permission: RootNeed;
    }
    export interface SubscriptionFieldOptions<Types extends SchemaTypes, Type extends import('@pothos/core').TypeParam<Types>, Nullable extends import('@pothos/core').FieldNullability<Type>, Args extends import('@pothos/core').InputFieldMap, ResolveShape, ResolveReturnShape> {
      permission: RootNeed;
    }
  }
}

const ROOTS = new Set(['Query', 'Mutation', 'Subscription']);

const demand = (context: GraphContext, need: RootNeed): void => {
  if (need === 'public') return;
  if (need === 'signedIn') {
    if (context.actor.kind === 'anonymous') throw new UnauthenticatedError('signed out');
    return;
  }
  authorise(context.actor, need);
};

const isKnown = (need: unknown): need is RootNeed => need === 'public' || need === 'signedIn' || need === 'member' || (typeof need === 'string' && isPermission(need));

/** Refuses to build a schema in which a root field doesn't name its permission, and asks for it before the resolver runs. */
export class PermissionPlugin<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(field: PothosOutputFieldConfig<Types>): PothosOutputFieldConfig<Types> {
    if (!ROOTS.has(field.parentType)) return field;
    const { permission } = field.pothosOptions as { permission?: unknown };
    if (!isKnown(permission)) throw new Error(`${field.parentType}.${field.name} names no permission`);
    return { ...field, description: [field.description, `Needs: ${permission}.`].filter(Boolean).join('\n'), extensions: { ...field.extensions, permission } };
  }

  override wrapResolve(resolver: GraphQLFieldResolver<unknown, Types['Context'], object>, field: PothosOutputFieldConfig<Types>): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const permission = field.extensions?.['permission'] as RootNeed | undefined;
    if (permission === undefined) return resolver;
    // Whoever sees the console as another would changes nothing, but can stop.
    const changes = field.parentType === 'Mutation' && field.name !== 'stopViewingAs';
    return (parent, args, context, info) => {
      const { actor } = context as GraphContext;
      if (changes && actor.kind === 'member' && actor.viewing) throw new ViewingError(field.name);
      demand(context as GraphContext, permission);
      return resolver(parent, args, context, info);
    };
  }

  /** Asked for before anything is listened to; the resolver asks again at every event, of a fresh actor (see `subscriptions.ts`). */
  override wrapSubscribe(subscribe: GraphQLFieldResolver<unknown, Types['Context'], object> | undefined, field: PothosOutputFieldConfig<Types>): GraphQLFieldResolver<unknown, Types['Context'], object> | undefined {
    const permission = field.extensions?.['permission'] as RootNeed | undefined;
    if (!subscribe || permission === undefined) return subscribe;
    return (parent, args, context, info) => {
      demand(context as GraphContext, permission);
      return subscribe(parent, args, context, info);
    };
  }
}

SchemaBuilder.registerPlugin('permission', PermissionPlugin);
