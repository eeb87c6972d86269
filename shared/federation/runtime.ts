/**
 * What the federation plugin's generated code calls at run time, in the shell and in every remote: how a module that the
 * shell shares gets into a chunk that needs it. It takes the place of `@module-federation/webpack-bundler-runtime`, whose
 * 30 kB choose between several offers, load remotes and read manifests; here the shell alone offers, one version of each,
 * and `shell/federation` loads remotes (docs/decisions/0016-federation-runtime.md).
 */
type Factory = () => unknown;

/** A shared module that somebody has. The scope goes over from the shell to its remotes, whatever version of this made it. */
interface Offer {
  readonly get: () => Factory | Promise<Factory>;
}

type ShareScope = Record<string, Record<string, Offer>>;

/** The part of webpack's own object that is used; its one-letter names are webpack's. */
interface WebpackRequire {
  /** Share scopes by name. */
  S: Record<string, ShareScope>;
  /** Modules by id. */
  readonly m: Record<string, (module: { exports: unknown }) => void>;
  /** The cache of modules that ran. */
  readonly c: Record<string, unknown>;
  readonly consumesLoadingData: { readonly moduleIdToConsumeDataMapping: Readonly<Record<string, { readonly shareKey: string }>> };
  readonly federation: {
    readonly initOptions: { readonly name: string; readonly shared?: Readonly<Record<string, readonly (Offer & { readonly version: string })[]>> };
    readonly instance?: Instance;
  };
}

interface Instance { readonly name: string; readonly shareScopeMap: Record<string, ShareScope> }
/** Module id → what it waits for; 0 once it is there. */
type Installed = Record<string, Promise<void> | 0>;

/** Called once an app: makes its own scope of what it shares, which is nothing in a remote. */
function init({ webpackRequire: { federation } }: { webpackRequire: WebpackRequire }): Instance {
  const { name, shared = {} } = federation.initOptions;
  const offered = Object.entries(shared).map(([key, offers]) => [key, Object.fromEntries(offers.map(({ version, get }) => [version, { get }]))]);
  return { name, shareScopeMap: { default: Object.fromEntries(offered) as ShareScope } };
}

function attachShareScopeMap(webpackRequire: WebpackRequire): void {
  if (webpackRequire.federation.instance) webpackRequire.S = webpackRequire.federation.instance.shareScopeMap;
}

/** A remote is given the shell's scope before anything of it runs. */
function initContainerEntry({ webpackRequire, shareScope }: { webpackRequire: WebpackRequire; shareScope: ShareScope }): true {
  webpackRequire.S['default'] = shareScope;
  return true;
}

function take({ S, consumesLoadingData }: WebpackRequire, id: string): Factory | Promise<Factory> {
  const { shareKey } = consumesLoadingData.moduleIdToConsumeDataMapping[id] ?? { shareKey: id };
  const [offer] = Object.values(S['default']?.[shareKey] ?? {});
  if (!offer) throw new Error(`The shell doesn’t share ${shareKey}.`);
  return offer.get();
}

const install = ({ m, c }: WebpackRequire, installed: Installed, id: string, make: () => unknown): void => {
  installed[id] = 0;
  m[id] = (module) => {
    delete c[id];
    module.exports = make();
  };
};

/** Before a chunk runs: sees to the shared modules that it needs. */
function consumes({ chunkId, promises, chunkMapping, installedModules, webpackRequire }: {
  chunkId: string; promises: unknown[]; chunkMapping: Readonly<Record<string, readonly string[]>>; installedModules: Installed; webpackRequire: WebpackRequire;
}): void {
  for (const id of chunkMapping[chunkId] ?? []) {
    if (id in installedModules) {
      promises.push(installedModules[id]);
      continue;
    }
    const fail = (error: unknown): void => {
      install(webpackRequire, installedModules, id, () => {
        throw error;
      });
      // The next chunk that needs it asks anew.
      delete installedModules[id];
    };
    try {
      const factory = take(webpackRequire, id);
      if (typeof factory === 'function') install(webpackRequire, installedModules, id, factory);
      else promises.push((installedModules[id] = factory.then((got) => install(webpackRequire, installedModules, id, got), fail)));
    } catch (error) {
      fail(error);
    }
  }
}

/** Of what runs at once there is nothing to wait for: it has to be there. */
function installInitialConsumes({ initialConsumes, installedModules, webpackRequire }: { initialConsumes: readonly string[]; installedModules: Installed; webpackRequire: WebpackRequire }): void {
  for (const id of initialConsumes) {
    install(webpackRequire, installedModules, id, () => {
      const factory = take(webpackRequire, id);
      if (typeof factory !== 'function') throw new Error('A module that is shared at once must be eager.');
      return factory();
    });
  }
}

const federation = {
  runtime: {}, attachShareScopeMap,
  /** `I` would look for scopes of others; there are none. */
  bundlerRuntime: { init, consumes, installInitialConsumes, initContainerEntry, I: () => true },
};

export default federation;
