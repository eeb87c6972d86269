// `node <isatis>/scripts/build-remote.ts --source <folder> --out <folder>`: builds one remote that lies outside this
// repository, by the same configuration as our own. Publish what comes out with `npm run publish-build`.
import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import type { RemoteManifest } from '#shared/contract/index.ts';
import { type BuildOptions, ManifestError, appConfig } from '../webpack.config.ts';
import { BuildError } from './webpack/build-error.ts';
import { compile } from './webpack/compile.ts';

/** Tells builds of different sources apart in one page. */
async function fingerprint(source: string): Promise<string> {
  const sum = createHash('sha256');
  const files = globSync('**/*.{ts,tsx,css,json,svg}', { cwd: source, exclude: (name) => name === 'node_modules' || name === 'dist' }).sort();
  for (const file of files) sum.update(file).update('\0').update(await readFile(path.join(source, file))).update('\0');
  return sum.digest('hex');
}

export interface BuildRemoteOptions extends Pick<BuildOptions, 'versions'> {
  readonly source: string;
  readonly out: string;
}

/**
 * Builds a remote into `<out>/<id>/<buildId>/`.
 * @returns the folder of the build
 * @throws BuildError | ManifestError with what is wrong
 */
export async function buildRemote({ source, out, versions }: BuildRemoteOptions): Promise<string> {
  const { manifest } = (await import(pathToFileURL(path.join(source, 'manifest.ts')).href)) as { manifest: RemoteManifest };
  const config = await appConfig(manifest.id, { mode: 'production', folder: out, source, builtFrom: await fingerprint(source), ...(versions ? { versions } : {}) });
  await compile(manifest.id, { ...config, cache: false });
  const { buildId } = JSON.parse(await readFile(path.join(out, manifest.id, 'current.json'), 'utf8')) as { buildId: string };
  return path.join(out, manifest.id, buildId);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({ options: { source: { type: 'string', default: '.' }, out: { type: 'string', default: 'dist' } } });
  try {
    console.log(await buildRemote({ source: path.resolve(values.source), out: path.resolve(values.out) }));
  } catch (error) {
    console.error(error instanceof BuildError || error instanceof ManifestError ? error.message : error);
    process.exitCode = 1;
  }
}
