import { HttpResponse, http } from 'msw';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { RegistryRemote } from '#shared/contract/index.ts';
import { network } from '#shared/testing/index.ts';
import { loadRemoteModule } from './load-remote.ts';
import { RemoteError } from './remote-error.ts';

const container = 'isatis_agents_abc';
const remote: RegistryRemote = {
  manifest: { id: 'agents', contract: 1, title: { en: 'Agents', it: 'Agenti' }, requires: {}, routes: [], navigation: null },
  buildId: 'abc',
  entry: '/console/agents/abc/mf-manifest.json',
  integrity: {},
  access: 'allowed',
  // Of an override the files aren't checked: happy-dom can't; the browser tests do (e2e/faults.spec.ts).
  channel: 'override',
  previous: null,
};
const previous = { buildId: 'old', entry: '/console/agents/old/mf-manifest.json', integrity: {} };
const module = { id: 'agents', contract: 1, routes: () => [], messages: () => Promise.resolve({}) };
const manifest = { metaData: { globalName: container, remoteEntry: { name: 'remote-entry.js', path: '' } }, exposes: [], shared: [{ name: 'react', requiredVersion: '^19.3.1' }] };

let asked: string[] = [];
const answer = (...statuses: number[]): void => {
  asked = [];
  network.use(http.get('*/console/agents/:buildId/mf-manifest.json', ({ params }) => {
    const status = statuses[Math.min(asked.length, statuses.length - 1)] ?? 200;
    asked.push(String(params['buildId']));
    return HttpResponse.json(manifest, { status });
  }));
};
// Entries are scripts, which a page without a browser doesn't run: the container is there already. What is tested is what is asked of it, and when.
const held = vi.fn<() => Promise<unknown>>();
const made = { init: vi.fn(), get: vi.fn(async () => held().then((loaded) => () => loaded)) };
const waited: number[] = [];
const options = { wait: (milliseconds: number) => { waited.push(milliseconds); return Promise.resolve(); } };
const shellHas = (version: string): void => {
  vi.stubGlobal('__webpack_share_scopes__', { default: { react: { [version]: {} } } });
};

beforeEach(() => {
  waited.length = 0;
  vi.stubGlobal(container, made);
  vi.stubGlobal('__webpack_init_sharing__', () => Promise.resolve());
  shellHas('19.4.0');
  made.init.mockReset();
  made.get.mockClear();
  held.mockReset().mockResolvedValue({ default: module });
});
afterEach(() => { vi.unstubAllGlobals(); });

describe('a remote', () => {
  test('is taken out of the container that its manifest names, which is given what the shell shares', async () => {
    answer(200);
    await expect(loadRemoteModule(remote, options)).resolves.toEqual({ module, buildId: 'abc' });
    expect(made.init).toHaveBeenCalledWith({ react: { '19.4.0': {} } });
    expect(made.get).toHaveBeenCalledWith('./remote');
  });

  test('is tried three times, each pause longer and never the same', async () => {
    answer(503);
    const onRetry = vi.fn();
    await expect(loadRemoteModule(remote, { ...options, onRetry })).rejects.toMatchObject({ name: 'RemoteError', kind: 'http' });
    expect(asked).toHaveLength(3);
    expect(onRetry).toHaveBeenCalledTimes(2);
    expect(waited[0]).toBeGreaterThanOrEqual(200);
    expect(waited[1]).toBeGreaterThanOrEqual(600);
  });

  test('comes in when a later try goes well', async () => {
    answer(503, 503, 200);
    await expect(loadRemoteModule(remote, options)).resolves.toMatchObject({ module });
  });

  test('is refused when the build holds something else', async () => {
    answer(200);
    for (const wrong of [null, {}, { default: {} }, { default: { ...module, id: 'users' } }, { default: { ...module, routes: [] } }]) {
      held.mockResolvedValue(wrong);
      await expect(loadRemoteModule(remote, options)).rejects.toMatchObject({ kind: 'shape' });
    }
  });

  test('whose script throws says so', async () => {
    answer(200);
    held.mockRejectedValue(new Error('ScriptExecutionError'));
    await expect(loadRemoteModule(remote, options)).rejects.toBeInstanceOf(RemoteError);
    await expect(loadRemoteModule(remote, options)).rejects.toMatchObject({ kind: 'script' });
  });
});

describe('a build that doesn’t fit', () => {
  test.each([
    ['by its integrity', 'integrity', () => ({ ...remote, channel: 'stable' as const })],
    ['by the contract of its manifest', 'contract', () => ({ ...remote, manifest: { ...remote.manifest, contract: 2 as never } })],
    ['by the contract of its code', 'contract', () => {
      held.mockResolvedValueOnce({ default: { ...module, contract: 2 } });
      return remote;
    }],
    ['by a shared version', 'shared', () => {
      shellHas('18.3.1');
      return remote;
    }],
  ])('%s is never tried again, reported, and fails closed', async (_, kind, given) => {
    answer(200);
    const onMisfit = vi.fn();
    await expect(loadRemoteModule(given(), { ...options, onMisfit })).rejects.toMatchObject({ kind });
    expect(waited).toEqual([]);
    expect(onMisfit).toHaveBeenCalledWith(expect.objectContaining({ kind }), expect.objectContaining({ buildId: 'abc' }));
  });

  test('leaves its place to the previous one, once', async () => {
    answer(200);
    held.mockResolvedValueOnce({ default: { ...module, contract: 2 } });
    const onMisfit = vi.fn();
    await expect(loadRemoteModule({ ...remote, previous }, { ...options, onMisfit })).resolves.toEqual({ module, buildId: 'old' });
    expect(asked).toEqual(['abc', 'old']);
    expect(onMisfit).toHaveBeenCalledTimes(1);
  });

  test('fails closed when the previous one doesn’t fit either, and both are reported', async () => {
    answer(200);
    shellHas('18.3.1');
    const onMisfit = vi.fn();
    await expect(loadRemoteModule({ ...remote, previous }, { ...options, onMisfit })).rejects.toMatchObject({ kind: 'shared' });
    expect(asked).toEqual(['abc', 'old']);
    expect(onMisfit.mock.calls.map(([, { buildId }]) => buildId as string)).toEqual(['abc', 'old']);
  });
});
