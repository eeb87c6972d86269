import { useEffect, useMemo, useSyncExternalStore } from 'react';
import { HttpRefusal, toAppError, uploadFile, useApolloClient } from '#shared/data/index.ts';
import { type Translate, useFormat, useT } from '#shared/i18n/index.ts';
import { progressTray, useErrorText, useShell } from '#shared/ui/index.ts';
import { DocumentChangesDocument, FollowedDocumentDocument } from '../gql/graphql.ts';
import { type Upload, UploadQueue, maxBytes } from './upload-queue.ts';

const queue = new UploadQueue();
const doneStays = 6000;

export interface Uploads {
  /** Files of this workspace that are not searchable yet. */
  readonly uploads: readonly Upload[];
  add(files: readonly File[], tagIds: readonly string[]): void;
  retry(id: string): void;
  cancel(id: string): void;
  dismiss(id: string): void;
  /** Whether a document came from here, in this tab. */
  isMine(id: string): boolean;
}

/** What happens with a file now, in words. */
export function uploadDetail(upload: Upload, t: Translate, percent: (ratio: number) => string): string {
  if (upload.problem) return upload.problem.text;
  if (upload.phase === 'sending') return t('upload.sending', { percent: percent(upload.progress ?? 0) });
  if (upload.phase === 'reading') return t(`upload.step.${upload.step ?? 'uploaded'}`);
  return t(`upload.${upload.phase}`);
}

/** The one queue of this tab, connected to the session. */
export function useUploads(): Uploads {
  const { session, requestHeaders } = useShell();
  const client = useApolloClient();
  const t = useT('knowledge');
  const format = useFormat();
  const errorText = useErrorText();
  const workspaceId = session.workspace.id;

  // In the body, not in an effect: files may be added in the same tick.
  queue.connect({
    send: (upload, options) =>
      uploadFile({
        url: '/knowledge/documents',
        file: upload.file,
        fields: { id: upload.id, tagIds: JSON.stringify(upload.tagIds) },
        headers: requestHeaders,
        ...options,
      }),
    follow: (listener) => {
      const running = client.subscribe({ query: DocumentChangesDocument }).subscribe(({ data }) => {
        if (data) listener(data.documentChanged.documentId, data.documentChanged.document);
      });
      return () => running.unsubscribe();
    },
    ask: async (id) => (await client.query({ query: FollowedDocumentDocument, variables: { id }, fetchPolicy: 'network-only' })).data?.document ?? null,
    explain: (error) => {
      if (error instanceof HttpRefusal) return { text: error.message, retryable: error.status >= 500 || error.status === 429 };
      const known = toAppError(error);
      if (known.code === 'OFFLINE') return { text: t('upload.lost'), retryable: true, offline: true };
      return { text: errorText(known), retryable: known.retryable };
    },
    refuse: (file) => {
      if (file.size === 0) return { text: t('upload.empty'), retryable: false };
      if (file.size > maxBytes) return { text: t('upload.tooLarge', { size: format.bytes(file.size), limit: '50 MB' }), retryable: false };
      return null;
    },
    show: (upload) => {
      const { id, file, phase, progress } = upload;
      const state = phase === 'done' || phase === 'failed' ? phase : 'running';
      const cancellable = phase === 'waiting' || phase === 'sending';
      progressTray.put({ id, label: file.name, detail: uploadDetail(upload, t, format.percent), progress, state, ...(cancellable ? { onCancel: () => queue.cancel(id) } : {}) });
      if (phase === 'done') setTimeout(() => queue.dismiss(id), doneStays);
    },
    hide: (id) => progressTray.remove(id),
  });

  useEffect(() => {
    const again = (): void => queue.retryOffline();
    window.addEventListener('online', again);
    return () => window.removeEventListener('online', again);
  }, []);

  const all = useSyncExternalStore(queue.subscribe, queue.uploads);
  return useMemo(
    () => ({
      uploads: all.filter((upload) => upload.workspaceId === workspaceId && upload.phase !== 'done'),
      add: (files, tagIds) => queue.add(files, { workspaceId, tagIds }),
      retry: (id) => queue.retry(id),
      cancel: (id) => queue.cancel(id),
      dismiss: (id) => queue.dismiss(id),
      isMine: (id) => all.some((upload) => upload.id === id),
    }),
    [all, workspaceId],
  );
}
