import { type ReactNode, useState } from 'react';
import { type ConnectionState, toAppError } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { type Column, DataTable, EmptyState, FileSize, GuardedButton, GuardedMenuItem, IconBooks, IconDownload, IconEdit, IconTag, IconTrash, type ListState, Menu, RelativeTime, useErrorText, useGuard, useNavigate, useShell } from '#shared/ui/index.ts';
import type { DocumentRowFragment, DocumentStatus, DocumentsQuery, TagsQuery } from '../../gql/graphql.ts';
import { DeleteDocumentDialog } from '../../parts/delete-document-dialog.tsx';
import { DocumentState } from '../../parts/document-status.tsx';
import { EditDocumentDialog } from '../../parts/edit-document-dialog.tsx';
import { FailureActions } from '../../parts/failure-notice.tsx';
import { TagList } from '../../parts/tag-list.tsx';
import { TagSeveralDialog } from '../../parts/tag-several-dialog.tsx';
import { useDocumentActions } from '../../parts/use-document-actions.ts';
import { DocumentName } from './document-name.tsx';
import classes from './documents-table.module.css';

const mostAtOnce = 100;

interface DocumentsTableProps {
  readonly list: ConnectionState<DocumentRowFragment, DocumentsQuery['documents']>;
  readonly state: ListState;
  readonly tags: TagsQuery['tags'];
  readonly statuses: readonly DocumentStatus[];
  readonly canAdd: boolean;
  readonly uploadButton: ReactNode;
  /** Something left the list: counts have to be asked for again. */
  readonly onChanged: () => void;
}

export function DocumentsTable({ list, state, tags, statuses, canAdd, uploadButton, onChanged }: DocumentsTableProps) {
  const t = useT('knowledge');
  const navigate = useNavigate();
  const { notify } = useShell();
  const errorText = useErrorText();
  const { download } = useDocumentActions();
  const [editing, setEditing] = useState<DocumentRowFragment | null>(null);
  const [leaving, setLeaving] = useState<DocumentRowFragment | null>(null);
  const [tagging, setTagging] = useState<{ readonly documents: readonly DocumentRowFragment[]; readonly clear: () => void } | null>(null);
  const mayEdit = useGuard({ need: 'knowledge:update' }).show;
  const mayDelete = useGuard({ need: 'knowledge:delete' }).show;

  const columns: readonly Column<DocumentRowFragment>[] = [
    { id: 'name', header: t('list.name'), cell: (row) => <DocumentName document={row} />, text: (row) => row.name, sort: { ascending: 'name' } },
    {
      id: 'status',
      header: t('list.status'),
      width: 170,
      text: (row) => t(`status.${row.status}`),
      cell: (row) => (row.status === 'failed' ? <div className={classes.failed}><DocumentState document={row} /><FailureActions document={row} onDismissed={onChanged} /></div> : <DocumentState document={row} />),
    },
    { id: 'tags', header: t('list.tagsColumn'), cell: (row) => <TagList tags={row.tags} limit={2} />, text: (row) => row.tags.map(({ name }) => name).join(', '), hideBelow: 'md' },
    { id: 'sections', header: t('list.sections'), width: 90, align: 'right', cell: (row) => <span className="tabular">{row.sectionCount}</span>, text: (row) => row.sectionCount, hideBelow: 'md' },
    { id: 'size', header: t('list.size'), width: 90, align: 'right', cell: (row) => <FileSize bytes={row.size} />, text: (row) => row.size, hideBelow: 'sm', sort: { descending: 'size' } },
    { id: 'added', header: t('list.added'), width: 140, cell: (row) => <RelativeTime at={row.createdAt} />, text: (row) => row.createdAt, sort: { descending: 'newest', ascending: 'oldest' } },
  ];

  const save = (row: DocumentRowFragment): void => {
    download(row).catch((error: unknown) => notify({ kind: 'error', text: errorText(toAppError(error)) }));
  };

  return (
    <>
      <DataTable
        label={t('list.title')}
        columns={columns}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
        state={state}
        search={{ placeholder: t('list.search') }}
        views="documents"
        filters={[
          { id: 'status', label: t('list.status'), options: statuses.map((value) => ({ value, label: t(`status.${value}`) })) },
          { id: 'tag', label: t('list.tagsColumn'), options: tags.map(({ id, name }) => ({ value: id, label: name })), multiple: true },
        ]}
        onOpen={(row) => void navigate(`/knowledge/${row.id}`)}
        rowActions={mayEdit || mayDelete ? (row) => (
          <>
            <GuardedMenuItem need="knowledge:update" allowed={row.viewerCanUpdate} leftSection={<IconEdit size={16} />} onClick={() => setEditing(row)}>{t('action.edit')}</GuardedMenuItem>
            <Menu.Item leftSection={<IconDownload size={16} />} onClick={() => save(row)}>{t('action.download')}</Menu.Item>
            <GuardedMenuItem need="knowledge:delete" allowed={row.viewerCanDelete} color="red" leftSection={<IconTrash size={16} />} onClick={() => setLeaving(row)}>{t('action.delete')}</GuardedMenuItem>
          </>
        ) : undefined}
        selection={mayEdit ? {
          actions: (rows, clear) => {
            const allowed = rows.every(({ viewerCanUpdate }) => viewerCanUpdate) && rows.length <= mostAtOnce;
            return <GuardedButton need="knowledge:update" allowed={allowed} reason={rows.length > mostAtOnce ? t('tagSeveral.atMost', { count: mostAtOnce }) : t('tagSeveral.cannot')} variant="default" size="compact-sm" leftSection={<IconTag size={14} />} onClick={() => setTagging({ documents: rows, clear })}>{t('tagSeveral.open')}</GuardedButton>;
          },
        } : undefined}
        empty={<EmptyState drawing={<IconBooks size={26} stroke={1.5} />} title={t('list.empty')} text={canAdd ? t('list.emptyText') : t('list.emptyReader')} action={canAdd ? uploadButton : undefined} />}
        errorTitle={t('list.failed')}
        {...list}
      />
      {tagging ? <TagSeveralDialog documents={tagging.documents} tags={tags} onClose={() => setTagging(null)} onDone={() => { tagging.clear(); setTagging(null); }} /> : null}
      {editing ? <EditDocumentDialog key={editing.id} document={editing} onClose={() => setEditing(null)} /> : null}
      <DeleteDocumentDialog document={leaving} onClose={() => setLeaving(null)} onDeleted={onChanged} />
    </>
  );
}
