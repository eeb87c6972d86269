import { expect, test } from 'vitest';
import { routeFor } from './route-for.ts';

const routes = [':roleId', '', 'roles/:roleId', 'roles/new', 'files/*'].map((path) => ({ path, requires: {} }));
const found = (rest: string): string | undefined => routeFor({ routes }, rest)?.path;

test('an address has the most specific route that fits', () => {
  expect([found(''), found('/'), found('7'), found('roles/7'), found('roles/new'), found('Roles/New/')]).toEqual(['', '', ':roleId', 'roles/:roleId', 'roles/new', 'roles/new']);
  expect([found('files'), found('files/a/b'), found('roles/7/more')]).toEqual([':roleId', 'files/*', undefined]);
});
