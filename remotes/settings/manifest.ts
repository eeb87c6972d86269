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
    { path: 'security', requires: { allOf: ['security:manage'] } },
    { path: 'single-sign-on', requires: { allOf: ['security:manage'] } },
    { path: 'audit', requires: { allOf: ['audit:read'] } },
    { path: 'ownership', requires: { allOf: ['workspace:transfer'] } },
    { path: 'console', requires: { allOf: ['remotes:manage'] } },
    { path: 'console/:area', requires: { allOf: ['remotes:manage'] } },
  ],
  navigation: { icon: 'settings', group: 'manage', order: 30 },
  actions: [
    { id: 'ownership', title: { en: 'Transfer or delete the workspace', it: 'Cedi o elimina lo spazio di lavoro' }, path: 'ownership', requires: { allOf: ['workspace:transfer'] }, keywords: { en: 'owner hand over remove close', it: 'proprietario cedere chiudere' } },
    { id: 'retention', title: { en: 'Data retention', it: 'Conservazione dei dati' }, path: 'retention', requires: {}, keywords: { en: 'privacy delete days', it: 'privacy elimina giorni' } },
    { id: 'ai', title: { en: 'AI provider', it: 'Fornitore di IA' }, path: 'ai', requires: { allOf: ['secrets:read'] }, keywords: { en: 'model key openai', it: 'modello chiave openai' } },
    { id: 'security', title: { en: 'Require a second factor', it: 'Richiedi un secondo fattore' }, path: 'security', requires: { allOf: ['security:manage'] }, keywords: { en: 'security policy 2fa', it: 'sicurezza regole 2fa' } },
    { id: 'sso', title: { en: 'Single sign-on', it: 'Accesso unico' }, path: 'single-sign-on', requires: { allOf: ['security:manage'] }, keywords: { en: 'sso oidc scim domain company login', it: 'sso oidc scim dominio azienda accesso' } },
    { id: 'audit', title: { en: 'Audit log', it: 'Registro di controllo' }, path: 'audit', requires: { allOf: ['audit:read'] }, keywords: { en: 'history who changed', it: 'storia chi ha cambiato' } },
  ],
});
