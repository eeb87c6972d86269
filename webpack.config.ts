import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ModuleFederationPlugin } from '@module-federation/enhanced/webpack';
import MiniCssExtractPlugin from 'mini-css-extract-plugin';
import webpack from 'webpack';
import type { Compilation, Configuration } from 'webpack';
import { type RemoteManifest, contractVersion } from '#shared/contract/index.ts';
import packageJson from './package.json' with { type: 'json' };
import { type RemoteOutline, problemsOf } from './scripts/webpack/check-manifest.ts';
import { authorOf, operationsOf } from './scripts/webpack/describe-build.ts';
import { firstFiles, nothingFirst } from './scripts/webpack/first-files.ts';
import { GuardedLoadingPlugin } from './scripts/webpack/guarded-loading-plugin.ts';
import { MinifyPlugin } from './scripts/webpack/minify-plugin.ts';
import { OwnCopyGuardPlugin } from './scripts/webpack/own-copy-guard-plugin.ts';
import { pageAssets } from './scripts/webpack/page-assets.ts';
import { PublishPlugin } from './scripts/webpack/publish-plugin.ts';
import { outlineOf } from './scripts/webpack/remote-outline.ts';
import { SharedInManifestPlugin } from './scripts/webpack/shared-in-manifest-plugin.ts';

const root = import.meta.dirname;

/** Ids of the remotes: the folders of `remotes/` that have a manifest. */
export const remoteIds = (): string[] =>
  readdirSync(path.join(root, 'remotes')).filter((id) => existsSync(path.join(root, 'remotes', id, 'manifest.ts'))).sort();

/** Everything this config can build. */
export const appIds = (): string[] => ['shell', ...remoteIds()];

export interface BuildOptions {
  readonly mode: 'production' | 'development';
  /** Folder that holds one folder an app. @default dist/console */
  readonly folder?: string;
  /** Fingerprint of the sources, written into `current.json` so that the next build can tell whether anything changed. */
  readonly builtFrom?: string;
  /** Folder of a remote that lies elsewhere. @default remotes/<app> */
  readonly source?: string;
  /**
   * Whether development's form of React is compiled for, with its refresh. A shell that was built for people has neither.
   * @default in development
   */
  readonly refresh?: boolean;
  /**
   * Versions of what shell and remotes share, by name, where they aren't those of this checkout: for trying how builds of
   * two versions get on.
   */
  readonly versions?: Readonly<Record<string, string>>;
}

/**
 * Modules that exist once, in the shell, and that a remote takes from it. The
 * thin wrappers stand for what they wrap (Mantine, Apollo, TanStack Query, the
 * router, i18next): sharing those whole would send every export of theirs.
 */
const sharedPackages = ['react', 'react-dom', 'react/jsx-runtime', 'react/jsx-dev-runtime'] as const;
export const sharedWrappers = ['#shared/ui/index.ts', '#shared/data/index.ts', '#shared/i18n/index.ts', '#shared/permissions/index.ts'] as const;
/** Its minor is raised when a wrapper gets an export, its major when it drops or changes one: older shells and builds meet newer ones. 2: builds for the federation library's own runtime are refused. */
export const wrapperVersion = '2.0.0';

/**
 * Global of a built app, which its manifest tells the loader. It is another one
 * for each build: two builds of a remote in one page would else share their
 * chunks, and the second would silently be the first.
 */
const containerName = (app: string, builtFrom: string | undefined): string => `isatis_${app.replaceAll('-', '_')}_${builtFrom?.slice(0, 12) ?? 'development'}`;

const versionOf = (name: string): string => packageJson.dependencies[name.split('/')[0] as keyof typeof packageJson.dependencies];

interface SharedEntry {
  readonly singleton: true;
  readonly eager?: true;
  readonly import?: false;
  readonly version?: string;
  readonly requiredVersion: string | false;
}

