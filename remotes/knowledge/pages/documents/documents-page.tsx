import { useState } from 'react';
import { useConnection, useQuery } from '#shared/data/index.ts';
import { useFormat, useT } from '#shared/i18n/index.ts';
import { Button, Dropzone, FilePicker, GuardedButton, IconTag, IconUpload, LiveBadge, PageHeader, useCan, useGuard, useListState } from '#shared/ui/index.ts';
import { type DocumentSort, type DocumentStatus, DocumentsDocument, TagsDocument } from '../../gql/graphql.ts';
import { useDocumentChanges } from '../../live/use-document-changes.ts';
import { isMoving } from '../../parts/document-status.tsx';
import { KnowledgeTabs } from '../../parts/knowledge-tabs.tsx';
import { TagsDialog } from '../../parts/tags-dialog.tsx';
import { UploadPanel } from '../../upload/upload-panel.tsx';
import { accepted } from '../../upload/upload-queue.ts';
import { useUploads } from '../../upload/use-uploads.ts';
import { DocumentsTable } from './documents-table.tsx';
import { firstDocuments } from './first-documents.ts';

const sorts: readonly DocumentSort[] = ['newest', 'oldest', 'name', 'size'];
const statuses: readonly DocumentStatus[] = ['uploaded', 'parsing', 'indexing', 'ready', 'failed'];

/** The knowledge base: every document, where it stands, and the way in. */
export default function DocumentsPage() {
  const t = useT('knowledge');
  const format = useFormat();
  const mayCreate = useCan('knowledge:create');
  const mayAsk = useGuard({ need: 'knowledge:create' }).show;
  const state = useListState({ filters: ['status', 'tag'], defaultSort: 'newest' });
  const [tagsOpen, setTagsOpen] = useState(false);
  const uploads = useUploads();

  const tagIds = state.filters['tag'] ?? [];
  const result = useQuery(DocumentsDocument, {
    variables: {
      ...firstDocuments,
      search: state.search || null,
      sort: sorts.find((sort) => sort === state.sort) ?? 'newest',
      status: statuses.find((status) => status === state.filters['status']?.[0]) ?? null,
      tagIds: tagIds.length > 0 ? tagIds : null,
    },
  });
  const list = useConnection(result, (data) => data.documents, state);
  const { data: tagData } = useQuery(TagsDocument);
  const live = useDocumentChanges({ shown: list.rows?.map(({ id }) => id) ?? [], moving: list.rows?.some(isMoving) ?? false, isMine: uploads.isMine, refetch: () => result.refetch(), onGone: uploads.dismiss });

  const chosenTags = (tagData?.tags ?? []).filter(({ id }) => tagIds.includes(id)).map(({ name }) => name);
  const canAdd = mayCreate && (list.connection?.viewerCanCreate ?? true);
  const add = (files: readonly File[]): void => uploads.add(files, tagIds);
  const uploadButton = !mayAsk ? null : (
    <FilePicker onFiles={add} accept={accepted}>
      {(open) => <GuardedButton need="knowledge:create" allowed={list.connection?.viewerCanCreate} leftSection={<IconUpload size={16} />} onClick={open}>{t('list.upload')}</GuardedButton>}
    </FilePicker>
  );

  return (
    <Dropzone
      onFiles={add}
      accept={accepted}
      disabled={!canAdd}
      label={chosenTags.length > 0 ? t('list.dropTagged', { tags: format.list(chosenTags) }) : t('list.drop')}
    >
      <PageHeader
        title={t('list.title')}
        purpose={t('list.purpose')}
        actions={
          <>
            <LiveBadge />
            <GuardedButton need="knowledge:configure" allowed={list.connection?.viewerCanManageTags} variant="default" leftSection={<IconTag size={16} />} onClick={() => setTagsOpen(true)}>{t('list.tags')}</GuardedButton>
            {uploadButton}
          </>
        }
        tabs={<KnowledgeTabs />}
      />
      <UploadPanel uploads={uploads} />
      {live.waiting > 0 ? <Button variant="light" size="compact-md" mb="sm" onClick={live.show}>{t('list.new', { count: live.waiting })}</Button> : null}
      <DocumentsTable list={list} state={state} tags={tagData?.tags ?? []} statuses={statuses} canAdd={canAdd} uploadButton={uploadButton} onChanged={live.refetchSoon} />
      {tagsOpen ? <TagsDialog onClose={() => setTagsOpen(false)} /> : null}
    </Dropzone>
  );
}
