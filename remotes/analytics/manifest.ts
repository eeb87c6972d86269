import { defineManifest } from '#shared/contract/index.ts';

export const manifest = defineManifest({
  id: 'analytics',
  contract: 1,
  title: { en: 'Analytics', it: 'Statistiche' },
  requires: { allOf: ['analytics:read'] },
  routes: [{ path: '', requires: {} }],
  navigation: { icon: 'analytics', group: 'work', order: 40 },
});