/** The oldest version that a remote gets on with: patches add nothing to lean on, and shells of open tabs lag behind. */
const floorOf = (version: string): string => version.replace(/\.\d+$/, '.0');

const sharedFor = (app: string, versions: BuildOptions['versions'] = {}): Record<string, SharedEntry> => {
  const isShell = app === 'shell';
  const entry = (version: string): SharedEntry =>
    // The shell starts with all of them: `eager` makes them one file with the entry instead of a chain of requests.
    isShell ? { singleton: true, eager: true, version, requiredVersion: false } : { singleton: true, import: false, requiredVersion: `^${floorOf(version)}` };
  return Object.fromEntries([
    ...sharedPackages.map((name) => [name, entry(versions[name] ?? versionOf(name))]),
    ...sharedWrappers.map((name) => [name, entry(versions[name] ?? wrapperVersion)]),
  ]);
};

/** What an app gives (the shell) or takes (a remote), by name. */
const sharedVersions = (app: string, versions: BuildOptions['versions']): Record<string, string> =>
  Object.fromEntries(Object.entries(sharedFor(app, versions)).map(([name, entry]) => [name, entry.version ?? String(entry.requiredVersion)]));

/** What the federation plugin's generated code calls at run time is ours; see there. */
const ownRuntime = (): webpack.NormalModuleReplacementPlugin =>
  new webpack.NormalModuleReplacementPlugin(/[\\/]@module-federation[\\/]webpack-bundler-runtime[\\/]/, path.join(root, 'shared/federation/runtime.ts'));

const federation = (app: string, name: string, sources: string, versions: BuildOptions['versions']): ModuleFederationPlugin =>
  new ModuleFederationPlugin({
    name,
    dts: false,
    shareStrategy: 'loaded-first',
    shared: sharedFor(app, versions),
    ...(app === 'shell' ? { manifest: false } : { filename: 'remote-entry.js', exposes: { './remote': path.join(sources, 'remote.tsx') }, manifest: true }),
  });

const scripts = (refresh: boolean) => ({
  test: /\.tsx?$/,
  exclude: /node_modules/,
  loader: 'swc-loader',
  options: {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic', development: refresh, refresh } },
      target: 'es2022',
    },
  },
});

const styles = (mode: BuildOptions['mode']) => {
  const extract = MiniCssExtractPlugin.loader;
  const localIdentName = mode === 'production' ? '[hash:base64:7]' : '[name]__[local]';
  return [
    { test: /\.module\.css$/, use: [extract, { loader: 'css-loader', options: { modules: { namedExport: false, exportLocalsConvention: 'as-is', localIdentName } } }] },
    { test: /\.css$/, exclude: /\.module\.css$/, use: [extract, 'css-loader'] },
  ];
};

const atOnce = (compilation: Compilation): readonly string[] => {
  const { scripts: entry, preloads } = pageAssets(compilation);
  return [...entry, ...preloads];
};

