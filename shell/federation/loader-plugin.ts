import type { ModuleFederationRuntimePlugin } from '@module-federation/enhanced/runtime';
import { fetchManifest } from './fetch-manifest.ts';

/** How long one file of a remote may take. The federation runtime's own limits are 20 s, or none. */
const scriptDeadline = 8000;

/** Hooks of the federation runtime: deadlines, and a manifest that is checked before it is believed. */
export default function loaderPlugin(): ModuleFederationRuntimePlugin {
  return {
    name: 'isatis-loader',
    fetch: (url) => fetchManifest(url),
    createScript: () => ({ timeout: scriptDeadline }),
  };
}
