import { defineManifest } from '#shared/contract/index.ts';

export const manifest = defineManifest({
  id: 'agents',
  contract: 1,
  title: { en: 'Agents', it: 'Agenti' },
  requires: { allOf: ['agents:read'] },
  routes: [{ path: '', requires: {} }, { path: 'new', requires: { allOf: ['agents:create'] } }, { path: ':agentId', requires: {} }],
  navigation: { icon: 'agents', group: 'work', order: 30 },
  actions: [{ id: 'new', title: { en: 'New agent', it: 'Nuovo agente' }, path: 'new', requires: { allOf: ['agents:create'] }, keywords: { en: 'create add bot', it: 'crea aggiungi bot' } }],
  slots: [{ slot: 'analytics.agents.columns', name: 'release', requires: {}, title: { en: 'Release', it: 'Rilascio' } }],
});
