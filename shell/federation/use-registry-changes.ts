import { useQueryClient, useSubscription } from '#shared/data/index.ts';
import { RegistryChangedDocument } from '../gql/graphql.ts';

/** Asks the registry again when the workspace is given other builds. What is open takes them at its next navigation. */
export function useRegistryChanges({ skip }: { readonly skip: boolean }): void {
  const queries = useQueryClient();
  useSubscription(RegistryChangedDocument, { skip, onData: () => void queries.invalidateQueries({ queryKey: ['registry'] }), ignoreResults: true });
}
