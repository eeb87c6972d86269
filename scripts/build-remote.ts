// `node <isatis>/scripts/build-remote.ts --source <folder> --out <folder>`: builds one remote that lies outside this
// repository, by the same configuration as our own. Publish what comes out with `npm run publish-build`.
import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import webpack, { type Stats } from 'webpack';
import type { RemoteManifest } from '#shared/contract/index.ts';
import { ManifestError, appConfig } from '../webpack.config.ts';
import { BuildError } from './build.ts';

/** Tells builds of different sources apart in one page. */
async function fingerprint(source: string): Promise<string> {
  const sum = createHash('sha256');
  const files = globSync('**/*.{ts,tsx,css,json,svg}', { cwd: source, exclude: (name) => name === 'node_modules' || name === 'dist' }).sort();
  for (const file of files) sum.update(file).update('\0').update(await readFile(path.join(source, file))).update('\0');
  return sum.digest('hex');
}

/**
 * Builds a remote into `<out>/<id>/<buildId>/`.
 * @returns the folder of the build
 * @throws BuildError | ManifestError with what is wrong
 */
export async function buildRemote({ source, out }: { readonly source: string; readonly out: string }): Promise<string> {
  const { manifest } = (await import(pathToFileURL(path.join(source, 'manifest.ts')).href)) as { manifest: RemoteManifest };
  const config = await appConfig(manifest.id, { mode: 'production', folder: out, source, builtFrom: await fingerprint(source) });
  const compiler = webpack({ ...config, cache: false });
  if (!compiler) throw new BuildError(`webpack made no compiler for ${manifest.id}.`);
  try {
    const stats = await new Promise<Stats | undefined>((resolve, reject) => {
      compiler.run((error, finished) => (error ? reject(error) : resolve(finished)));
    });
    if (stats?.hasErrors()) throw new BuildError(`${manifest.id} does not compile:\n${stats.toString({ all: false, errors: true, errorDetails: false, colors: false })}`);
  } finally {
    await new Promise<void>((resolve) => { compiler.close(() => resolve()); });
    await rm(compiler.outputPath, { recursive: true, force: true });
  }
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
