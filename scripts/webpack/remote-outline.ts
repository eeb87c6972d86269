import { parse } from '@swc/core';
import type { Expression, ObjectExpression } from '@swc/core';
import type { RemoteOutline } from './check-manifest.ts';

/** Reads from `remote.tsx` what its `defineRemote({ … })` holds, without running it. */
export async function outlineOf(source: string): Promise<RemoteOutline> {
  const { body } = await parse(source, { syntax: 'typescript', tsx: true, target: 'es2022' });
  for (const item of body) {
    if (item.type !== 'ExportDefaultExpression') continue;
    const call = item.expression;
    const given = call.type === 'CallExpression' && call.callee.type === 'Identifier' && call.callee.value === 'defineRemote' ? call.arguments[0]?.expression : undefined;
    if (given?.type === 'ObjectExpression') return outlineOfObject(given);
  }
  throw new Error('Its default export must be written as defineRemote({ … }).');
}

function outlineOfObject(remote: ObjectExpression): RemoteOutline {
  const { id, routes, slots } = membersOf(remote);
  const bySlot = slots?.type === 'ObjectExpression' ? Object.entries(membersOf(slots)) : [];
  return {
    id: textOf(id),
    routes: routes ? patternsOf(routes) : null,
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

/** The patterns of `() => [{ path: '…' }, …]`; null for anything that only running it would tell. */
function patternsOf(routes: Expression): readonly string[] | null {
  const made = routes.type === 'ArrowFunctionExpression' ? routes.body : undefined;
  const list = made?.type === 'ParenthesisExpression' ? made.expression : made;
  if (list?.type !== 'ArrayExpression') return null;
  const patterns: string[] = [];
  for (const element of list.elements) {
    if (element?.expression.type !== 'ObjectExpression') return null;
    const { path, index, children } = membersOf(element.expression);
    if (children) return null;
    const pattern = index ? '' : textOf(path);
    if (pattern === null) return null;
    patterns.push(...withoutOptional(pattern));
  }
  return patterns;
}

/** `:id?` at the end stands for two addresses: with it and without. */
const withoutOptional = (pattern: string): readonly string[] => {
  const optional = /^(?:(.*)\/)?([^/]+)\?$/.exec(pattern);
  if (!optional) return [pattern];
  const [, before = '', last = ''] = optional;
  return [before, before ? `${before}/${last}` : last];
};
