import type { Locale } from '#shared/contract/manifest.ts';
import type { Grant, Permission, Role } from '#shared/permissions/index.ts';

/** A person who is signed in, in one workspace, with what they may do at this moment. */
export interface MemberActor {
  readonly kind: 'member';
  readonly sessionId: string;
  readonly person: { readonly id: string; readonly name: string; readonly email: string };
  readonly workspaceId: string;
  readonly workspace: { readonly name: string; readonly locale: Locale; readonly timeZone: string };
  readonly memberId: string;
  readonly role: Role;
  readonly grants: readonly Grant[];
  readonly permissions: ReadonlySet<Permission>;
}

/** Signed in, but a member of no workspace (or not of the one that was asked for). */
export interface PersonActor { readonly kind: 'person'; readonly sessionId: string; readonly person: MemberActor['person'] }

export interface AnonymousActor { readonly kind: 'anonymous' }
/** Somebody in a chat. Reaches only their own conversations. */
export interface VisitorActor { readonly kind: 'visitor'; readonly workspaceId: string; readonly visitorId: string }
/** The product itself, doing one named piece of work in one workspace. */
export interface SystemActor { readonly kind: 'system'; readonly workspaceId: string; readonly task: string }
/** Somebody who claims a fresh installation, or accepts an invitation: not a member yet. */
export interface NewcomerActor { readonly kind: 'setup' | 'invitation'; readonly workspaceId: string; readonly personId: string }

export type Actor = MemberActor | PersonActor | AnonymousActor | VisitorActor | SystemActor | NewcomerActor;
export type WorkspaceActor = Exclude<Actor, PersonActor | AnonymousActor>;

/** What a use case may demand: a permission of the catalogue, or merely to be who one is. */
export type Need = Permission | 'member' | 'visitor' | 'system' | 'setup' | 'invitation';

/** Everything an actor holds, as the database is told. */
export function capabilities(actor: WorkspaceActor): readonly string[] {
  if (actor.kind === 'member') return ['member', ...actor.permissions];
  return [actor.kind];
}

/** Topic published when what somebody may do has changed; `personId` narrows it to one person. */
export const ACCESS_CHANGED = 'access-changed';
