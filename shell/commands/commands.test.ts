import { describe, expect, test } from 'vitest';
import type { RegistryRemote, RemoteManifest } from '#shared/contract/index.ts';
import { presets } from '#shared/permissions/index.ts';
import { commandsOf, fit, fitting } from './commands.ts';

const remote = (manifest: Partial<RemoteManifest> & Pick<RemoteManifest, 'id'>, access: RegistryRemote['access'] = 'allowed'): RegistryRemote => ({
  manifest: { contract: 1, title: { en: 'Fruit', it: 'Frutta' }, requires: {}, routes: [{ path: '', requires: {} }], navigation: null, ...manifest },
  buildId: 'b1', entry: '', integrity: {}, access, channel: 'stable', previous: null,
});

const fruit = remote({
  id: 'fruit',
  actions: [
    { id: 'new', title: { en: 'Plant a tree', it: 'Pianta un albero' }, path: 'new', requires: { allOf: ['agents:create'] }, keywords: { en: 'grow', it: 'coltiva' } },
    { id: 'ripe', title: { en: 'Ripe fruit', it: 'Frutta matura' }, path: '?ripe=1', requires: {} },
  ],
});

describe('commands', () => {
  test('are the areas and their actions, as far as the person may', () => {
    expect(commandsOf([fruit], presets.owner, 'en').map(({ title, to }) => [title, to])).toEqual([['Fruit', '/fruit'], ['Plant a tree', '/fruit/new'], ['Ripe fruit', '/fruit?ripe=1']]);
    expect(commandsOf([fruit], presets.editor, 'it').map(({ title }) => title)).toEqual(['Frutta', 'Frutta matura']);
  });

  test('leave out what is forbidden, off, or beyond the person', () => {
    expect(commandsOf([remote({ id: 'a' }, 'forbidden'), remote({ id: 'b' }, 'off'), remote({ id: 'c', requires: { allOf: ['audit:read'] } })], presets.editor, 'en')).toEqual([]);
  });

  test('are found by the beginning of any word, whatever the accents and the case', () => {
    const all = commandsOf([fruit], presets.owner, 'en');
    expect(fitting(all, 'TRÉE').map(({ title }) => title)).toEqual(['Plant a tree']);
    expect(fitting(all, 'grow').map(({ title }) => title)).toEqual(['Plant a tree']);
    expect(fitting(all, 'fruit').map(({ title }) => title)).toEqual(['Fruit', 'Ripe fruit', 'Plant a tree']);
    expect(fitting(all, 'ree')).toEqual([]);
  });

  test('fit only when every word does', () => {
    expect(fit({ id: 'x', kind: 'page', title: 'Plant a tree', detail: 'Fruit', to: '/' }, 'tree fruit')).toBeGreaterThan(0);
    expect(fit({ id: 'x', kind: 'page', title: 'Plant a tree', detail: 'Fruit', to: '/' }, 'tree house')).toBe(0);
  });
});
