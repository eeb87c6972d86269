import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import { GraphQLScalarType, Kind } from 'graphql';
import type { GraphContext } from './context.ts';
import './permission-plugin.ts';

const asDateTime = (value: unknown): Date => {
  const date = typeof value === 'string' ? new Date(value) : new Date(Number.NaN);
  if (Number.isNaN(date.getTime())) throw new TypeError('A date and time is written as in 2026-01-31T12:00:00Z.');
  return date;
};

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const asDay = (value: unknown): string => {
  if (typeof value !== 'string' || !DAY.test(value) || Number.isNaN(Date.parse(value))) throw new TypeError('A day is written as in 2026-01-31.');
  return value;
};

/** The one schema builder. Every root field must name its `permission`; see `permission-plugin.ts`. */
export const builder = new SchemaBuilder<{
  Context: GraphContext;
  DefaultFieldNullability: false;
  DefaultInputFieldRequiredness: true;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    Date: { Input: string; Output: string };
  };
}>({
  plugins: ['permission', ErrorsPlugin],
  defaultFieldNullability: false,
  defaultInputFieldRequiredness: true,
  errors: {
    directResult: true,
    defaultUnionOptions: { name: ({ fieldName }) => `${fieldName[0]?.toUpperCase()}${fieldName.slice(1)}Result` },
  },
});

builder.addScalarType('DateTime', new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'A moment, ISO 8601 in UTC.',
  serialize: (value) => (value as Date).toISOString(),
  parseValue: asDateTime,
  parseLiteral: (node) => asDateTime(node.kind === Kind.STRING ? node.value : null),
}));
builder.addScalarType('Date', new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'A day, YYYY-MM-DD.',
  serialize: (value) => asDay(value),
  parseValue: asDay,
  parseLiteral: (node) => asDay(node.kind === Kind.STRING ? node.value : null),
}));

builder.queryType({});
builder.mutationType({});
builder.subscriptionType({});
