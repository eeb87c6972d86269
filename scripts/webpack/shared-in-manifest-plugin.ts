import type { Compiler, Module } from 'webpack';

interface Manifest { readonly shared: readonly { readonly name: string; readonly requiredVersion: string }[] }
/** What the federation plugin puts in the place of a module that comes from the shell. */
interface ConsumedModule extends Module { readonly options: { readonly shareKey: string } }

const isConsumed = (module: Module): module is ConsumedModule => module.type === 'consume-shared-module';

/**
 * Writes all that a remote takes from the shell into its federation manifest, which the shell reads before it takes the
 * build. The federation plugin names packages there and leaves the wrappers out: a build that needs a later design system
 * than the shell has would be taken, and break.
 */
export class SharedInManifestPlugin {
  readonly #required: Readonly<Record<string, string>>;

  /** @param required name → range, of all that may be taken */
  constructor(required: Readonly<Record<string, string>>) {
    this.#required = required;
  }

  apply(compiler: Compiler): void {
    const { Compilation, sources } = compiler.webpack;
    compiler.hooks.thisCompilation.tap('SharedInManifestPlugin', (compilation) => {
      // After the federation plugin has written it.
      compilation.hooks.processAssets.tap({ name: 'SharedInManifestPlugin', stage: Compilation.PROCESS_ASSETS_STAGE_REPORT }, () => {
        const asset = compilation.getAsset('mf-manifest.json');
        if (!asset) return;
        const manifest = JSON.parse(String(asset.source.source())) as Manifest;
        const taken = new Set([...compilation.modules].filter(isConsumed).map(({ options }) => options.shareKey));
        const missing = Object.entries(this.#required).filter(([name]) => taken.has(name) && !manifest.shared.some((shared) => shared.name === name));
        const shared = [...manifest.shared, ...missing.map(([name, requiredVersion]) => ({ name, requiredVersion }))];
        compilation.updateAsset('mf-manifest.json', new sources.RawSource(JSON.stringify({ ...manifest, shared })));
      });
    });
  }
}
