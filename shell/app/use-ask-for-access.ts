import { useCallback } from 'react';
import { outcomeOf, toAppError, useApolloClient } from '#shared/data/index.ts';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { type Permission, catalogue } from '#shared/permissions/index.ts';
import { notify } from '#shared/ui/index.ts';
import { RequestAccessDocument, WithdrawAccessRequestDocument } from '../gql/graphql.ts';

/** Asks for a permission with one click, which can be taken back for a moment. */
export function useAskForAccess(): (permission: Permission) => void {
  const t = useT('shell');
  const locale = useLocale();
  const client = useApolloClient();
  return useCallback((permission) => {
    const failed = (error: unknown): void => notify({ kind: 'error', text: toAppError(error).message || t('access.failed') });
    const ask = async (): Promise<void> => {
      const outcome = outcomeOf((await client.mutate({ mutation: RequestAccessDocument, variables: { permission } })).data?.requestAccess);
      if (!outcome.ok) return notify({ kind: 'error', text: outcome.message });
      const { id } = outcome.value;
      const withdraw = (): void => { client.mutate({ mutation: WithdrawAccessRequestDocument, variables: { id } }).catch(failed); };
      notify({ kind: 'success', text: t('access.asked', { permission: catalogue[permission].title[locale] }), undo: withdraw });
    };
    ask().catch(failed);
  }, [client, t, locale]);
}
