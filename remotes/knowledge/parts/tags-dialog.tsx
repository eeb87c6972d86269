import { useState } from 'react';
import { outcomeOf, toAppError, useApolloClient, useMutation, useQuery } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ActionIcon, Button, ConfirmDialog, EmptyState, ErrorState, FormSummary, Group, IconPlus, IconTag, IconTrash, Modal, RowsSkeleton, Stack, Text, TextInput, useForm } from '#shared/ui/index.ts';
import { CreateTagDocument, DeleteTagDocument, TagsDocument, type TagsQuery } from '../gql/graphql.ts';
import classes from './tags-dialog.module.css';

type Tag = TagsQuery['tags'][number];

interface TagsDialogProps {
  readonly onClose: () => void;
}

/** All tags, with how much each is used; new ones, and taking one away. */
export function TagsDialog({ onClose }: TagsDialogProps) {
  const t = useT('knowledge');
  const { data, error, refetch } = useQuery(TagsDocument);
  const [leaving, setLeaving] = useState<Tag | null>(null);
  return (
    <>
      <Modal opened onClose={onClose} title={t('tags.title')} size={480} closeButtonProps={{ 'aria-label': t('tags.close') }}>
        <Stack gap="md">
          <Text c="dimmed">{t('tags.purpose')}</Text>
          <NewTag />
          {error ? <ErrorState error={toAppError(error)} title={t('tags.failed')} onRetry={() => void refetch()} order={3} /> : null}
          {!data && !error ? <RowsSkeleton rows={3} /> : null}
          {data?.tags.length === 0 ? <EmptyState order={3} drawing={<IconTag size={24} stroke={1.5} />} title={t('tags.empty')} text={t('tags.emptyText')} /> : null}
          {data && data.tags.length > 0 ? (
            <ul className={classes.list} aria-label={t('tags.title')}>
              {data.tags.map((tag) => (
                <li key={tag.id} className={classes.row}>
                  <IconTag size={16} stroke={1.5} aria-hidden />
                  <Text truncate flex={1}>{tag.name}</Text>
                  <Text size="sm" c="dimmed" className="tabular">{t('tags.documents', { count: tag.documentCount })}</Text>
                  <ActionIcon aria-label={t('tags.deleteOne', { name: tag.name })} onClick={() => setLeaving(tag)}><IconTrash size={16} /></ActionIcon>
                </li>
              ))}
            </ul>
          ) : null}
        </Stack>
      </Modal>
      {leaving ? <DeleteTag tag={leaving} onClose={() => setLeaving(null)} /> : null}
    </>
  );
}

function NewTag() {
  const t = useT('knowledge');
  const [create] = useMutation(CreateTagDocument, { refetchQueries: [TagsDocument] });
  const form = useForm({
    initial: { name: '' },
    check: ({ name }) => (name.trim() === '' ? { name: t('tags.nameNeeded') } : {}),
    submit: async ({ name }) => outcomeOf((await create({ variables: { input: { name: name.trim() } } })).data?.createTag),
    onDone: () => form.reset({ name: '' }),
  });
  return (
    <form onSubmit={form.submit} noValidate>
      <Stack gap="xs">
        <FormSummary form={form} />
        <Group gap="xs" align="flex-start" wrap="nowrap">
          <TextInput aria-label={t('tags.name')} placeholder={t('tags.name')} flex={1} data-autofocus {...form.field('name')} />
          <Button type="submit" variant="default" leftSection={<IconPlus size={16} />} loading={form.submitting}>{t('tags.create')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

function DeleteTag({ tag, onClose }: { readonly tag: Tag; readonly onClose: () => void }) {
  const t = useT('knowledge');
  const { cache } = useApolloClient();
  const [remove] = useMutation(DeleteTagDocument, { refetchQueries: [TagsDocument] });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('tags.deleteTitle', { name: tag.name })}
      consequence={t('tags.deleteConsequence', { count: tag.documentCount })}
      confirmLabel={t('tags.deleteConfirm')}
      onConfirm={async () => {
        const outcome = outcomeOf((await remove({ variables: { input: { id: tag.id } } })).data?.deleteTag);
        if (outcome.ok) {
          cache.evict({ id: cache.identify({ __typename: 'Tag', id: tag.id }) });
          cache.gc();
        }
        return outcome;
      }}
    />
  );
}
