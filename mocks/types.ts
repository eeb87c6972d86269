import type { Mutation, Query, Subscription } from './schema-types.ts';

/** A value of the schema whose fields may also be functions of their arguments, as graphql-js takes them. */
export type Resolvable<T> = T extends readonly (infer Item)[] ? readonly Resolvable<Item>[] : T extends object ? { readonly [K in keyof T]: Resolvable<T[K]> | ((args: never) => Resolvable<T[K]>) } : T;

type Fields<Root> = { readonly [K in Exclude<keyof Root, '__typename'>]-?: (args: never) => Resolvable<Root[K]> };

/** All root fields; a field that the schema gets and the mocks lack doesn't compile. */
export type QueryFields = Fields<Query>;
export type MutationFields = Fields<Mutation>;
export type SubscriptionFields = { readonly [K in Exclude<keyof Subscription, '__typename'>]-?: (args: never) => AsyncIterable<{ readonly [P in K]: Resolvable<Subscription[K]> }> };

/** One domain's part of the root fields. */
export interface Domain {
  readonly query?: Partial<QueryFields>;
  readonly mutation?: Partial<MutationFields>;
  readonly subscription?: Partial<SubscriptionFields>;
}
