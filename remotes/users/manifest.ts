import { defineManifest } from '#shared/contract/index.ts';

export const manifest = defineManifest({
  id: 'users',
  contract: 1,
  title: { en: 'Users', it: 'Utenti' },
  requires: { allOf: ['members:read'] },
  routes: [
    { path: '', requires: {} },
    { path: 'invitations', requires: {} },
    { path: 'members/:memberId', requires: {} },
    { path: 'roles', requires: { allOf: ['roles:read'] } },
    { path: 'roles/:roleId', requires: { allOf: ['roles:read'] } },
    { path: 'reviews', requires: { allOf: ['access-review:manage'] } },
    { path: 'reviews/:reviewId', requires: { allOf: ['access-review:manage'] } },
    { path: 'requests', requires: { allOf: ['roles:manage'] } },
  ],
  navigation: { icon: 'users', group: 'manage', order: 10 },
  actions: [{ id: 'invite', title: { en: 'Invite people', it: 'Invita persone' }, path: 'invitations', requires: { allOf: ['members:invite'] }, keywords: { en: 'add member team colleague', it: 'aggiungi membro collega' } }],
});
