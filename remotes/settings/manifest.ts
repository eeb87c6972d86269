import { defineManifest } from '#shared/contract/index.ts';

export const manifest = defineManifest({
  id: 'settings',
  contract: 1,
  title: { en: 'Settings', it: 'Impostazioni' },
  requires: { allOf: ['workspace:update'] },
  routes: [
    { path: '', requires: {} },
    { path: 'retention', requires: {} },
    { path: 'ai', requires: { allOf: ['secrets:read'] } },
    { path: 'audit', requires: { allOf: ['audit:read'] } },
  ],
  navigation: { icon: 'settings', group: 'manage', order: 30 },
});
