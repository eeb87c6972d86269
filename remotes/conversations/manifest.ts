import { defineManifest } from '#shared/contract/index.ts';

export const manifest = defineManifest({
  id: 'conversations',
  contract: 1,
  title: { en: 'Conversations', it: 'Conversazioni' },
  requires: { allOf: ['conversations:read'] },
  routes: [{ path: '', requires: {} }, { path: ':conversationId', requires: {} }],
  navigation: { icon: 'conversations', group: 'work', order: 10 },
});
