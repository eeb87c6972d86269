import { useState } from 'react';
import { outcomeOf, toAppError, useApolloClient, useMutation, useQuery } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Alert, FormDialog, MultiSelect, TextInput, useErrorText, useForm, useShell } from '#shared/ui/index.ts';
import { type DocumentRowFragment, FollowedDocumentDocument, TagsDocument, UpdateDocumentDocument } from '../gql/graphql.ts';

interface EditDocumentDialogProps {
  readonly document: DocumentRowFragment;
  readonly onClose: () => void;
}

/** Name and tags of a document. When somebody else was faster, shows what they saved and keeps what was typed. */
export function EditDocumentDialog({ document, onClose }: EditDocumentDialogProps) {
  const t = useT('knowledge');
  const format = useFormat();
  const errorText = useErrorText();
  const client = useApolloClient();
  const { notify } = useShell();
  const { data: tagData, error: tagError } = useQuery(TagsDocument);
  const [save] = useMutation(UpdateDocumentDocument);
  // The version that was read when the dialog opened: live updates must not hide a conflict.
  const [version, setVersion] = useState(document.version);
  const [theirs, setTheirs] = useState<DocumentRowFragment | null>(null);

  const form = useForm({
    initial: { name: document.name, tagIds: document.tags.map(({ id }) => id) },
    submit: async ({ name, tagIds }) => {
      const { data } = await save({ variables: { input: { id: document.id, name: name.trim(), tagIds, version } } });
      const result = data?.updateDocument;
      if (result?.__typename === 'StaleError') {
        const now = await client.query({ query: FollowedDocumentDocument, variables: { id: document.id }, fetchPolicy: 'network-only' });
        setTheirs(now.data?.document ?? null);
        setVersion(result.currentVersion);
      }
      return outcomeOf(result);
    },
    onDone: (saved) => {
      notify({ kind: 'success', text: t('edit.done', { name: saved.name }) });
      onClose();
    },
  });

  return (
    <FormDialog form={form} opened onClose={onClose} title={t('edit.title')} submitLabel={theirs ? t('edit.overwrite') : t('edit.save')}>
      {theirs ? (
        <Alert color="yellow" title={t('edit.theirs')}>
          {t('edit.theirsName', { name: theirs.name })}<br />
          {theirs.tags.length > 0 ? t('edit.theirsTags', { tags: format.list(theirs.tags.map(({ name }) => name)) }) : t('edit.theirsNoTags')}
        </Alert>
      ) : null}
      <TextInput label={t('edit.name')} data-autofocus {...form.field('name')} />
      <MultiSelect
        label={t('edit.tags')}
        description={t('edit.tagsHint')}
        placeholder={form.values.tagIds.length === 0 ? t('edit.noTags') : undefined}
        data={(tagData?.tags ?? document.tags).map(({ id, name }) => ({ value: id, label: name }))}
        nothingFoundMessage={t('edit.noSuchTag')}
        searchable
        {...form.field('tagIds')}
        error={form.field('tagIds').error ?? (tagError ? errorText(toAppError(tagError)) : undefined)}
      />
    </FormDialog>
  );
}
