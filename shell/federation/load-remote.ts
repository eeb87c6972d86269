import { type RegistryRemote, type RemoteBuild, type RemoteModule, contractVersion, sharedMisfit } from '#shared/contract/index.ts';
import { endPreloads, entryDeadline, integrityOf, knowBuild, runScript } from './build-files.ts';
import { containerNamed, shareScope } from './container.ts';
import { fetchManifest } from './fetch-manifest.ts';
import { RemoteError, isMisfit } from './remote-error.ts';
import { type TryOptions, threeTries } from './tries.ts';

interface LoadOptions extends TryOptions {
  /** Begins with the previous build: the present one turned out not to fit while it ran. */
  readonly previously?: boolean;
  /** Told of a build that doesn't fit, also when the previous one then takes its place. */
  readonly onMisfit?: (error: RemoteError, build: RemoteBuild) => void;
}

/** A remote that is in the page, and the build that it comes from. */
export interface LoadedRemote {
  readonly module: RemoteModule;
  readonly buildId: string;
}

/**
 * Brings a remote in, within three tries. A build that doesn't fit (integrity, contract,
 * shared versions) is not tried again: the previous one takes its place, once.
 * Rejects with {@link RemoteError}.
 */
export async function loadRemoteModule(remote: RegistryRemote, { previously = false, onMisfit, ...tries }: LoadOptions = {}): Promise<LoadedRemote> {
  const { manifest, channel, previous } = remote;
  const bring = (build: RemoteBuild): Promise<LoadedRemote> => threeTries(() => loadOnce(manifest.id, build, channel === 'override'), tries);
  if (previously && previous) return bring(previous);
  try {
    // Of a contract that isn't known nothing more is read.
    if (manifest.contract !== contractVersion) throw ofOtherContract(manifest.id, manifest.contract);
    return await bring(remote);
  } catch (error) {
    if (!(error instanceof RemoteError) || !isMisfit(error.kind)) throw error;
    onMisfit?.(error, remote);
    if (!previous) throw error;
    return bring(previous).catch((again: RemoteError) => {
      if (isMisfit(again.kind)) onMisfit?.(again, previous);
      throw again;
    });
  }
}

const ofOtherContract = (id: string, contract: unknown): RemoteError =>
  new RemoteError('contract', `The remote "${id}" keeps contract ${String(contract)}; this shell keeps contract ${contractVersion}.`);

async function loadOnce(id: string, build: RemoteBuild, isOverride: boolean): Promise<LoadedRemote> {
  knowBuild(build, isOverride);
  const manifest = new URL(build.entry, location.href).href;
  const fetching = fetchManifest(manifest, { integrity: integrityOf(manifest) }).catch((error: unknown) => {
    endPreloads(manifest);
    throw error;
  });
  const [{ address, container: name, shared }, scope] = await Promise.all([fetching, shareScope()]);
  const misfit = sharedMisfit(shared, scope);
  if (misfit) throw new RemoteError('shared', `It needs ${misfit.name} ${misfit.required}; the shell has ${misfit.given ?? 'none'}.`);
  // A try that came as far as this left its container; what failed in it is asked for again.
  if (!containerNamed(name)) await runScript(address, entryDeadline);
  const container = containerNamed(name);
  if (!container) throw new RemoteError('script', `${address} did not make its container.`);
  await container.init(scope);
  const loaded = (await container.get('./remote'))() as { readonly default?: RemoteModule } | null;
  const module = loaded?.default;
  if (module?.id !== id || typeof module.routes !== 'function' || typeof module.messages !== 'function') throw new RemoteError('shape', `${address} does not hold the remote "${id}".`);
  if (module.contract !== contractVersion) throw ofOtherContract(id, module.contract);
  return { module, buildId: build.buildId };
}
