// `npm run publish-build -- <folder of a build> [--dist dist] [--ship]`: puts a build of a remote, made here or
// elsewhere, where a server finds it. Owners then give it to people (Settings → Console); `--ship` makes it the one
// that every workspace gets which follows the shipped build. A remote that is new is shipped at once.
import { cp, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { type BuildDescription, contractVersion } from '#shared/contract/index.ts';
import { integrityOf } from './webpack/describe-build.ts';
import { writeWhole } from './webpack/publish-plugin.ts';

/** What is wrong with a build, for whoever publishes it. Nothing was published. */
export class PublishError extends Error {
  override readonly name = 'PublishError';
}

export interface PublishOptions {
  /** The build's folder, with its `build.json`. */
  readonly folder: string;
  /** What `DIST_DIR` names. */
  readonly dist: string;
  /** Makes it the shipped build. @default only where the remote has none */
  readonly ship?: boolean;
}

const there = (file: string): Promise<boolean> => stat(file).then(() => true, () => false);

async function read(folder: string): Promise<BuildDescription & { readonly manifest: NonNullable<BuildDescription['manifest']> }> {
  const text = await readFile(path.join(folder, 'build.json'), 'utf8').catch(() => null);
  if (text === null) throw new PublishError(`${folder} holds no build.json: it is not the folder of a build.`);
  const build = JSON.parse(text) as BuildDescription;
  if (!/^[a-z][a-z0-9-]{0,39}$/.test(build.app) || !/^[0-9a-z]{8,64}$/.test(build.buildId)) throw new PublishError(`The build.json of ${folder} names no remote and build.`);
  const { manifest } = build;
  if (manifest === null || build.app === 'shell') throw new PublishError('The shell is not published: it comes with the product.');
  if (manifest.id !== build.app) throw new PublishError(`The build is of "${build.app}", its manifest of "${manifest.id}".`);
  if (build.contract !== contractVersion) throw new PublishError(`This build was made for contract ${build.contract}; this version speaks ${contractVersion}.`);
  return { ...build, manifest };
}

/**
 * Publishes a build: checks that its files are what it says, copies it under its id, and last of all points to it.
 * Publishing a build again changes nothing.
 * @throws PublishError that says what is wrong
 */
export async function publishBuild({ folder, dist, ship = false }: PublishOptions): Promise<{ readonly app: string; readonly buildId: string; readonly shipped: boolean }> {
  const { app, buildId, manifest, integrity } = await read(folder);
  const found = await integrityOf(folder);
  const different = [...new Set([...Object.keys(found), ...Object.keys(integrity)])].filter((file) => found[file] !== integrity[file]);
  if (different.length > 0) throw new PublishError(`These files are not what build.json says: ${different.join(', ')}. Build it anew.`);
  const home = path.join(dist, 'console', app);
  const target = path.join(home, buildId);
  if (!(await there(target))) {
    const making = path.join(home, `.publishing-${process.pid}`);
    await mkdir(home, { recursive: true });
    await rm(making, { recursive: true, force: true });
    await cp(folder, making, { recursive: true });
    await rename(making, target);
  }
  const current = path.join(home, 'current.json');
  const shipped = ship || !(await there(current));
  if (shipped) await writeWhole(current, `${JSON.stringify({ buildId, manifest, integrity, builtAt: new Date().toISOString() }, null, 2)}\n`);
  return { app, buildId, shipped };
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { dist: { type: 'string', default: 'dist' }, ship: { type: 'boolean', default: false } } });
  try {
    const [folder] = positionals;
    if (folder === undefined) throw new PublishError('Say which build: npm run publish-build -- <folder of the build> [--dist dist] [--ship]');
    const { app, buildId, shipped } = await publishBuild({ folder, dist: values.dist, ship: values.ship });
    console.log(`${app} ${buildId} is published${shipped ? ' and shipped' : '. Owners give it to people: Settings → Console'}.`);
  } catch (error) {
    if (!(error instanceof PublishError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
