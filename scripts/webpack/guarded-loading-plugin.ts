import MiniCssExtractPlugin from 'mini-css-extract-plugin';
import type { Compiler } from 'webpack';

/**
 * A remote doesn't fetch its own chunks: its webpack runtime asks the shell
 * (`shell/federation/build-files.ts`), which knows each file's integrity from the
 * registry, gives up at a deadline and tries again. So these rules are in one
 * place and can't be left out by a build.
 */
export class GuardedLoadingPlugin {
  apply(compiler: Compiler): void {
    const { RuntimeGlobals } = compiler.webpack;
    compiler.hooks.compilation.tap('GuardedLoadingPlugin', (compilation) => {
      compilation.hooks.runtimeModule.tap('GuardedLoadingPlugin', (module) => {
        if (module.name !== 'load script') return;
        // Webpack wants an event: its `type` becomes the error's.
        module.generate = () => `${RuntimeGlobals.loadScript} = (url, done) => { isatisFiles.script(url).then(() => done({ type: "load", target: { src: url } }), (error) => done({ type: error.kind, target: { src: url } })); };`;
      });
      MiniCssExtractPlugin.getCompilationHooks(compilation).beforeTagInsert.tap('GuardedLoadingPlugin', (source, { href, resolve, reject }) => `${source}\nreturn void isatisFiles.style(${href}).then(${resolve}, ${reject});`);
    });
  }
}
