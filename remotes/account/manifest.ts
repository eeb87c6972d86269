import { defineManifest } from '#shared/contract/index.ts';

export const manifest = defineManifest({
  id: 'account',
  contract: 1,
  title: { en: 'Your account', it: 'Il tuo account' },
  requires: {},
  routes: [
    { path: '', requires: {} },
    { path: 'security', requires: {} },
    { path: 'sessions', requires: {} },
    { path: 'tokens', requires: {} },
    { path: 'tokens/workspace', requires: { allOf: ['tokens:manage'] } },
  ],
  // Reached from the person's own menu.
  navigation: null,
  actions: [
    { id: 'profile', title: { en: 'Your name and password', it: 'Il tuo nome e la password' }, path: '', requires: {}, keywords: { en: 'profile account language', it: 'profilo account lingua' } },
    { id: 'security', title: { en: 'Second step and passkeys', it: 'Secondo passaggio e passkey' }, path: 'security', requires: {}, keywords: { en: 'two-factor 2fa totp authenticator backup codes', it: 'due fattori 2fa totp autenticazione codici di riserva' } },
    { id: 'sessions', title: { en: 'Your devices and sessions', it: 'I tuoi dispositivi e sessioni' }, path: 'sessions', requires: {}, keywords: { en: 'sign out everywhere signed in', it: 'esci ovunque accesso' } },
    { id: 'tokens', title: { en: 'API tokens', it: 'Token API' }, path: 'tokens', requires: {}, keywords: { en: 'key program integration', it: 'chiave programma integrazione' } },
    { id: 'workspace-tokens', title: { en: 'API tokens of the workspace', it: 'Token API dello spazio di lavoro' }, path: 'tokens/workspace', requires: { allOf: ['tokens:manage'] } },
  ],
});
