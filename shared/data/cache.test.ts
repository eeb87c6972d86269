import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type GraphQLInputType, buildSchema, getNamedType, isEnumType, isListType, isNonNullType, parse } from 'graphql';
import { describe, expect, test } from 'vitest';
import { createCache } from './cache.ts';

const schema = buildSchema(readFileSync(path.resolve(import.meta.dirname, '../../schema.graphql'), 'utf8'));
/** Every list, with each argument that narrows or orders it. */
const narrowed = Object.values(schema.getQueryType()?.getFields() ?? {})
  .filter(({ args }) => args.some(({ name }) => name === 'after'))
  .flatMap(({ name, args }) => args.filter((arg) => arg.name !== 'after' && arg.name !== 'first' && !isNonNullType(arg.type)).map((arg) => ({ list: name, argument: arg.name, type: arg.type })));

function sampleOf(type: GraphQLInputType): unknown {
  const named = getNamedType(type);
  const one = isEnumType(named) ? named.getValues()[0]?.name : named.name === 'Boolean' ? true : 'x';
  return isListType(type) ? [one] : one;
}

describe('the cache', () => {
  test('knows lists that can be narrowed', () => expect(narrowed.length).toBeGreaterThan(8));

  test.each(narrowed)('takes $list by $argument for a list of its own, not for the whole one', ({ list, argument, type }) => {
    const cache = createCache();
    const query = parse(`query ($value: ${String(type)}) { ${list}(first: 10, ${argument}: $value) { totalCount edges { cursor node { id } } pageInfo { hasNextPage endCursor } } }`);
    cache.writeQuery({ query, variables: { value: null }, data: { [list]: { __typename: 'Connection', totalCount: 0, edges: [], pageInfo: { __typename: 'PageInfo', hasNextPage: false, endCursor: null } } } });
    expect(cache.readQuery({ query, variables: { value: null } })).not.toBeNull();
    expect(cache.readQuery({ query, variables: { value: sampleOf(type) } })).toBeNull();
  });
});
