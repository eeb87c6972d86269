import { GraphQLError } from 'graphql';
import { type CustomRole, type Grant, type Permission, type Role, catalogue, resolve } from '#shared/permissions/index.ts';
import type { StoredConsoleRemote, StoredOverride } from './console-fixtures.ts';
import { fixtures } from './fixtures.ts';
import type { AccessRequestStatus, AccessReviewDecision, AccessReviewItemKind, AccessReviewStatus, AgentConfigInput, ApiTokenKind, Channel, DocumentFailure, DocumentStatus, Feedback, InvitationStatus, Locale } from './schema-types.ts';
import { Topics } from './topics.ts';

export interface Person {
  readonly id: string;
  name: string;
  readonly email: string;
  role: Role;
  /** One of the workspace's own roles; `role` then says whom it ranks with. */
  customRoleId?: string | null;
  readonly joinedAt: string;
  lastActiveAt: string | null;
  grants: (Grant & { readonly createdAt: string; readonly createdBy: string; readonly reason: string })[];
}
export interface StoredRole { readonly id: string; name: string; description: string; readonly base: CustomRole['base']; permissions: Permission[]; version: number; updatedAt: string }
export interface StoredRequest { readonly id: string; readonly personId: string; readonly permission: Permission; status: AccessRequestStatus; answer: string; answeredBy: string | null; answeredAt: string | null; readonly createdAt: string }
export interface StoredReviewItem { readonly id: string; readonly kind: AccessReviewItemKind; readonly subjectId: string; readonly memberId: string | null; readonly name: string | null; readonly email: string | null; readonly role: Role | null; readonly permissions: string[]; readonly tokenName: string | null; readonly tokenEnding: string | null; readonly givenBy: string | null; readonly givenFor: string; readonly since: string; readonly expiresAt: string | null; readonly lastUsedAt: string | null; decision: AccessReviewDecision | null; reason: string; decidedBy: string | null; decidedAt: string | null }
export interface StoredReview { readonly id: string; status: AccessReviewStatus; readonly quarter: string | null; readonly startedBy: string | null; readonly startedAt: string; readonly dueAt: string; signedOffBy: string | null; signedOffAt: string | null; note: string; chainSequence: number | null; chainHash: string | null; items: StoredReviewItem[] }
export interface Invited { readonly id: string; readonly email: string; role: Role; status: InvitationStatus; readonly createdAt: string; expiresAt: string; link: string; readonly invitedBy: string; readonly grants?: readonly unknown[] }
export interface StoredSection { readonly id: string; readonly headings: string[]; hidden: boolean; readonly text: string; readonly page: number | null }
export interface StoredDocument { readonly id: string; name: string; readonly format: string; readonly size: number; readonly language: string | null; status: DocumentStatus; progress: number | null; failure: DocumentFailure | null; tagIds: string[]; version: number; readonly createdAt: string; updatedAt: string; readonly createdBy: string; sections: StoredSection[] }
export interface StoredVersion { readonly id: string; readonly number: number; readonly publishedAt: string; readonly publishedBy: string; readonly config: AgentConfigInput }
export interface StoredAgent { readonly id: string; draft: AgentConfigInput; versions: StoredVersion[]; version: number; readonly createdAt: string; updatedAt: string; readonly publicKey: string }
export interface StoredMessage { readonly id: string; readonly at: string; readonly author: 'visitor' | 'agent'; readonly text: string; feedback: Feedback | null; readonly sectionId: string | null; readonly answered: boolean }
export interface StoredConversation { readonly id: string; readonly agentId: string; readonly agentVersion: number; readonly visitorId: string; readonly channel: Channel; readonly startedAt: string; messages: StoredMessage[] }

interface Events {
  readonly viewerChanged: null;
  readonly accessRequestsChanged: null;
  readonly accessReviewsChanged: { readonly reviewId: string; readonly itemIds: readonly string[] };
  readonly consoleChanged: { readonly remote: string };
  readonly documentChanged: { readonly id: string };
  readonly conversationChanged: { readonly id: string };
  readonly notificationsChanged: null;
  readonly llmProviderChanged: null;
}

/** Everything the mocked server knows. Each test and each page load has a world of its own. */
export interface World {
  readonly topics: Topics<Events>;
  /** Who is signed in; null for nobody. */
  viewerId: string | null;
  workspace: { readonly id: string; name: string; locale: Locale; timeZone: string; retentionDays: number; version: number; readonly createdAt: string; deletesAt?: string | null };
  people: Person[];
  roles: StoredRole[];
  /** Grants and revocations of roles, by the role's id. */
  roleGrants: (Person['grants'][number] & { readonly roleId: string })[];
  /** Id of the member who was offered the workspace. */
  offeredTo?: string | null;
  requests: StoredRequest[];
  reviews: StoredReview[];
  reviewSettings: { quarterly: boolean; answerDays: number };
  invitations: Invited[];
  tags: { readonly id: string; name: string }[];
  documents: StoredDocument[];
  agents: StoredAgent[];
  conversations: StoredConversation[];
  provider: { baseUrl: string; model: string; keyEnding: string; version: number; updatedAt: string; failures?: { answers: number; since: string; message: string } } | null;
  /** The viewer’s own account, as `GET /auth/account` says it. */
  account: { hasPassword: boolean; onlyThrough: string | null; secondFactor: { since: string | null; backupCodesLeft: number; demandedBy: string[] }; passkeys: { id: string; name: string; createdAt: string; lastUsedAt: string | null }[]; sessions: { id: string; browser: string | null; system: string | null; kind: 'desktop' | 'phone' | 'tablet' | 'unknown'; address: string | null; createdAt: string; lastSeenAt: string; isCurrent: boolean }[] };
  policy: { requiresSecondFactor: boolean; version: number };
  tokens: { readonly id: string; readonly kind: ApiTokenKind; readonly name: string; readonly ending: string; readonly permissions: readonly string[]; readonly makerId: string; readonly expiresAt: string; readonly lastUsedAt: string | null; readonly createdAt: string }[];
  /** The viewer’s saved views of lists. */
  readonly views: { readonly id: string; readonly list: string; name: string; query: string; hiddenColumns: readonly string[] }[];
  consoles: StoredConsoleRemote[];
  /** Areas that members run from where they are developed, and where the operator lets them come from. */
  overrides: StoredOverride[];
  overrideOrigins: readonly string[];
  audit: { readonly id: string; readonly at: string; readonly action: string; readonly actor: string; readonly summary: string }[];
  /** Ids of the notifications that the viewer has read. */
  readonly readNotifications: Set<string>;
  /** The time all of the world goes by. */
  now(): Date;
}

