import { minify } from '@swc/core';
import { transform } from 'lightningcss';
import type { Compilation as WebpackCompilation, Compiler } from 'webpack';

/** Has Chromium compile a script's functions while it comes, beside the page's thread, instead of each when it is first called. */
const compileAtOnce = '//# allFunctionsCalledOnLoad\n';

/**
 * Minifies JavaScript with swc and CSS with Lightning CSS. Both are native and
 * run off the main thread, so no pool of workers is needed. (cssnano breaks
 * Mantine's nested `calc`.)
 */
export class MinifyPlugin {
  readonly #calledOnLoad: (compilation: WebpackCompilation) => readonly string[];

  /** @param calledOnLoad names the scripts that run as soon as the page does, nearly all of them */
  constructor(calledOnLoad: (compilation: WebpackCompilation) => readonly string[] = () => []) {
    this.#calledOnLoad = calledOnLoad;
  }

  apply(compiler: Compiler): void {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.compilation.tap('MinifyPlugin', (compilation) => {
      compilation.hooks.processAssets.tapPromise(
        { name: 'MinifyPlugin', stage: Compilation.PROCESS_ASSETS_STAGE_OPTIMIZE_SIZE },
        async (assets) => {
          const calledOnLoad = new Set(this.#calledOnLoad(compilation));
          const minified = Object.entries(assets).map(async ([name, source]) => {
            const text = source.source().toString();
            const small = name.endsWith('.js') ? await smallerScript(text) : name.endsWith('.css') ? smallerStyles(name, text) : null;
            if (small !== null) compilation.updateAsset(name, new sources.RawSource(calledOnLoad.has(name) ? compileAtOnce + small : small), { minimized: true });
          });
          await Promise.all(minified);
        },
      );
    });
  }
}

async function smallerScript(text: string): Promise<string> {
  const { code } = await minify(text, { compress: { passes: 2, ecma: 2020 }, mangle: true, ecma: 2020, module: false, sourceMap: false, format: { comments: false } });
  return code;
}

function smallerStyles(name: string, text: string): string {
  const { code } = transform({ filename: name, code: Buffer.from(text), minify: true, errorRecovery: true });
  return Buffer.from(code).toString();
}
