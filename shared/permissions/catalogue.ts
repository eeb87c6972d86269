/**
 * The one definition of what can be permitted. The API, the database policies,
 * the console and the docs derive from it; nothing else may invent a permission.
 *
 * `dependsOn` lists the permissions without which this one is of no use: holding
 * `knowledge:update` means nothing to somebody who may not read the knowledge base.
 */
export interface PermissionDefinition {
  readonly area: PermissionArea;
  readonly title: { readonly en: string; readonly it: string };
  readonly description: { readonly en: string; readonly it: string };
  readonly dependsOn: readonly string[];
  readonly dangerous: boolean;
  /** Kind of object that a grant of it can be narrowed to; null when it holds everywhere or nowhere. */
  readonly narrowedTo: 'agent' | 'tag' | null;
}

export type PermissionArea =
  | 'workspace'
  | 'agents'
  | 'knowledge'
  | 'conversations'
  | 'analytics'
  | 'channels'
  | 'members'
  | 'security'
  | 'operations';

interface Options {
  readonly dependsOn?: readonly string[];
  readonly dangerous?: boolean;
  readonly narrowedTo?: 'agent' | 'tag';
}

const define = (
  area: PermissionArea,
  title: { en: string; it: string },
  description: { en: string; it: string },
  { dependsOn = [], dangerous = false, narrowedTo }: Options = {},
): PermissionDefinition => ({ area, title, description, dependsOn, dangerous, narrowedTo: narrowedTo ?? null });

const DANGEROUS = { dangerous: true } as const;

