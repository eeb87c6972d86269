import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ConfirmDialog, useShell } from '#shared/ui/index.ts';
import { RevokeApiTokenDocument, type TokenRowFragment } from '../../gql/graphql.ts';

interface RevokeTokenDialogProps {
  /** Null while closed. */
  readonly token: TokenRowFragment | null;
  readonly onClose: () => void;
}

/** Ends a token: whatever uses it is refused from then on. */
export function RevokeTokenDialog({ token, onClose }: RevokeTokenDialogProps) {
  const t = useT('account');
  const { notify } = useShell();
  const [revokeToken] = useMutation(RevokeApiTokenDocument, { refetchQueries: ['MyApiTokens', 'ApiTokens'] });
  const revoke = async () => {
    const outcome = outcomeOf((await revokeToken({ variables: { input: { id: token?.id ?? '' } } })).data?.revokeApiToken);
    if (outcome.ok) notify({ kind: 'success', text: t('revoke.done', { name: token?.name ?? '' }) });
    return outcome;
  };
  return <ConfirmDialog opened={token !== null} onClose={onClose} title={t('revoke.title', { name: token?.name ?? '' })} consequence={t('revoke.consequence')} confirmLabel={t('revoke.submit')} onConfirm={revoke} />;
}
