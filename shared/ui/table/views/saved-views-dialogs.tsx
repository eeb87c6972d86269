import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Outcome, outcomeOf, toAppError, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Dialog } from '../../form/dialog.tsx';
import { FormDialog } from '../../form/form-dialog.tsx';
import { useForm } from '../../form/use-form.ts';
import { notify } from '../../notify.tsx';
import { useErrorText } from '../../states.tsx';
import { ChangeSavedViewDocument, DeleteSavedViewDocument, SaveViewDocument, type SavedViewsOfListFragment } from './gql/graphql.ts';
import type { ViewContent } from './use-present-view.ts';

type SavedView = SavedViewsOfListFragment['views'][number];

interface SaveViewProps {
  readonly list: string;
  readonly present: ViewContent;
  readonly onClose: () => void;
}

/** Asks for a name and keeps what is shown. */
export function SaveView({ list, present, onClose }: SaveViewProps) {
  const t = useT('views');
  const [save] = useMutation(SaveViewDocument);
  const form = useForm({
    initial: { name: '' },
    submit: async ({ name }) => outcomeOf((await save({ variables: { input: { list, name, query: present.query, hiddenColumns: present.hiddenColumns } } })).data?.saveView),
    onDone: (_views, { name }) => {
      notify({ kind: 'success', text: t('saved', { name: name.trim() }) });
      onClose();
    },
  });
  return (
    <FormDialog form={form} opened onClose={onClose} title={t('saveTitle')} submitLabel={t('save')}>
      <Text c="dimmed">{t('saveText')}</Text>
      <TextInput {...form.field('name')} label={t('name')} autoComplete="off" />
    </FormDialog>
  );
}

interface ManageViewsProps extends SaveViewProps {
  readonly views: readonly SavedView[];
  readonly isPresent: (view: SavedView) => boolean;
}

/** One's views of a list: another name, what is shown now in the place of what they showed, or away with one. */
export function ManageViews({ list, views, present, isPresent, onClose }: ManageViewsProps) {
  const t = useT('views');
  const errorText = useErrorText();
  const [renaming, setRenaming] = useState<SavedView | null>(null);
  const [change, { loading: changing }] = useMutation(ChangeSavedViewDocument);
  const [remove, { loading: removing }] = useMutation(DeleteSavedViewDocument);
  const [save] = useMutation(SaveViewDocument);
  /** Tells how it went, in a sentence either way. */
  const tell = async (what: () => Promise<Outcome<unknown>>, done: string, undo?: () => void): Promise<void> => {
    try {
      const outcome = await what();
      notify(outcome.ok ? { kind: 'success', text: done, ...(undo ? { undo } : {}) } : { kind: 'error', text: outcome.message || (outcome.fields[0]?.message ?? '') });
    } catch (error) {
      notify({ kind: 'error', text: errorText(toAppError(error)) });
    }
  };
  const update = ({ id, name }: SavedView): Promise<void> =>
    tell(async () => outcomeOf((await change({ variables: { input: { id, query: present.query, hiddenColumns: present.hiddenColumns } } })).data?.changeSavedView), t('updated', { name }));
  const forget = ({ id, name, query, hiddenColumns }: SavedView): Promise<void> =>
    tell(
      async () => outcomeOf((await remove({ variables: { input: { id } } })).data?.deleteSavedView), t('deleted', { name }),
      () => void tell(async () => outcomeOf((await save({ variables: { input: { list, name, query, hiddenColumns } } })).data?.saveView), t('saved', { name })),
    );
  if (renaming) return <RenameView view={renaming} onClose={() => setRenaming(null)} />;
  return (
    <Dialog opened onClose={onClose} title={t('manageTitle')} size={560}>
      <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: 'none' }}>
        {views.length === 0 ? <Text component="li" c="dimmed">{t('none')}</Text> : null}
        {views.map((view) => (
          <Group key={view.id} component="li" justify="space-between" gap="xs">
            <Text style={{ flex: '1 1 160px', minWidth: 0, overflowWrap: 'anywhere' }}>{view.name}{isPresent(view) ? <Text span c="dimmed" size="sm"> · {t('current')}</Text> : null}</Text>
            <Group gap={6}>
              {isPresent(view) ? null : <Button size="compact-sm" variant="default" disabled={changing} aria-label={t('updateOf', { name: view.name })} onClick={() => void update(view)}>{t('update')}</Button>}
              <Button size="compact-sm" variant="default" aria-label={t('renameOf', { name: view.name })} onClick={() => setRenaming(view)}>{t('rename')}</Button>
              <Button size="compact-sm" variant="outline" color="red" disabled={removing} aria-label={t('deleteOf', { name: view.name })} onClick={() => void forget(view)}>{t('delete')}</Button>
            </Group>
          </Group>
        ))}
      </Stack>
    </Dialog>
  );
}

function RenameView({ view: { id, name: before }, onClose }: { readonly view: SavedView; readonly onClose: () => void }) {
  const t = useT('views');
  const [change] = useMutation(ChangeSavedViewDocument);
  const form = useForm({
    initial: { name: before },
    submit: async ({ name }) => outcomeOf((await change({ variables: { input: { id, name } } })).data?.changeSavedView),
    onDone: (_views, { name }) => {
      notify({ kind: 'success', text: t('renamed', { name: name.trim() }) });
      onClose();
    },
  });
  return (
    <FormDialog form={form} opened onClose={onClose} title={t('renameTitle', { name: before })} submitLabel={t('rename')}>
      <TextInput {...form.field('name')} label={t('name')} autoComplete="off" />
    </FormDialog>
  );
}