/** Webpack's configuration of one app, alone. */
export async function appConfig(app: string, { mode, folder = path.join(root, 'dist/console'), builtFrom, source, refresh = mode === 'development', versions }: BuildOptions): Promise<Configuration> {
  const production = mode === 'production';
  const isShell = app === 'shell';
  const appFolder = path.join(folder, app);
  const hash = production ? '.[contenthash:10]' : '';
  const { manifest, outline } = isShell ? { manifest: null, outline: null } : await readRemote(app, source);
  const uniqueName = containerName(app, builtFrom);
  const sources = source ?? path.join(root, isShell ? 'shell' : `remotes/${app}`);

  return {
    name: app,
    mode,
    context: root,
    target: ['web', 'es2022'],
    entry: isShell ? { main: './shell/main.ts' } : {},
    output: {
      // A folder of its own for each run; PublishPlugin renames it by its content.
      path: production ? path.join(appFolder, `.making-${process.pid}`) : path.join(appFolder, 'dev'),
      publicPath: 'auto',
      filename: `[name]${hash}.js`,
      chunkFilename: `[name]${hash}.js`,
      assetModuleFilename: 'assets/[name].[contenthash:10][ext]',
      uniqueName,
      // A remote that failed while it started is started anew by the next try, not taken half made.
      strictModuleErrorHandling: !isShell,
      clean: false,
    },
    devtool: production ? false : 'cheap-module-source-map',
    resolve: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'], alias: source ? { '#shared': path.join(root, 'shared') } : {} },
    module: {
      rules: [
        scripts(refresh),
        ...styles(mode),
        { test: /\.(woff2|svg|png)$/, type: 'asset/resource' },
        // Packages that say "type": "module" but leave endings out of their imports.
        { test: /\.m?js$/, resolve: { fullySpecified: false } },
      ],
    },
    plugins: [
      new MiniCssExtractPlugin({ filename: `[name]${hash}.css`, chunkFilename: `[name]${hash}.css`, ignoreOrder: true }),
      federation(app, uniqueName, sources, versions),
      ownRuntime(),
      ...(isShell ? [] : [new OwnCopyGuardPlugin(sources), new SharedInManifestPlugin(sharedVersions(app, versions))]),
      ...(production
        ? [
            ...(isShell ? [] : [new GuardedLoadingPlugin()]),
            new MinifyPlugin(isShell ? atOnce : undefined),
            new PublishPlugin({
              folder: appFolder,
              current: (compilation) => ({
                ...(manifest ? { manifest } : pageAssets(compilation)),
                builtFrom,
              }),
              describe: async (compilation) => ({
                app,
                manifest,
                contract: contractVersion,
                shared: sharedVersions(app, versions),
                operations: await operationsOf(isShell ? [sources, path.join(root, 'shared/ui/table/views')] : [sources]),
                first: outline ? firstFiles(compilation, outline) : nothingFirst,
                author: await authorOf(sources),
              }),
            }),
          ]
        : []),
    ],
    optimization: { minimizer: [], chunkIds: 'deterministic', moduleIds: 'deterministic' },
    cache: { type: 'filesystem', cacheDirectory: path.join(root, '.cache/webpack'), name: `${app}-${mode}`, buildDependencies: { config: [import.meta.filename] } },
    performance: { hints: false },
    infrastructureLogging: { level: 'error' },
    stats: 'errors-warnings',
  };
}

/** Thrown when a manifest promises what its remote doesn't hold, with a sentence for each promise. */
export class ManifestError extends Error {
  override readonly name = 'ManifestError';
}

/**
 * A remote's manifest, read natively since it is plain data, and held against the outline of the remote's module.
 * @param version another one has the file read again, by a process that read it before
 */
export async function readRemote(id: string, folder = path.join(root, 'remotes', id), version = ''): Promise<{ readonly manifest: RemoteManifest; readonly outline: RemoteOutline }> {
  const { manifest } = (await import(`${pathToFileURL(path.join(folder, 'manifest.ts')).href}${version && `?${version}`}`)) as { manifest: RemoteManifest };
  const outline = await outlineOf(await readFile(path.join(folder, 'remote.tsx'), 'utf8')).catch((error: Error) => {
    throw new ManifestError(`remotes/${id}/remote.tsx can't be read: ${error.message}`);
  });
  const problems = [
    ...[manifest.id, outline.id].filter((said) => said !== id).map((said) => `It says its id is "${said}"; it must be "${id}", the name of its folder.`),
    ...problemsOf(manifest, outline),
  ];
  if (problems.length > 0) throw new ManifestError(`The manifest of remotes/${id} can't be built:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
  return { manifest, outline };
}

/** For webpack's own command line. `ISATIS_APPS=shell,users` builds those alone. */
export default async function config(_env: unknown, { mode }: { mode?: string }): Promise<Configuration[]> {
  const apps = process.env['ISATIS_APPS']?.split(',') ?? appIds();
  return Promise.all(apps.map((app) => appConfig(app, { mode: mode === 'development' ? 'development' : 'production' })));
}
