import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { ModuleFederationPlugin } from '@module-federation/enhanced/webpack';
import MiniCssExtractPlugin from 'mini-css-extract-plugin';
import type { Configuration } from 'webpack';
import type { RemoteManifest } from '#shared/contract/index.ts';
import packageJson from './package.json' with { type: 'json' };
import { MinifyPlugin } from './scripts/webpack/minify-plugin.ts';
import { OwnCopyGuardPlugin } from './scripts/webpack/own-copy-guard-plugin.ts';
import { pageAssets } from './scripts/webpack/page-assets.ts';
import { PublishPlugin } from './scripts/webpack/publish-plugin.ts';

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
}

/**
 * Modules that exist once, in the shell, and that a remote takes from it. The
 * thin wrappers stand for what they wrap (Mantine, Apollo, TanStack Query, the
 * router, i18next): sharing those whole would send every export of theirs.
 */
const sharedPackages = ['react', 'react-dom', 'react/jsx-runtime', 'react/jsx-dev-runtime'] as const;
export const sharedWrappers = ['#shared/ui/index.ts', '#shared/data/index.ts', '#shared/i18n/index.ts', '#shared/permissions/index.ts'] as const;
/** Raised when a wrapper drops or changes an export that built remotes rely on. */
const wrapperVersion = '1.0.0';

/** Global of a built app; the shell's `load-remote.ts` makes the same name from the id. */
const containerName = (app: string): string => `isatis_${app.replaceAll('-', '_')}`;

const versionOf = (name: string): string => packageJson.dependencies[name.split('/')[0] as keyof typeof packageJson.dependencies];

const sharedFor = (app: string) => {
  const isShell = app === 'shell';
  const entry = (version: string) =>
    // The shell starts with all of them: `eager` makes them one file with the entry instead of a chain of requests.
    isShell ? { singleton: true, eager: true, version, requiredVersion: false as const } : { singleton: true, import: false as const, requiredVersion: `^${version}` };
  return Object.fromEntries([
    ...sharedPackages.map((name) => [name, entry(versionOf(name))]),
    ...sharedWrappers.map((name) => [name, entry(wrapperVersion)]),
  ]);
};

/** Leaves out of the federation runtime what `load-remote.ts` does itself (manifests), and what browsers don't need. */
const leanRuntime = { disableSnapshot: true, target: 'web' } as const;

const federation = (app: string): ModuleFederationPlugin =>
  new ModuleFederationPlugin({
    name: containerName(app),
    dts: false,
    shareStrategy: 'loaded-first',
    shared: sharedFor(app),
    ...(app === 'shell'
      ? { manifest: false, runtimePlugins: [path.join(root, 'shell/federation/loader-plugin.ts')], experiments: { provideExternalRuntime: true, optimization: leanRuntime } }
      : {
          filename: 'remote-entry.js',
          exposes: { './remote': `./remotes/${app}/remote.tsx` },
          manifest: true,
          // The shell brings the federation runtime; a remote's entry stays small.
          experiments: { externalRuntime: true, optimization: leanRuntime },
        }),
  });

const scripts = (mode: BuildOptions['mode']) => ({
  test: /\.tsx?$/,
  exclude: /node_modules/,
  loader: 'swc-loader',
  options: {
    jsc: {
      parser: { syntax: 'typescript', tsx: true },
      transform: { react: { runtime: 'automatic', development: mode === 'development', refresh: mode === 'development' } },
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

/** Webpack's configuration of one app, alone. */
export async function appConfig(app: string, { mode, folder = path.join(root, 'dist/console'), builtFrom }: BuildOptions): Promise<Configuration> {
  const production = mode === 'production';
  const isShell = app === 'shell';
  const appFolder = path.join(folder, app);
  const hash = production ? '.[contenthash:10]' : '';
  const manifest = isShell ? null : await readManifest(app);
  const sources = path.join(root, isShell ? 'shell' : `remotes/${app}`);

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
      uniqueName: containerName(app),
      clean: false,
    },
    devtool: production ? false : 'cheap-module-source-map',
    resolve: { extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
    module: {
      rules: [
        scripts(mode),
        ...styles(mode),
        { test: /\.(woff2|svg|png)$/, type: 'asset/resource' },
        // Packages that say "type": "module" but leave endings out of their imports.
        { test: /\.m?js$/, resolve: { fullySpecified: false } },
      ],
    },
    plugins: [
      new MiniCssExtractPlugin({ filename: `[name]${hash}.css`, chunkFilename: `[name]${hash}.css`, ignoreOrder: true }),
      federation(app),
      ...(isShell ? [] : [new OwnCopyGuardPlugin(sources)]),
      ...(production
        ? [
            new MinifyPlugin(),
            new PublishPlugin({
              folder: appFolder,
              describe: (compilation) => ({
                ...(manifest ? { manifest } : pageAssets(compilation)),
                builtFrom,
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

/** A remote's manifest, read natively: it is plain data. */
export async function readManifest(id: string): Promise<RemoteManifest> {
  const file = path.join(root, 'remotes', id, 'manifest.ts');
  const { manifest } = (await import(pathToFileURL(file).href)) as { manifest: RemoteManifest };
  if (manifest.id !== id) throw new Error(`${file} says its id is "${manifest.id}"; it must be "${id}", the name of its folder.`);
  return manifest;
}

/** For webpack's own command line. `ISATIS_APPS=shell,users` builds those alone. */
export default async function config(_env: unknown, { mode }: { mode?: string }): Promise<Configuration[]> {
  const apps = process.env['ISATIS_APPS']?.split(',') ?? appIds();
  return Promise.all(apps.map((app) => appConfig(app, { mode: mode === 'development' ? 'development' : 'production' })));
}
