import type { Permission } from '#shared/permissions/index.ts';

interface Kind {
  /** Without it the notification is neither made nor shown: what it names is not theirs to know. */
  readonly needs: Permission | null;
  /** Where the console shows what it is about. */
  path(subjectId: string): string;
  /** Unread ones of this kind are one, whatever they are about. @default one for each subject */
  readonly together?: boolean;
}

/** Everything that a person is told about; the sentences are `notification.<kind>` in the messages. */
export const kinds = {
  'document-ready': { needs: 'knowledge:read', path: (id) => (id ? `/knowledge/${id}` : '/knowledge'), together: true },
  'document-failed': { needs: 'knowledge:read', path: (id) => `/knowledge/${id}` },
  'agent-published': { needs: 'agents:read', path: (id) => `/agents/${id}` },
  'feedback-down': { needs: 'conversations:read', path: (id) => `/conversations/${id}` },
  'permission-granted': { needs: null, path: () => '/' },
  'permission-revoked': { needs: null, path: () => '/' },
  'role-changed': { needs: null, path: () => '/' },
  'member-joined': { needs: 'members:read', path: (id) => `/users/members/${id}` },
  'access-asked': { needs: 'roles:manage', path: (id) => `/users/requests?answer=${id}` },
  'access-given': { needs: null, path: () => '/' },
  'ownership-offered': { needs: null, path: () => '/ownership' },
  'ownership-accepted': { needs: null, path: () => '/' },
  'ownership-declined': { needs: null, path: () => '/' },
  'workspace-closed': { needs: 'workspace:delete', path: () => '/' },
  'access-refused': { needs: null, path: () => '/' },
  'review-started': { needs: 'access-review:manage', path: (id) => `/users/reviews/${id}` },
  'review-due': { needs: 'access-review:manage', path: (id) => `/users/reviews/${id}` },
  'review-overdue': { needs: 'access-review:manage', path: (id) => `/users/reviews/${id}` },
} as const satisfies Readonly<Record<string, Kind>>;

export type NotificationKind = keyof typeof kinds;
export const notificationKinds = Object.keys(kinds) as NotificationKind[];
export const isNotificationKind = (value: unknown): value is NotificationKind => typeof value === 'string' && Object.hasOwn(kinds, value);
export const kindOf = (kind: NotificationKind): Kind => kinds[kind];
