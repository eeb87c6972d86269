import type { Context } from '../access/index.ts';

/** What resolvers get: the use cases' context, and when to stop. */
export interface GraphContext extends Context {
  /** Aborted when a subscription's socket closes. */
  readonly signal: AbortSignal;
}
