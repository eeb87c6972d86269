import type { RemoteModule, ShellContext } from '#shared/contract/index.ts';
import type { DataClient } from '#shared/data/index.ts';

/**
 * Has a remote fetch its first page, and asks the server for what that shows. Returns what the remote answers; what fails
 * is asked for again, and told, by the page itself.
 */
export const fetchFirstPage = (module: RemoteModule, context: Pick<ShellContext, 'session' | 'locale'>, apollo: DataClient['apollo']): unknown =>
  module.prefetch?.(context, (query, variables) => void apollo.query({ query, variables, fetchPolicy: 'cache-first' }).catch(() => undefined));
