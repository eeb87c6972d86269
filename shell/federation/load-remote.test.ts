import { loadRemote, registerRemotes } from '@module-federation/enhanced/runtime';
import { HttpResponse, http } from 'msw';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { RegistryRemote } from '#shared/contract/index.ts';
import { network } from '#shared/testing/index.ts';
import { RemoteError } from './fetch-manifest.ts';
import { containerName, loadRemoteModule } from './load-remote.ts';

// The runtime loads scripts into a page, which a test has not; what is tested is what is asked of it, and when.
vi.mock('@module-federation/enhanced/runtime', () => ({ loadRemote: vi.fn(), registerRemotes: vi.fn() }));

const remote: RegistryRemote = {
  manifest: { id: 'agents', contract: 1, title: { en: 'Agents', it: 'Agenti' }, requires: {}, routes: [], navigation: null },
  buildId: 'abc',
  entry: '/console/agents/abc/mf-manifest.json',
  integrity: {},
  access: 'allowed',
  channel: 'stable',
  previous: null,
};
const module = { id: 'agents', routes: () => [], messages: () => Promise.resolve({}) };
const manifest = { metaData: { remoteEntry: { name: 'remote-entry.js', path: '' } }, exposes: [], shared: [] };

let asked = 0;
const answer = (...statuses: number[]): void => {
  asked = 0;
  network.use(http.get('*/console/agents/abc/mf-manifest.json', () => {
    const status = statuses[Math.min(asked, statuses.length - 1)] ?? 200;
    asked += 1;
    return HttpResponse.json(manifest, { status });
  }));
};
const waited: number[] = [];
const options = { wait: (milliseconds: number) => { waited.push(milliseconds); return Promise.resolve(); } };

beforeEach(() => {
  waited.length = 0;
  vi.mocked(registerRemotes).mockClear();
  vi.mocked(loadRemote).mockReset().mockResolvedValue({ default: module });
});

describe('a remote', () => {
  test('is registered by its entry, over whatever an earlier try left', async () => {
    answer(200);
    await expect(loadRemoteModule(remote, options)).resolves.toBe(module);
    expect(registerRemotes).toHaveBeenCalledWith([expect.objectContaining({ name: 'isatis_agents', entry: new URL('/console/agents/abc/remote-entry.js', location.href).href })], { force: true });
    expect(loadRemote).toHaveBeenCalledWith('isatis_agents/remote');
  });

  test('is tried three times, each pause longer and never the same', async () => {
    answer(503);
    const onRetry = vi.fn();
    await expect(loadRemoteModule(remote, { ...options, onRetry })).rejects.toMatchObject({ name: 'RemoteError', kind: 'http' });
    expect(asked).toBe(3);
    expect(onRetry).toHaveBeenCalledTimes(2);
    expect(waited[0]).toBeGreaterThanOrEqual(200);
    expect(waited[1]).toBeGreaterThanOrEqual(600);
  });

  test('comes in when a later try goes well', async () => {
    answer(503, 503, 200);
    await expect(loadRemoteModule(remote, options)).resolves.toBe(module);
  });

  test('is refused when the build holds something else', async () => {
    answer(200);
    for (const wrong of [null, {}, { default: {} }, { default: { ...module, id: 'users' } }, { default: { ...module, routes: [] } }]) {
      vi.mocked(loadRemote).mockResolvedValue(wrong);
      await expect(loadRemoteModule(remote, options)).rejects.toMatchObject({ kind: 'shape' });
    }
  });

  test('says what kind of failure a script’s is', async () => {
    answer(200);
    vi.mocked(loadRemote).mockRejectedValue(new Error('ScriptNetworkError: Script "x" timed out.'));
    await expect(loadRemoteModule(remote, options)).rejects.toBeInstanceOf(RemoteError);
    await expect(loadRemoteModule(remote, options)).rejects.toMatchObject({ kind: 'timeout' });
    vi.mocked(loadRemote).mockRejectedValue(new Error('ScriptExecutionError'));
    await expect(loadRemoteModule(remote, options)).rejects.toMatchObject({ kind: 'script' });
  });
});

test('a container’s name is an identifier', () => {
  expect(containerName('access-reviews')).toBe('isatis_access_reviews');
});