export interface WorldOptions {
  /** Role of who is signed in; null for signed out. @default owner */
  readonly role?: Role | null;
  /** Further permissions of theirs, or fewer. */
  readonly grant?: readonly Permission[];
  readonly revoke?: readonly Permission[];
  /** Nothing in it yet but its owner. @default false */
  readonly empty?: boolean;
  /** @default the clock's */
  readonly now?: () => Date;
}

/** A new world with a small team, documents, agents and conversations. */
export function createWorld({ role = 'owner', grant = [], revoke = [], empty = false, now = () => new Date() }: WorldOptions = {}): World {
  const world: World = { topics: new Topics(), viewerId: null, readNotifications: new Set(), now, ...fixtures(now(), empty) };
  const viewer = world.people.find((person) => person.role === role);
  world.viewerId = viewer?.id ?? null;
  const own = (effect: 'grant' | 'revoke') => (permission: Permission) => ({ id: crypto.randomUUID(), permission, effect, level: 'member' as const, expiresAt: null, createdAt: now().toISOString(), createdBy: 'Ada Neri', reason: '' });
  viewer?.grants.push(...grant.map(own('grant')), ...revoke.map(own('revoke')));
  return world;
}

/** What a person's role is for the product's rules: a preset's name, or the workspace's own role. */
export function roleOf(world: World, { role, customRoleId }: Person): Role | CustomRole {
  const custom = world.roles.find(({ id }) => id === customRoleId);
  return custom ? { ...custom, permissions: new Set(custom.permissions) } : role;
}

/** Every grant and revocation that bears on a person: their own, and their role's. */
export const grantsOn = (world: World, person: Person): Person['grants'] => [...person.grants, ...world.roleGrants.filter(({ roleId }) => roleId === (person.customRoleId ?? person.role))];

/** What a person may do, by the product's own rules. */
export const permissionsOf = (world: World, person: Person): ReadonlySet<Permission> => resolve(roleOf(world, person), grantsOn(world, person), world.now());

export const viewerOf = (world: World): Person | null => world.people.find(({ id }) => id === world.viewerId) ?? null;

export const ownersOf = (world: World): string[] => world.people.filter(({ role }) => role === 'owner').map(({ name }) => name);

/** Whether who is signed in may do something. */
export function may(world: World, permission: Permission): boolean {
  const viewer = viewerOf(world);
  return viewer !== null && permissionsOf(world, viewer).has(permission);
}

/** Refuses as the server does: signed out, or without the permission. Answers with who asks. */
export function need(world: World, permission: Permission): Person {
  const viewer = viewerOf(world);
  if (!viewer) throw new GraphQLError('You are signed out.', { extensions: { code: 'UNAUTHENTICATED' } });
  if (!may(world, permission)) {
    const owners = ownersOf(world);
    throw new GraphQLError(`You need “${catalogue[permission].title.en}” for this. ${owners.join(', ')} can grant it.`, { extensions: { code: 'FORBIDDEN', permission, owners } });
  }
  return viewer;
}

/** Writes to the audit log, newest first. */
export function audit(world: World, action: string, summary: string): void {
  world.audit.unshift({ id: crypto.randomUUID(), at: world.now().toISOString(), action, actor: viewerOf(world)?.name ?? '', summary });
}

interface PageArgs { readonly first?: number | null; readonly after?: string | null }

/** One page of a keyset list; the cursor is the id of the last one seen. */
export function pageOf<Row extends { readonly id: string }, Node>(rows: readonly Row[], { first, after }: PageArgs, node: (row: Row) => Node) {
  const start = after ? rows.findIndex(({ id }) => id === after) + 1 : 0;
  const shown = rows.slice(start, start + (first ?? 50));
  return {
    totalCount: rows.length,
    edges: shown.map((row) => ({ cursor: row.id, node: node(row) })),
    pageInfo: { hasNextPage: start + shown.length < rows.length, hasPreviousPage: start > 0, startCursor: shown[0]?.id ?? null, endCursor: shown.at(-1)?.id ?? null },
  };
}

export const ruleError = (message: string) => ({ __typename: 'RuleError' as const, code: 'RULE', message });
export const staleError = (currentVersion: number) => ({ __typename: 'StaleError' as const, code: 'stale', message: 'Somebody else changed this since you opened it. Nothing was saved.', currentVersion });
export const validationError = (fields: Readonly<Record<string, string>>) => ({ __typename: 'ValidationError' as const, code: 'VALIDATION', message: 'Some fields need another look.', fields: Object.entries(fields).map(([path, message]) => ({ path, message })) });
