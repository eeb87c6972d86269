import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useShell } from '#shared/ui/index.ts';
import { ViewAsDocument } from '../../gql/graphql.ts';

/** Shows the console as a role or a person would see it. Begins anew: nothing that was fetched with one's own eyes stays. */
export function useViewAs(): (target: { readonly memberId?: string; readonly roleId?: string }) => Promise<void> {
  const { notify } = useShell();
  const [start] = useMutation(ViewAsDocument);
  return async (target) => {
    const outcome = outcomeOf((await start({ variables: { input: target } })).data?.viewAs);
    if (outcome.ok) window.location.assign('/');
    else notify({ kind: 'error', text: outcome.message });
  };
}
