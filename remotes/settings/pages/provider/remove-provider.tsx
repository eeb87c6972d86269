import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Button, ConfirmDialog, Text, Title, useDisclosure, useShell } from '#shared/ui/index.ts';
import { RemoveLlmProviderDocument } from '../../gql/graphql.ts';
import classes from './provider.module.css';

/** Disconnects the provider and forgets its key. */
export function RemoveProvider({ model }: { readonly model: string }) {
  const t = useT('settings');
  const { notify } = useShell();
  const [opened, dialog] = useDisclosure(false);
  const [removeProvider] = useMutation(RemoveLlmProviderDocument, { refetchQueries: ['LlmProvider'], awaitRefetchQueries: true });
  const remove = async () => {
    const outcome = outcomeOf((await removeProvider()).data?.removeLlmProvider);
    if (outcome.ok) notify({ kind: 'success', text: t('provider.removed') });
    return outcome;
  };
  return (
    <div className={classes.danger}>
      <div>
        <Title order={3}>{t('provider.removeTitle')}</Title>
        <Text size="sm" c="dimmed">{t('provider.removeText')}</Text>
      </div>
      <Button variant="outline" color="red" onClick={dialog.open}>{t('provider.remove')}</Button>
      <ConfirmDialog opened={opened} onClose={dialog.close} title={t('provider.confirmTitle')} consequence={t('provider.confirmText', { model })} confirmLabel={t('provider.confirm')} onConfirm={remove} />
    </div>
  );
}
