import { useT } from '#shared/i18n/index.ts';
import { ConfirmDialog, useShell } from '#shared/ui/index.ts';
import type { DocumentRowFragment } from '../gql/graphql.ts';
import { useDocumentActions } from './use-document-actions.ts';

interface DeleteDocumentDialogProps {
  /** Null when nothing is to be deleted. */
  readonly document: DocumentRowFragment | null;
  readonly onClose: () => void;
  readonly onDeleted?: () => void;
}

/** Asks before a document is deleted, and says what goes with it. */
export function DeleteDocumentDialog({ document, onClose, onDeleted }: DeleteDocumentDialogProps) {
  const t = useT('knowledge');
  const { notify } = useShell();
  const { remove } = useDocumentActions();
  if (!document) return null;
  const { id, name, sectionCount } = document;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('delete.title', { name })}
      consequence={sectionCount > 0 ? t('delete.consequence', { count: sectionCount }) : t('delete.nothing')}
      confirmLabel={t('delete.confirm')}
      onConfirm={async () => {
        const outcome = await remove(id);
        if (outcome.ok) {
          notify({ kind: 'success', text: t('delete.done', { name }) });
          onDeleted?.();
        }
        return outcome;
      }}
    />
  );
}
