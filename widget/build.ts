import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import CssMinimizerPlugin from 'css-minimizer-webpack-plugin';
import MiniCssExtractPlugin from 'mini-css-extract-plugin';
import webpack from 'webpack';
import type { Compilation, Compiler, Configuration } from 'webpack';

export interface WidgetBuildOptions {
  /** Emptied and written anew, as `dist/widget`. */
  readonly outDir: string;
  readonly mode: 'production' | 'development';
}

/** `assets.json` in the output: file names relative to it. Everything but the loader carries its hash and never changes. */
export interface WidgetAssets {
  /** For `/widget.js`: the one name that pages hold, so it is served with a short life. */
  readonly loader: string;
  readonly chatScript: string;
  readonly chatStyle: string;
  readonly demoStyle: string;
}

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Names the built files for the server, once their hashes are known. */
class AssetsPlugin {
  apply(compiler: Compiler): void {
    compiler.hooks.thisCompilation.tap('AssetsPlugin', (compilation: Compilation) => {
      const stage = webpack.Compilation.PROCESS_ASSETS_STAGE_REPORT;
      compilation.hooks.processAssets.tap({ name: 'AssetsPlugin', stage }, () => {
        // The build has failed already, and its own report says why.
        if (compilation.errors.length > 0) return;
        const file = (entry: string, extension: string): string => {
          const found = compilation.entrypoints.get(entry)?.getFiles().find((name) => name.endsWith(extension));
          if (!found) throw new Error(`The widget's entry "${entry}" produced no ${extension} file.`);
          return found;
        };
        const assets: WidgetAssets = {
          loader: file('widget', '.js'),
          chatScript: file('chat', '.js'),
          chatStyle: file('chat', '.css'),
          demoStyle: file('demo', '.css'),
        };
        compilation.emitAsset('assets.json', new webpack.sources.RawSource(`${JSON.stringify(assets, null, 2)}\n`));
        // An entry that is only a style leaves an empty script behind.
        for (const name of compilation.entrypoints.get('demo')?.getFiles() ?? []) if (name.endsWith('.js')) compilation.deleteAsset(name);
      });
    });
  }
}

/** The webpack configuration of the widget: one classic script each for host page and frame, no run-time, no chunks. */
export function widgetConfiguration({ outDir, mode }: WidgetBuildOptions): Configuration {
  const isProduction = mode === 'production';
  return {
    name: 'widget',
    mode,
    target: ['web', 'es2022'],
    // No eval: the pages these run on forbid it.
    devtool: isProduction ? false : 'source-map',
    entry: {
      widget: here('loader/main.ts'),
      chat: [here('chat/main.tsx'), here('chat/chat.css')],
      demo: here('demo.css'),
    },
    output: {
      path: outDir,
      filename: ({ chunk }) => (chunk?.name === 'widget' ? 'widget.js' : '[name].[contenthash:12].js'),
      clean: true,
    },
    resolve: { alias: { 'preact/jsx-runtime$': here('chat/jsx.ts') } },
    module: {
      rules: [
        {
          test: /\.tsx?$/,
          loader: 'swc-loader',
          options: {
            jsc: {
              parser: { syntax: 'typescript', tsx: true },
              target: 'es2022',
              transform: { react: { runtime: 'automatic', importSource: 'preact' } },
            },
          },
        },
        { test: /\.css$/, use: [MiniCssExtractPlugin.loader, 'css-loader'] },
      ],
    },
    plugins: [new MiniCssExtractPlugin({ filename: '[name].[contenthash:12].css' }), new AssetsPlugin()],
    optimization: {
      minimizer: ['...', new CssMinimizerPlugin({ minify: CssMinimizerPlugin.lightningCssMinify })],
    },
    performance: { hints: false },
  };
}

/** Builds the widget and answers what was made. Fails with webpack's own report. */
export async function buildWidget(options: WidgetBuildOptions): Promise<WidgetAssets> {
  const compiler = webpack(widgetConfiguration(options));
  if (!compiler) throw new Error('webpack made no compiler for the widget.');
  const stats = await new Promise<webpack.Stats | undefined>((resolve, reject) => {
    compiler.run((error, result) => {
      compiler.close((closing) => {
        const failure = error ?? closing;
        if (failure) reject(failure);
        else resolve(result);
      });
    });
  });
  if (!stats || stats.hasErrors()) throw new Error(stats?.toString({ preset: 'errors-only', colors: false }) ?? 'The widget was not built.');
  const assets: WidgetAssets = JSON.parse(await readFile(join(options.outDir, 'assets.json'), 'utf8'));
  return assets;
}
