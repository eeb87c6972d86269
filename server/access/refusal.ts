import type { Need } from './actor.ts';

/** Nobody is signed in. */
export class UnauthenticatedError extends Error {
  override readonly name = 'UnauthenticatedError';
}

/** Signed in, but without what is needed; the answer names it and who can grant it. */
export class ForbiddenError extends Error {
  override readonly name = 'ForbiddenError';
  readonly need: Need;
  readonly workspaceId: string | null;
  constructor(need: Need, workspaceId: string | null, options?: ErrorOptions) {
    super(`missing ${need}`, options);
    this.need = need;
    this.workspaceId = workspaceId;
  }
}

/** The workspace lets nobody in who proves who they are by a password alone. */
export class SecondFactorDueError extends Error {
  override readonly name = 'SecondFactorDueError';
  readonly workspaceName: string;
  constructor(workspaceName: string) {
    super('second factor due');
    this.workspaceName = workspaceName;
  }
}

/** Somebody who sees the console as another would tried to change something. */
export class ViewingError extends Error {
  override readonly name = 'ViewingError';
}