export const catalogue = {
  'workspace:read': define('workspace', { en: 'See the workspace', it: 'Vedere lo spazio di lavoro' }, { en: 'See its name, locale and time zone.', it: 'Vedere nome, lingua e fuso orario.' }),
  'workspace:update': define('workspace', { en: 'Edit the workspace', it: 'Modificare lo spazio di lavoro' }, { en: 'Change its name, locale, time zone and retention.', it: 'Cambiare nome, lingua, fuso orario e conservazione.' }, { dependsOn: ['workspace:read'] }),
  'workspace:transfer': define('workspace', { en: 'Transfer ownership', it: 'Trasferire la proprietà' }, { en: 'Make another member the owner.', it: 'Rendere proprietario un altro membro.' }, DANGEROUS),
  'workspace:delete': define('workspace', { en: 'Delete the workspace', it: 'Eliminare lo spazio di lavoro' }, { en: 'Delete everything in it, for good.', it: 'Eliminare definitivamente tutto il contenuto.' }, DANGEROUS),

  'agents:read': define('agents', { en: 'See agents', it: 'Vedere gli agenti' }, { en: 'See agents, their drafts and versions.', it: 'Vedere gli agenti, le bozze e le versioni.' }, { narrowedTo: 'agent' }),
  'agents:create': define('agents', { en: 'Create agents', it: 'Creare agenti' }, { en: 'Create an agent.', it: 'Creare un agente.' }, { dependsOn: ['agents:read'] }),
  'agents:update': define('agents', { en: 'Edit agents', it: 'Modificare gli agenti' }, { en: 'Change the draft of an agent.', it: 'Cambiare la bozza di un agente.' }, { dependsOn: ['agents:read'], narrowedTo: 'agent' }),
  'agents:delete': define('agents', { en: 'Delete agents', it: 'Eliminare agenti' }, { en: 'Delete an agent; visitors can no longer reach it.', it: 'Eliminare un agente; i visitatori non lo raggiungono più.' }, { dependsOn: ['agents:read'], narrowedTo: 'agent' }),
  'agents:publish': define('agents', { en: 'Publish agents', it: 'Pubblicare agenti' }, { en: 'Put a draft live for visitors.', it: 'Rendere attiva una bozza per i visitatori.' }, { dependsOn: ['agents:read'], narrowedTo: 'agent' }),
  'agents:test': define('agents', { en: 'Test agents', it: 'Provare gli agenti' }, { en: 'Talk to a draft in the playground.', it: 'Parlare con una bozza nel banco di prova.' }, { dependsOn: ['agents:read'], narrowedTo: 'agent' }),

  'knowledge:read': define('knowledge', { en: 'See the knowledge base', it: 'Vedere la base di conoscenza' }, { en: 'See documents, sections and tags.', it: 'Vedere documenti, sezioni ed etichette.' }, { narrowedTo: 'tag' }),
  'knowledge:create': define('knowledge', { en: 'Add knowledge', it: 'Aggiungere conoscenza' }, { en: 'Upload documents.', it: 'Caricare documenti.' }, { dependsOn: ['knowledge:read'] }),
  'knowledge:update': define('knowledge', { en: 'Edit knowledge', it: 'Modificare la conoscenza' }, { en: 'Rename and tag documents, edit and hide sections.', it: 'Rinominare ed etichettare documenti, modificare e nascondere sezioni.' }, { dependsOn: ['knowledge:read'], narrowedTo: 'tag' }),
  'knowledge:delete': define('knowledge', { en: 'Delete knowledge', it: 'Eliminare conoscenza' }, { en: 'Delete documents.', it: 'Eliminare documenti.' }, { dependsOn: ['knowledge:read'], narrowedTo: 'tag' }),
  'knowledge:configure': define('knowledge', { en: 'Configure the knowledge base', it: 'Configurare la base di conoscenza' }, { en: 'Manage tags and how documents are processed.', it: 'Gestire le etichette e l’elaborazione dei documenti.' }, { dependsOn: ['knowledge:read'] }),

  'conversations:read': define('conversations', { en: 'Read conversations', it: 'Leggere le conversazioni' }, { en: 'Read what visitors and agents wrote.', it: 'Leggere ciò che hanno scritto visitatori e agenti.' }),
  'conversations:reply': define('conversations', { en: 'Reply in conversations', it: 'Rispondere nelle conversazioni' }, { en: 'Take a conversation over and answer.', it: 'Prendere in carico una conversazione e rispondere.' }, { dependsOn: ['conversations:read'] }),
  'conversations:export': define('conversations', { en: 'Export conversations', it: 'Esportare le conversazioni' }, { en: 'Download conversations.', it: 'Scaricare le conversazioni.' }, { dependsOn: ['conversations:read'] }),
  'conversations:erase': define('conversations', { en: 'Erase a visitor', it: 'Cancellare un visitatore' }, { en: 'Erase everything a visitor left.', it: 'Cancellare tutto ciò che un visitatore ha lasciato.' }, { dependsOn: ['conversations:read'], dangerous: true }),

  'analytics:read': define('analytics', { en: 'See analytics', it: 'Vedere le statistiche' }, { en: 'See counts of visitors, chats, messages and feedback.', it: 'Vedere il numero di visitatori, chat, messaggi e valutazioni.' }),
  'analytics:export': define('analytics', { en: 'Export analytics', it: 'Esportare le statistiche' }, { en: 'Download the figures.', it: 'Scaricare i dati.' }, { dependsOn: ['analytics:read'] }),

  'channels:read': define('channels', { en: 'See channels', it: 'Vedere i canali' }, { en: 'See where agents can be reached.', it: 'Vedere dove si raggiungono gli agenti.' }),
  'channels:manage': define('channels', { en: 'Manage channels', it: 'Gestire i canali' }, { en: 'Connect and disconnect channels.', it: 'Collegare e scollegare i canali.' }, { dependsOn: ['channels:read'] }),

  'members:read': define('members', { en: 'See members', it: 'Vedere i membri' }, { en: 'See who belongs to the workspace.', it: 'Vedere chi fa parte dello spazio di lavoro.' }),
  'members:invite': define('members', { en: 'Invite people', it: 'Invitare persone' }, { en: 'Invite people by e-mail and revoke invitations.', it: 'Invitare persone per e-mail e revocare gli inviti.' }, { dependsOn: ['members:read'] }),
  'members:update': define('members', { en: 'Change members', it: 'Modificare i membri' }, { en: 'Change the role of a member.', it: 'Cambiare il ruolo di un membro.' }, { dependsOn: ['members:read'], dangerous: true }),
  'members:remove': define('members', { en: 'Remove members', it: 'Rimuovere membri' }, { en: 'Remove a member and end their sessions.', it: 'Rimuovere un membro e chiudere le sue sessioni.' }, { dependsOn: ['members:read'], dangerous: true }),
  'members:view-as': define('members', { en: 'View as others', it: 'Vedere come altri' }, { en: 'See the console as a role or a person would, without changing anything.', it: 'Vedere la console come un ruolo o una persona, senza cambiare nulla.' }, { dependsOn: ['members:read', 'roles:read'], dangerous: true }),
  'roles:read': define('members', { en: 'See roles and grants', it: 'Vedere ruoli e concessioni' }, { en: 'See who may do what.', it: 'Vedere chi può fare cosa.' }),
  'roles:manage': define('members', { en: 'Manage permissions', it: 'Gestire i permessi' }, { en: 'Make roles, grant and revoke permissions, answer requests.', it: 'Creare ruoli, concedere e revocare permessi, rispondere alle richieste.' }, { dependsOn: ['roles:read'], dangerous: true }),
  'access-review:manage': define('members', { en: 'Review access', it: 'Verificare gli accessi' }, { en: 'Run access reviews.', it: 'Condurre le verifiche degli accessi.' }, { dependsOn: ['members:read', 'roles:read'] }),

  'audit:read': define('security', { en: 'Read the audit log', it: 'Leggere il registro di controllo' }, { en: 'See every privileged change.', it: 'Vedere ogni modifica privilegiata.' }),
  'audit:export': define('security', { en: 'Export the audit log', it: 'Esportare il registro di controllo' }, { en: 'Download the audit log.', it: 'Scaricare il registro di controllo.' }, { dependsOn: ['audit:read'] }),
  'security:manage': define('security', { en: 'Manage security', it: 'Gestire la sicurezza' }, { en: 'Change sign-in and network policies.', it: 'Cambiare le regole di accesso e di rete.' }, DANGEROUS),
  'secrets:read': define('security', { en: 'See which secrets exist', it: 'Vedere quali segreti esistono' }, { en: 'See the names of stored keys, never their values.', it: 'Vedere i nomi delle chiavi, mai i valori.' }),
  'secrets:manage': define('security', { en: 'Manage secrets', it: 'Gestire i segreti' }, { en: 'Store and replace provider keys.', it: 'Salvare e sostituire le chiavi dei fornitori.' }, { dependsOn: ['secrets:read'], dangerous: true }),
  'tokens:manage': define('security', { en: 'Manage API tokens', it: 'Gestire i token API' }, { en: 'Create and revoke API tokens.', it: 'Creare e revocare token API.' }, DANGEROUS),

  'backups:manage': define('operations', { en: 'Manage backups', it: 'Gestire i backup' }, { en: 'Take and restore backups.', it: 'Creare e ripristinare i backup.' }, DANGEROUS),
  'remotes:manage': define('operations', { en: 'Manage console areas', it: 'Gestire le aree della console' }, { en: 'Promote and roll back builds of the console.', it: 'Promuovere e ripristinare le versioni della console.' }, DANGEROUS),
  'remotes:override': define('operations', { en: 'Try areas under development', it: 'Provare aree in sviluppo' }, { en: 'Run an area of the console from an address where it is developed, for oneself alone.', it: 'Eseguire un’area della console da un indirizzo dove è in sviluppo, solo per sé.' }, DANGEROUS),
  'incidents:manage': define('operations', { en: 'Manage incidents', it: 'Gestire gli incidenti' }, { en: 'Open and close incidents.', it: 'Aprire e chiudere incidenti.' }),
} as const satisfies Record<string, PermissionDefinition>;

/** Stable id of a permission, `area:action`. */
export type Permission = keyof typeof catalogue;

/** All permission ids, in the order in which they are shown. */
export const permissions = Object.keys(catalogue) as readonly Permission[];

/** Whether a string (from the network, a row, a manifest) names a permission. */
export const isPermission = (value: string): value is Permission => Object.hasOwn(catalogue, value);
