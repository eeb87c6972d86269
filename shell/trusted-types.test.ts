import { expect, test } from 'vitest';
import { isOwnScript, trustScriptsOf } from './trusted-types.ts';

const page = 'https://console.example/agents';

test.each([
  '/console/shell/0434009b7984384a/main.25f4fc96de.js',
  'https://console.example/console/users/0434009b7984384a/74.js',
  '/console/users/development/remote-entry.js',
])('%s is a script of ours', (address) => {
  expect(isOwnScript(address, page)).toBe(true);
});

test.each([
  'https://evil.example/console/shell/0434009b7984384a/main.js',
  '//evil.example/console/shell/0434009b7984384a/main.js',
  '/console/shell/0434009b7984384a/../../../knowledge/documents/1/file',
  '/knowledge/documents/1/file.js',
  '/console/beacon',
  'data:text/javascript,alert(1)',
  'blob:https://console.example/1',
])('%s is none', (address) => {
  expect(isOwnScript(address, page)).toBe(false);
});

test('of an area that the person runs from elsewhere, scripts below its folder are let in, and no others', () => {
  const folder = 'http://localhost:3100/board/';
  expect(isOwnScript(`${folder}remote-entry.js`, page)).toBe(false);
  trustScriptsOf(folder);
  expect(isOwnScript(`${folder}remote-entry.js`, page)).toBe(true);
  for (const address of ['http://localhost:3100/other.js', 'http://localhost:3100/board/../other.js', 'http://localhost:3101/board/remote-entry.js', 'http://localhost.evil.example:3100/board/a.js']) expect(isOwnScript(address, page)).toBe(false);
});
