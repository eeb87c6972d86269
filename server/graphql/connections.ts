import type { GraphQLResolveInfo, SelectionSetNode } from 'graphql';
import type { Page } from '../platform/database/keyset.ts';
import { builder } from './builder.ts';

interface PageInfo { readonly startCursor: string | null; readonly endCursor: string | null; readonly hasNextPage: boolean; readonly hasPreviousPage: boolean }

const PageInfoType = builder.objectRef<PageInfo>('PageInfo').implement({
  fields: (t) => ({
    startCursor: t.exposeString('startCursor', { nullable: true }),
    endCursor: t.exposeString('endCursor', { nullable: true }),
    hasNextPage: t.exposeBoolean('hasNextPage'),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage'),
  }),
});

/** A page as the schema shows it. `totalCount` is only counted when it is asked for (see {@link asks}). */
export interface ConnectionShape<Node> { readonly page: Page<Node>; readonly totalCount: number; readonly after: boolean }

type NodeRef<Node> = ReturnType<ReturnType<typeof builder.objectRef<Node>>['implement']>;
type ExtraFields<Node> = NonNullable<Parameters<ReturnType<typeof builder.objectRef<ConnectionShape<Node>>>['implement']>[0]['fields']>;

/**
 * Defines `<name>Connection` and `<name>Edge` (Relay's shape, by keyset).
 * @param extra further fields of the connection, such as `viewerCanCreate`
 */
export function defineConnection<Node extends object>(name: string, node: NodeRef<Node>, extra?: ExtraFields<Node>) {
  const edge = builder.objectRef<{ cursor: string; node: Node }>(`${name}Edge`).implement({
    fields: (t) => ({ cursor: t.exposeString('cursor'), node: t.field({ type: node, resolve: (parent) => parent.node as never }) }),
  });
  return builder.objectRef<ConnectionShape<Node>>(`${name}Connection`).implement({
    fields: (t) => ({
      edges: t.field({ type: [edge], resolve: ({ page }) => page.rows.map((row) => ({ cursor: page.cursorOf(row), node: row })) }),
      pageInfo: t.field({
        type: PageInfoType,
        resolve: ({ page, after }) => {
          const [first] = page.rows;
          const last = page.rows.at(-1);
          return { startCursor: first ? page.cursorOf(first) : null, endCursor: last ? page.cursorOf(last) : null, hasNextPage: page.hasNextPage, hasPreviousPage: after };
        },
      }),
      totalCount: t.exposeInt('totalCount'),
      ...(extra?.(t) as object),
    }),
  });
}

const selects = (set: SelectionSetNode | undefined, [name = '', ...below]: readonly string[], info: GraphQLResolveInfo): boolean =>
  set?.selections.some((selection) => {
    if (selection.kind === 'Field') return selection.name.value === name && (below.length === 0 || selects(selection.selectionSet, below, info));
    if (selection.kind === 'InlineFragment') return selects(selection.selectionSet, [name, ...below], info);
    return selects(info.fragments[selection.name.value]?.selectionSet, [name, ...below], info);
  }) ?? false;

/** Whether the operation asks for a field of the object that is being resolved, or for one below it (`edges.node.tags`). */
export const asks = (info: GraphQLResolveInfo, field: string): boolean => info.fieldNodes.some((node) => selects(node.selectionSet, field.split('.'), info));
