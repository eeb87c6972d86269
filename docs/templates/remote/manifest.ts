import { defineManifest } from '#shared/contract/index.ts';

// The id is the first segment of every address of this area, and the name of its builds.
export const manifest = defineManifest({
  id: 'board',
  contract: 1,
  title: { en: 'Board', it: 'Bacheca' },
  requires: { allOf: ['workspace:read'] },
  routes: [{ path: '', requires: {} }],
  slots: [{ slot: 'home.cards', name: 'notice', requires: {} }],
  navigation: { icon: 'home', group: 'work', order: 90 },
});
