import { defineManifest } from '#shared/contract/index.ts';

export const manifest = defineManifest({
  id: 'knowledge',
  contract: 1,
  title: { en: 'Knowledge', it: 'Conoscenza' },
  requires: { allOf: ['knowledge:read'] },
  routes: [{ path: '', requires: {} }, { path: 'search', requires: {} }, { path: ':documentId', requires: {} }],
  navigation: { icon: 'knowledge', group: 'work', order: 20 },
  actions: [
    { id: 'ask', title: { en: 'Ask your knowledge', it: 'Interroga la conoscenza' }, path: 'search', requires: {}, keywords: { en: 'search test retrieval passages', it: 'cerca prova passaggi' } },
    { id: 'failed', title: { en: 'Documents that could not be read', it: 'Documenti non letti' }, path: '?status=failed', requires: {}, keywords: { en: 'failed errors', it: 'errori falliti' } },
  ],
});
