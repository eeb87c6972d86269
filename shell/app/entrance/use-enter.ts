import { useApolloClient, useQueryClient } from '#shared/data/index.ts';
import { useNavigate } from '#shared/ui/index.ts';

/** Only addresses of this console: `//elsewhere` and `https:…` would lead away with the person's trust. */
export const safeNext = (next: string | null): string => (next && /^\/(?![/\\])/.test(next) ? next : '/');

/** Goes in after the server set the session: forgets what was known before, then opens the page asked for. */
export function useEnter(): (next?: string | null) => Promise<void> {
  const client = useApolloClient();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async (next = null) => {
    queries.clear();
    await client.clearStore();
    await navigate(safeNext(next), { replace: true });
  };
}
