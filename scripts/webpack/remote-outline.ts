import { parse } from '@swc/core';
import type { Expression, ModuleItem, ObjectExpression } from '@swc/core';
import type { RemoteOutline } from './check-manifest.ts';

/** Reads from `remote.tsx` what its `defineRemote({ … })` holds, without running it. */
export async function outlineOf(source: string): Promise<RemoteOutline> {
  const { body } = await parse(source, { syntax: 'typescript', tsx: true, target: 'es2022' });
  for (const item of body) {
    if (item.type !== 'ExportDefaultExpression') continue;
    const call = item.expression;
    const given = call.type === 'CallExpression' && call.callee.type === 'Identifier' && call.callee.value === 'defineRemote' ? call.arguments[0]?.expression : undefined;
    if (given?.type === 'ObjectExpression') return outlineOfObject(given, lazyPagesOf(body));
  }
  throw new Error('Its default export must be written as defineRemote({ … }).');
}

function outlineOfObject(remote: ObjectExpression, lazyPages: ReadonlyMap<string, string>): RemoteOutline {
  const { id, routes, slots } = membersOf(remote);
  const known = routes ? routesOf(routes) : null;
  const bySlot = slots?.type === 'ObjectExpression' ? Object.entries(membersOf(slots)) : [];
  return {
    id: textOf(id),
    routes: known?.map(({ pattern }) => pattern) ?? null,
    pages: Object.fromEntries((known ?? []).flatMap(({ pattern, element }) => {
      const page = element?.type === 'JSXElement' && element.opening.name.type === 'Identifier' ? lazyPages.get(element.opening.name.value) : undefined;
      return page === undefined ? [] : [[pattern, page]];
    })),
    slots: Object.fromEntries(bySlot.map(([slot, guests]) => [slot, guests?.type === 'ObjectExpression' ? Object.keys(membersOf(guests)) : []])),
  };
}

function membersOf(object: ObjectExpression): Record<string, Expression | undefined> {
  const members: Record<string, Expression> = {};
  for (const property of object.properties) {
    if (property.type !== 'KeyValueProperty') continue;
    const { key } = property;
    if (key.type === 'Identifier' || key.type === 'StringLiteral') members[key.value] = property.value;
  }
  return members;
}

const textOf = (value: Expression | undefined): string | null => (value?.type === 'StringLiteral' ? value.value : null);

/** Name → text of the import of each `const Name = lazyPage(() => import('…'))`. */
function lazyPagesOf(body: readonly ModuleItem[]): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  for (const item of body) {
    if (item.type !== 'VariableDeclaration') continue;
    for (const { id, init } of item.declarations) {
      const given = init?.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.value === 'lazyPage' ? init.arguments[0]?.expression : undefined;
      const imported = given?.type === 'ArrowFunctionExpression' && given.body.type === 'CallExpression' && given.body.callee.type === 'Import' ? textOf(given.body.arguments[0]?.expression) : null;
      if (id.type === 'Identifier' && imported !== null) pages.set(id.value, imported);
    }
  }
  return pages;
}

interface OutlinedRoute {
  readonly pattern: string;
  readonly element: Expression | undefined;
}

/** The routes of `() => [{ path: '…' }, …]`; null for anything that only running it would tell. */
function routesOf(routes: Expression): readonly OutlinedRoute[] | null {
  const made = routes.type === 'ArrowFunctionExpression' ? routes.body : undefined;
  const list = made?.type === 'ParenthesisExpression' ? made.expression : made;
  if (list?.type !== 'ArrayExpression') return null;
  const found: OutlinedRoute[] = [];
  for (const element of list.elements) {
    if (element?.expression.type !== 'ObjectExpression') return null;
    const { path, index, children, element: shown } = membersOf(element.expression);
    if (children) return null;
    const pattern = index ? '' : textOf(path);
    if (pattern === null) return null;
    found.push(...withoutOptional(pattern).map((one) => ({ pattern: one, element: shown })));
  }
  return found;
}

/** `:id?` at the end stands for two addresses: with it and without. */
const withoutOptional = (pattern: string): readonly string[] => {
  const optional = /^(?:(.*)\/)?([^/]+)\?$/.exec(pattern);
  if (!optional) return [pattern];
  const [, before = '', last = ''] = optional;
  return [before, before ? `${before}/${last}` : last];
};
