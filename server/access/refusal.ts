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
  constructor(need: Need, workspaceId: string | null) {
    super(`missing ${need}`);
    this.need = need;
    this.workspaceId = workspaceId;
  }
}
