import { defineManifest } from '#shared/contract/index.ts';

export const manifest = defineManifest({
  id: 'conversations',
  contract: 1,
  title: { en: 'Conversations', it: 'Conversazioni' },
  requires: { allOf: ['conversations:read'] },
  routes: [{ path: '', requires: {} }, { path: ':conversationId', requires: {} }],
  navigation: { icon: 'conversations', group: 'work', order: 10 },
  actions: [{ id: 'disliked', title: { en: 'Disliked answers', it: 'Risposte non gradite' }, path: '?feedback=down', requires: {}, keywords: { en: 'negative feedback thumbs down', it: 'giudizio negativo pollice' } }],
  slots: [
    { slot: 'home.cards', name: 'latest', requires: {} },
    { slot: 'agent.actions', name: 'of-agent', requires: {} },
  ],
});
