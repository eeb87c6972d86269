import { useEffect, useState } from 'react';
import { toAppError, useQuery, useSubscription } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Button, ErrorState, GuardedButton, Group, IconArrowLeft, IconBooks, IconDownload, IconEdit, IconTrash, EmptyState, Link, LiveBadge, PageHeader, PageSkeleton, useErrorText, useNavigate, useParams, useSearchParams, useShell } from '#shared/ui/index.ts';
import { DocumentChangesDocument, DocumentWithSectionsDocument } from '../../gql/graphql.ts';
import { isMoving } from '../../parts/document-status.tsx';
import { DeleteDocumentDialog } from '../../parts/delete-document-dialog.tsx';
import { EditDocumentDialog } from '../../parts/edit-document-dialog.tsx';
import { FailureNotice } from '../../parts/failure-notice.tsx';
import { useDocumentActions } from '../../parts/use-document-actions.ts';
import { DocumentDetails } from './document-details.tsx';
import classes from './document-page.module.css';
import { SectionList } from './section-list.tsx';

const pageSize = 100;
const looksAgain = 4000;

/** One document: what it is, and every section of it. `?section=` leads to a passage. */
export default function DocumentPage() {
  const t = useT('knowledge');
  const { documentId = '' } = useParams();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const { notify } = useShell();
  const errorText = useErrorText();
  const { download } = useDocumentActions();
  const [dialog, setDialog] = useState<'edit' | 'delete' | null>(null);
  const result = useQuery(DocumentWithSectionsDocument, { variables: { id: documentId, first: pageSize } });
  const document = result.data?.document;

  useSubscription(DocumentChangesDocument, {
    ignoreResults: true,
    onData: ({ data }) => {
      const change = data.data?.documentChanged;
      // Its fields change by themselves; its sections are new, or it is gone.
      if (change?.documentId === documentId && change.document?.status !== 'parsing') void result.refetch();
    },
  });

  // An answer that was made before a change may arrive after it, and a lost line brings no changes at all.
  const moving = document ? isMoving(document) : false;
  const { startPolling, stopPolling } = result;
  useEffect(() => {
    if (!moving) return;
    startPolling(looksAgain);
    return stopPolling;
  }, [moving, startPolling, stopPolling]);

  const back = <Link to="/knowledge" className={classes.back}><IconArrowLeft size={16} aria-hidden />{t('document.back')}</Link>;
  if (result.error && !document) return <>{back}<ErrorState error={toAppError(result.error)} title={t('document.failed')} onRetry={() => void result.refetch()} order={1} /></>;
  if (document === undefined) return <PageSkeleton />;
  if (document === null) {
    return <EmptyState order={1} drawing={<IconBooks size={26} stroke={1.5} />} title={t('document.gone')} text={t('document.goneText')} action={<Button component={Link} to="/knowledge" variant="default">{t('document.back')}</Button>} />;
  }

  const save = (): void => {
    download(document).catch((error: unknown) => notify({ kind: 'error', text: errorText(toAppError(error)) }));
  };
  const leave = (): void => void navigate('/knowledge');
  return (
    <>
      {back}
      <PageHeader
        title={document.name}
        actions={
          <Group gap="xs">
            <LiveBadge />
            <Button variant="default" leftSection={<IconDownload size={16} />} onClick={save}>{t('action.download')}</Button>
            <GuardedButton need="knowledge:update" allowed={document.viewerCanUpdate} variant="default" leftSection={<IconEdit size={16} />} onClick={() => setDialog('edit')}>{t('action.edit')}</GuardedButton>
            <GuardedButton need="knowledge:delete" allowed={document.viewerCanDelete} variant="default" color="red" leftSection={<IconTrash size={16} />} onClick={() => setDialog('delete')}>{t('action.delete')}</GuardedButton>
          </Group>
        }
      />
      <div className={classes.columns}>
        <div className={classes.main}>
          <FailureNotice document={document} onDismissed={leave} />
          <SectionList document={document} sections={document.sections} wanted={params.get('section')} onMore={() => result.fetchMore({ variables: { after: document.sections.pageInfo.endCursor } })} />
        </div>
        <DocumentDetails document={document} />
      </div>
      {dialog === 'edit' ? <EditDocumentDialog document={document} onClose={() => setDialog(null)} /> : null}
      <DeleteDocumentDialog document={dialog === 'delete' ? document : null} onClose={() => setDialog(null)} onDeleted={leave} />
    </>
  );
}
