import type { Grant } from '#shared/permissions/index.ts';

/** A grant or revocation as it is shown, with the name of what it is narrowed to. */
export interface ShownGrant extends Grant {
  readonly reason: string;
  readonly createdAt: Date;
  readonly createdBy: string | null;
  /** null when it isn't narrowed, or to something that the viewer may not see. */
  readonly scopeName: string | null;
}
