import { defineManifest } from '#shared/contract/index.ts';

export const manifest = defineManifest({
  id: 'account',
  contract: 1,
  title: { en: 'Your account', it: 'Il tuo account' },
  requires: {},
  routes: [
    { path: 'tokens', requires: {} },
    { path: 'tokens/workspace', requires: { allOf: ['tokens:manage'] } },
  ],
  // Reached from the person's own menu.
  navigation: null,
  actions: [
    { id: 'tokens', title: { en: 'API tokens', it: 'Token API' }, path: 'tokens', requires: {}, keywords: { en: 'key program integration', it: 'chiave programma integrazione' } },
    { id: 'workspace-tokens', title: { en: 'API tokens of the workspace', it: 'Token API dello spazio di lavoro' }, path: 'tokens/workspace', requires: { allOf: ['tokens:manage'] } },
  ],
});
