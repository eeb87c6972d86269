import { type RemoteBuild, developmentBuild } from '#shared/contract/index.ts';
import { trustScriptsOf } from '../trusted-types.ts';
import { RemoteError } from './remote-error.ts';
import { threeTries } from './tries.ts';

/** How long a manifest or an entry may take. */
export const entryDeadline = 4000;
/** How long a page's own file may take, which may be many times as large. */
const chunkDeadline = 8000;

/** Address of a build's folder → integrity of its files; null for a build under development. */
const builds = new Map<string, RemoteBuild['integrity'] | null>();

const folderOf = (address: string): string => address.slice(0, address.lastIndexOf('/') + 1);

/**
 * Makes the files of a build known: from now on they may be loaded, and only as the registry describes them. What is
 * under development is made anew at each edit, so nobody can say beforehand what it must be: it is not checked.
 */
export function knowBuild({ buildId, entry, integrity }: RemoteBuild, isOverride: boolean): void {
  const unchecked = (buildId === developmentBuild || isOverride) && Object.keys(integrity).length === 0;
  const folder = folderOf(new URL(entry, location.href).href);
  builds.set(folder, unchecked ? null : integrity);
  if (isOverride) trustScriptsOf(folder);
}

/**
 * What a file must be; undefined for a build under development. Throws for a file
 * that no known build names: fail closed.
 */
export function integrityOf(address: string): string | undefined {
  for (const [folder, integrity] of builds) {
    if (!address.startsWith(folder)) continue;
    if (integrity === null) return undefined;
    const expected = integrity[address.slice(folder.length)];
    if (expected) return expected;
  }
  throw new RemoteError('integrity', `${address} is not named by the registry.`);
}

/** Finds out why a browser refused a file, since its `error` event doesn't say. What comes is looked at and never used. */
async function whyRefused(address: string, integrity: string | undefined): Promise<RemoteError> {
  const signal = AbortSignal.timeout(entryDeadline);
  const ask = (expected: string): Promise<Response | null> => fetch(address, { cache: 'reload', credentials: 'same-origin', signal, integrity: expected }).catch(() => null);
  const fitting = integrity ? await ask(integrity) : null;
  const anything = fitting ?? (await ask(''));
  if (!anything) return new RemoteError(signal.aborted ? 'timeout' : 'network', `${address} could not be reached.`);
  if (!anything.ok) return new RemoteError('http', `${address} answered ${anything.status}.`);
  if (!/javascript|css/.test(anything.headers.get('content-type') ?? '')) return new RemoteError('shape', `${address} is neither a script nor a style sheet.`);
  if (!integrity || fitting) return new RemoteError('network', `${address} could not be loaded.`);
  return new RemoteError('integrity', `${address} is not what the registry says.`);
}

function load(element: HTMLScriptElement | HTMLLinkElement, address: string, integrity: string | undefined, deadline: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      element.onload = element.onerror = null;
    };
    const fail = (error: RemoteError): void => {
      end();
      element.remove();
      noteFailure(address);
      reject(error);
    };
    const timer = setTimeout(() => fail(new RemoteError('timeout', `${address} did not come within ${deadline} ms.`)), deadline);
    element.onload = () => {
      end();
      resolve();
    };
    element.onerror = () => void whyRefused(address, integrity).then(fail);
    if (integrity) element.integrity = integrity;
    // A development server elsewhere answers this page alone, which it knows by its origin.
    if (new URL(address).origin !== location.origin) element.crossOrigin = 'anonymous';
    document.head.append(element);
  });
}

/** Address → how often it failed. */
const failures = new Map<string, number>();

export const noteFailure = (address: string): void => void failures.set(address, (failures.get(address) ?? 0) + 1);

/**
 * Gives back the connections that the page's own preloads of a file's build may hold, since one of its files failed: what
 * is still under way ends with its element, what hangs would stay for ever. Each try asks for itself.
 */
export function endPreloads(address: string): void {
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=preload]')) if (link.href.startsWith(folderOf(address))) link.remove();
}

/** A file that hangs, be it asked for by the page's own preload, holds up every later request for the same address: each try has one of its own. */
export const addressOfTry = (address: string): string => {
  const failed = failures.get(address);
  return failed ? `${address}?try=${failed + 1}` : address;
};

/**
 * Has a file come into the browser's cache before an element asks for it: unlike
 * an element's request, this one ends at the deadline, and gives its connection
 * back. A browser has six for a server; files that hang would take them all.
 */
async function bring(address: string, ofTry: string, integrity: string | undefined, deadline: number): Promise<void> {
  const signal = AbortSignal.timeout(deadline);
  try {
    const response = await fetch(ofTry, { credentials: 'same-origin', signal, integrity: integrity ?? '' });
    if (!response.ok) throw new RemoteError('http', `${address} answered ${response.status}.`);
    await response.arrayBuffer();
  } catch (error) {
    noteFailure(address);
    endPreloads(address);
    if (error instanceof RemoteError) throw error;
    throw signal.aborted ? new RemoteError('timeout', `${address} did not come within ${deadline} ms.`, { cause: error }) : await whyRefused(address, integrity);
  }
}

/** Runs one script of a known build, once. Rejects with {@link RemoteError}. */
export async function runScript(address: string, deadline: number): Promise<void> {
  const integrity = integrityOf(address);
  const script = document.createElement('script');
  script.src = addressOfTry(address);
  await bring(address, script.src, integrity, deadline);
  await load(script, address, integrity, deadline);
  script.remove();
}

async function applyStyle(address: string): Promise<void> {
  const integrity = integrityOf(address);
  const link = document.createElement('link');
  link.rel = 'stylesheet';
  link.href = addressOfTry(address);
  await bring(address, link.href, integrity, chunkDeadline);
  await load(link, address, integrity, chunkDeadline);
}

/** What the webpack runtimes of remotes call in place of their own (`scripts/webpack/guarded-loading-plugin.ts`). */
const forRemotes = {
  script: (address: string): Promise<void> => threeTries(() => runScript(address, chunkDeadline)),
  style: (address: string): Promise<void> => threeTries(() => applyStyle(address)),
};

Object.defineProperty(globalThis, 'isatisFiles', { value: Object.freeze(forRemotes), configurable: true });
