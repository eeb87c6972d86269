import { outcomeOf, useApolloClient, useMutation } from '#shared/data/index.ts';
import { useShell } from '#shared/ui/index.ts';
import { DeleteDocumentDocument, RetryDocumentDocument } from '../gql/graphql.ts';
import { downloadOriginal } from './download-original.ts';

/** What can be done with one document from more than one place. Each says what became of it. */
export function useDocumentActions() {
  const { cache } = useApolloClient();
  const { requestHeaders } = useShell();
  const [runDelete] = useMutation(DeleteDocumentDocument);
  const [runRetry] = useMutation(RetryDocumentDocument);
  return {
    remove: async (id: string) => {
      const { data } = await runDelete({ variables: { input: { id } } });
      const outcome = outcomeOf(data?.deleteDocument);
      if (outcome.ok) {
        cache.evict({ id: cache.identify({ __typename: 'Document', id }) });
        cache.gc();
      }
      return outcome;
    },
    /** Reads the file once more. */
    retry: async (id: string) => {
      const { data } = await runRetry({ variables: { input: { id } } });
      return outcomeOf(data?.retryDocument);
    },
    download: (document: { readonly id: string; readonly name: string }) => downloadOriginal(document, requestHeaders),
  };
}
