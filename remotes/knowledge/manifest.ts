import { defineManifest } from '#shared/contract/index.ts';

export const manifest = defineManifest({
  id: 'knowledge',
  contract: 1,
  title: { en: 'Knowledge', it: 'Conoscenza' },
  requires: { allOf: ['knowledge:read'] },
  routes: [{ path: '', requires: {} }, { path: 'search', requires: {} }, { path: ':documentId', requires: {} }],
  navigation: { icon: 'knowledge', group: 'work', order: 20 },
});
