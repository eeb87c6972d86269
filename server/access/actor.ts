import type { Locale } from '#shared/contract/manifest.ts';
import type { CustomRole, Grant, Permission, Role, Rule } from '#shared/permissions/index.ts';

/** A person who is signed in, in one workspace, with what they may do at this moment. */
export interface MemberActor {
  readonly kind: 'member';
  readonly sessionId: string;
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly workspaceId: string;
  readonly workspace: { readonly name: string; readonly locale: Locale; readonly timeZone: string };
  readonly memberId: string;
  /** The preset they hold, or that their custom role ranks with. */
  readonly role: Role;
  readonly customRole: CustomRole | null;
  readonly grants: readonly Grant[];
  /** What they may do, somewhere at least. */
  readonly permissions: ReadonlySet<Permission>;
  /** Those of `permissions` that don't hold everywhere alike; null when there is none. */
  readonly narrowing: ReadonlyMap<Permission, readonly Rule[]> | null;
  /** The moment all of this is true of: one request asks about one moment, whatever ends meanwhile. */
  readonly at: Date;
  /** Whose console they look at, read only; null when it is their own. */
  readonly viewing: Viewing | null;
  /** The API token they come with, which `permissions` are within; null for a session. */
  readonly token: { readonly id: string; readonly name: string } | null;
}

/** Seeing the console as a role or a person would. */
export interface Viewing {
  /** null when it is a role that is looked at. */
  readonly memberId: string | null;
  /** The person's name; null for a role. */
  readonly name: string | null;
  readonly startedAt: Date;
  /** Who really looks, with what they themselves may do. */
  readonly self: MemberActor;
}

/** Signed in, but a member of no workspace (or not of the one that was asked for). */
export interface PersonActor {
  readonly kind: 'person';
  readonly sessionId: string;
  readonly person: MemberActor['person'];
  /** The workspace they belong to and can't enter before they have set up a second factor. */
  readonly secondFactorDue?: { readonly workspaceId: string; readonly workspaceName: string };
}

export interface AnonymousActor { readonly kind: 'anonymous' }
/** Somebody in a chat. Reaches only their own conversations. */
export interface VisitorActor { readonly kind: 'visitor'; readonly workspaceId: string; readonly visitorId: string }
/** The product itself, doing one named piece of work in one workspace. */
export interface SystemActor {
  readonly kind: 'system';
  readonly workspaceId: string;
  readonly task: string;
  /** Acts for the workspace's identity provider, which brings people in and takes them out. */
  readonly directory?: true;
}
/** Somebody who claims a fresh installation, or accepts an invitation: not a member yet. */
export interface NewcomerActor { readonly kind: 'setup' | 'invitation'; readonly workspaceId: string; readonly personId: string }

export type Actor = MemberActor | PersonActor | AnonymousActor | VisitorActor | SystemActor | NewcomerActor;
export type WorkspaceActor = Exclude<Actor, PersonActor | AnonymousActor>;

/** What a use case may demand: a permission of the catalogue, or merely to be who one is. */
export type Need = Permission | 'member' | 'visitor' | 'system' | 'directory' | 'setup' | 'invitation';

/** Everything an actor holds, as the database is told. */
export function capabilities(actor: WorkspaceActor): readonly string[] {
  if (actor.kind === 'member') return ['member', ...actor.permissions];
  return actor.kind === 'system' && actor.directory ? ['system', 'directory'] : [actor.kind];
}

/** Topic published when what somebody may do has changed; `personId` narrows it to one person. */
export const ACCESS_CHANGED = 'access-changed';
