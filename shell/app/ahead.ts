import type { Registry } from '#shared/contract/index.ts';
import { isRegistry } from '../federation/registry.ts';
import type { SessionQuery } from '../gql/graphql.ts';

/** What the server gave with the page. */
export interface Ahead {
  readonly workspaceId: string | null;
  readonly session: SessionQuery;
  readonly registry: Registry | null;
}

/**
 * Takes what the page came with, once. Null where it came with nothing, or is about another workspace than the tab
 * works in: the server knows the tab only by what it asks.
 */
export function takeAhead(workspaceId: string | null): Ahead | null {
  const element = document.getElementById('ahead');
  element?.remove();
  try {
    const ahead = JSON.parse(element?.textContent ?? 'null') as Ahead | null;
    if (!ahead || (workspaceId !== null && workspaceId !== ahead.workspaceId)) return null;
    return { ...ahead, registry: isRegistry(ahead.registry) ? ahead.registry : null };
  } catch {
    return null;
  }
}
