import { outcomeOf, useMutation } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { FormDialog, MultiSelect, useForm, useShell } from '#shared/ui/index.ts';
import { type DocumentRowFragment, TagDocumentsDocument, type TagsQuery } from '../gql/graphql.ts';

interface TagSeveralDialogProps {
  readonly documents: readonly DocumentRowFragment[];
  readonly tags: TagsQuery['tags'];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Puts tags on several documents and takes others off. */
export function TagSeveralDialog({ documents, tags, onClose, onDone }: TagSeveralDialogProps) {
  const t = useT('knowledge');
  const { notify } = useShell();
  const [tagDocuments] = useMutation(TagDocumentsDocument, { refetchQueries: ['Tags'] });
  const form = useForm({
    initial: { add: [] as string[], remove: [] as string[] },
    check: ({ add, remove }) => (add.length + remove.length > 0 ? {} : { add: t('tagSeveral.nothing') }),
    submit: async ({ add, remove }) => outcomeOf((await tagDocuments({ variables: { input: { documentIds: documents.map(({ id }) => id), add, remove } } })).data?.tagDocuments),
    onDone: () => {
      notify({ kind: 'success', text: t('tagSeveral.done', { count: documents.length }) });
      onDone();
    },
  });
  const { add, remove } = form.values;
  const choices = (taken: readonly string[]) => tags.filter(({ id }) => !taken.includes(id)).map(({ id, name }) => ({ value: id, label: name }));
  // Only what at least one of them has can be taken off.
  const had = new Set(documents.flatMap((document) => document.tags.map(({ id }) => id)));
  return (
    <FormDialog form={form} opened onClose={onClose} title={t('tagSeveral.title', { count: documents.length })} submitLabel={t('tagSeveral.save')}>
      <MultiSelect label={t('tagSeveral.add')} description={t('edit.tagsHint')} data={choices(remove)} nothingFoundMessage={t('edit.noSuchTag')} searchable {...form.field('add')} />
      {had.size > 0 ? <MultiSelect label={t('tagSeveral.remove')} data={choices(add).filter(({ value }) => had.has(value))} searchable {...form.field('remove')} /> : null}
    </FormDialog>
  );
}
