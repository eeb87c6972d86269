import type { ModuleFederationRuntimePlugin } from '@module-federation/enhanced/runtime';

/** How long one file of a remote may take. The federation runtime's own limits are 20 s, or none. */
const scriptDeadline = 8000;

/** Hooks of the federation runtime: deadlines for the scripts of remotes. */
export default function loaderPlugin(): ModuleFederationRuntimePlugin {
  return {
    name: 'isatis-loader',
    createScript: () => ({ timeout: scriptDeadline }),
  };
}
