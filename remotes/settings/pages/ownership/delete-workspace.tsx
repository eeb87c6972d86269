import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Button, ConfirmDialog, Text, Title, useDisclosure, useShell } from '#shared/ui/index.ts';
import { DeleteWorkspaceDocument, type OwnershipSettingsQuery } from '../../gql/graphql.ts';
import classes from './ownership.module.css';

interface DeleteWorkspaceProps {
  readonly workspace: OwnershipSettingsQuery['workspace'];
}

/** Closes the workspace to everybody but its owners, who have a week to keep it. */
export function DeleteWorkspace({ workspace: { name, deletesAt } }: DeleteWorkspaceProps) {
  const t = useT('settings');
  const format = useFormat();
  const { notify } = useShell();
  const [opened, dialog] = useDisclosure(false);
  const [deleteWorkspace] = useMutation(DeleteWorkspaceDocument, { refetchQueries: ['Session'] });
  const remove = async () => {
    const outcome = outcomeOf((await deleteWorkspace({ variables: { input: { name } } })).data?.deleteWorkspace);
    if (outcome.ok) notify({ kind: 'success', text: t('ownership.deleted', { name }) });
    return outcome;
  };
  return (
    <section className={`${classes.block} ${classes.danger}`} aria-labelledby="delete-workspace">
      <div>
        <Title order={3} id="delete-workspace">{t('ownership.delete')}</Title>
        <Text size="sm" c="dimmed">{deletesAt ? t('ownership.deletesAt', { date: format.dateTime(deletesAt) }) : t('ownership.deleteText')}</Text>
      </div>
      {deletesAt ? null : <Button variant="outline" color="red" onClick={dialog.open}>{t('ownership.deleteOpen')}</Button>}
      <ConfirmDialog opened={opened} onClose={dialog.close} title={t('ownership.deleteTitle', { name })} consequence={t('ownership.deleteConsequence')} confirmLabel={t('ownership.delete')} typed={name.trim()} onConfirm={remove} />
    </section>
  );
}
