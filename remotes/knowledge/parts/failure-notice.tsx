import { useState } from 'react';
import { toAppError } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Alert, GuardedButton, Group, IconAlertCircle, IconRefresh, Stack, Text, useErrorText, useShell } from '#shared/ui/index.ts';
import type { DocumentRowFragment } from '../gql/graphql.ts';
import { useDocumentActions } from './use-document-actions.ts';

interface FailureNoticeProps {
  readonly document: DocumentRowFragment;
  readonly onDismissed?: () => void;
}

/** What is wrong with a file that could not be read, and what to do about it. */
export function FailureNotice({ document, onDismissed }: FailureNoticeProps) {
  const t = useT('knowledge');
  if (document.status !== 'failed') return null;
  return (
    <Alert color="red" icon={<IconAlertCircle size={18} />} title={t('failure.title')}>
      <Stack gap="sm">
        <Text size="sm">{document.failure?.message ?? t('failure.unknown')} {t('failure.nothingKept')}</Text>
        <FailureActions document={document} onDismissed={onDismissed} />
      </Stack>
    </Alert>
  );
}

/** Try again, or take it away: a document that failed has nothing to lose. */
export function FailureActions({ document, onDismissed }: FailureNoticeProps) {
  const t = useT('knowledge');
  const errorText = useErrorText();
  const { notify } = useShell();
  const { remove, retry } = useDocumentActions();
  const [busy, setBusy] = useState<'retry' | 'dismiss' | null>(null);
  const { id, name, failure, viewerCanDelete } = document;

  const run = async (what: 'retry' | 'dismiss'): Promise<void> => {
    if (busy) return;
    setBusy(what);
    try {
      const outcome = what === 'retry' ? await retry(id) : await remove(id);
      if (!outcome.ok) notify({ kind: 'error', text: outcome.message });
      else if (what === 'dismiss') onDismissed?.();
    } catch (error) {
      notify({ kind: 'error', text: errorText(toAppError(error)) });
    } finally {
      setBusy(null);
    }
  };

  return (
    <Group gap="xs">
      {failure?.retryable ? (
        <GuardedButton need="knowledge:create" size="compact-sm" variant="default" leftSection={<IconRefresh size={14} />} loading={busy === 'retry'} onClick={() => void run('retry')} aria-label={t('failure.retryOne', { name })}>{t('failure.retry')}</GuardedButton>
      ) : null}
      <GuardedButton need="knowledge:delete" allowed={viewerCanDelete} size="compact-sm" variant="default" loading={busy === 'dismiss'} onClick={() => void run('dismiss')} aria-label={t('failure.dismissOne', { name })}>{t('failure.dismiss')}</GuardedButton>
    </Group>
  );
}
