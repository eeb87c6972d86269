import { describe, expect, test } from 'vitest';
import federation from './runtime.ts';

const { bundlerRuntime: { init, consumes, initContainerEntry, installInitialConsumes } } = federation;

type WebpackRequire = Parameters<typeof consumes>[0]['webpackRequire'];

/** An app whose modules `ui` and `data` are the shell's `#ui` and `#data`. */
function app(shared: WebpackRequire['federation']['initOptions']['shared'] = {}): WebpackRequire {
  const made = { S: {}, m: {}, c: {}, consumesLoadingData: { moduleIdToConsumeDataMapping: { ui: { shareKey: '#ui' }, data: { shareKey: '#data' } } }, federation: { initOptions: { name: 'app', shared } } };
  const instance = init({ webpackRequire: made });
  const webpackRequire = { ...made, federation: { ...made.federation, instance } };
  federation.attachShareScopeMap(webpackRequire);
  return webpackRequire;
}

function remoteOf(shell: WebpackRequire): { readonly remote: WebpackRequire; load(chunkId: string): Promise<unknown> } {
  const remote = app();
  initContainerEntry({ webpackRequire: remote, shareScope: shell.S['default'] ?? {} });
  const installedModules = {};
  return {
    remote,
    load(chunkId) {
      const promises: unknown[] = [];
      consumes({ chunkId, promises, chunkMapping: { both: ['ui', 'data'], one: ['ui'] }, installedModules, webpackRequire: remote });
      return Promise.all(promises);
    },
  };
}

const run = ({ m }: WebpackRequire, id: string): unknown => {
  const module = { exports: {} as unknown };
  m[id]?.(module);
  return module.exports;
};

describe('a chunk of a remote', () => {
  test('gets the very modules that the shell has, there already or still to come', async () => {
    const [ui, data] = [{ of: 'ui' }, { of: 'data' }];
    const { remote, load } = remoteOf(app({ '#ui': [{ version: '2.0.0', get: () => () => ui }], '#data': [{ version: '2.0.0', get: () => Promise.resolve(() => data) }] }));
    await Promise.all([load('both'), load('one')]);
    expect(run(remote, 'ui')).toBe(ui);
    expect(run(remote, 'data')).toBe(data);
  });

  test('that needs what the shell doesn’t share, or can’t bring, fails by saying so, and is tried anew', async () => {
    const ui = { of: 'ui' };
    let broken = true;
    const { remote, load } = remoteOf(app({ '#ui': [{ version: '2.0.0', get: () => (broken ? Promise.reject(new Error('lost')) : () => ui) }] }));
    await load('both');
    expect(() => run(remote, 'ui')).toThrow('lost');
    expect(() => run(remote, 'data')).toThrow('The shell doesn’t share #data.');
    broken = false;
    await load('one');
    expect(run(remote, 'ui')).toBe(ui);
  });
});

test('what runs at once takes what is there at once, and nothing that has to be waited for', () => {
  const ui = { of: 'ui' };
  const shell = app({ '#ui': [{ version: '2.0.0', get: () => () => ui }], '#data': [{ version: '2.0.0', get: () => Promise.resolve(() => ({})) }] });
  installInitialConsumes({ initialConsumes: ['ui', 'data'], installedModules: {}, webpackRequire: shell });
  expect(run(shell, 'ui')).toBe(ui);
  expect(() => run(shell, 'data')).toThrow('must be eager');
});
