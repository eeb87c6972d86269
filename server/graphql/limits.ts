import { type ASTVisitor, GraphQLError, Kind, type ValidationContext, type ValidationRule } from 'graphql';

/** What one document may hold. The console's largest stays below half of each. */
export const MAX_DEPTH = 14;
export const MAX_TOKENS = 2000;
const MAX_ALIASES = 15;
const MAX_DIRECTIVES = 5;
const MAX_ROOT_FIELDS = 10;

const counting = (what: string, limit: number, kind: Kind.FIELD | Kind.DIRECTIVE, counts: (node: { alias?: unknown }) => boolean): ValidationRule =>
  (context: ValidationContext): ASTVisitor => {
    let seen = 0;
    return {
      [kind](node: { alias?: unknown }) {
        if (counts(node)) seen += 1;
        if (seen === limit + 1) context.reportError(new GraphQLError(`At most ${limit} ${what} in one document.`));
      },
    };
  };

const rootFields: ValidationRule = (context) => ({
  OperationDefinition({ selectionSet }) {
    if (selectionSet.selections.length > MAX_ROOT_FIELDS) context.reportError(new GraphQLError(`At most ${MAX_ROOT_FIELDS} root fields in one operation.`));
  },
});

const noIntrospection: ValidationRule = (context) => ({
  Field({ name }) {
    if (name.value === '__schema' || name.value === '__type') context.reportError(new GraphQLError('The schema is published as schema.graphql; it can’t be asked for here.'));
  },
});

export const limitRules: ValidationRule[] = [
  counting('aliases', MAX_ALIASES, Kind.FIELD, (node) => node.alias !== undefined),
  counting('directives', MAX_DIRECTIVES, Kind.DIRECTIVE, () => true),
  rootFields,
  noIntrospection,
];
