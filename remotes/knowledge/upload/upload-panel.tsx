import { useFormat, useT } from '#shared/i18n/index.ts';
import { ActionIcon, Button, FileSize, Group, IconAlertCircle, IconFile, IconRefresh, IconX, Progress, Text } from '#shared/ui/index.ts';
import type { Upload } from './upload-queue.ts';
import classes from './upload-panel.module.css';
import { type Uploads, uploadDetail } from './use-uploads.ts';

interface UploadPanelProps {
  readonly uploads: Uploads;
}

/** Files on their way, and those that didn't arrive. What has arrived stands in the list below. */
export function UploadPanel({ uploads }: UploadPanelProps) {
  const t = useT('knowledge');
  const shown = uploads.uploads.filter(({ stored }) => !stored);
  const again = shown.filter(({ problem }) => problem?.retryable);
  if (shown.length === 0) return null;
  return (
    <section className={classes.panel} aria-label={t('upload.title')}>
      {again.length > 1 ? (
        <Group justify="space-between" className={classes.head}>
          <Text size="sm">{t('upload.notSent', { count: again.length })}</Text>
          <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} />} onClick={() => { for (const { id } of again) uploads.retry(id); }}>{t('upload.retryAll')}</Button>
        </Group>
      ) : null}
      <ul className={classes.list}>
        {shown.map((upload) => <UploadRow key={upload.id} upload={upload} uploads={uploads} />)}
      </ul>
    </section>
  );
}

function UploadRow({ upload, uploads }: { readonly upload: Upload; readonly uploads: Uploads }) {
  const t = useT('knowledge');
  const format = useFormat();
  const { id, file, phase, progress, problem } = upload;
  const name = file.name;
  const detail = uploadDetail(upload, t, format.percent);
  return (
    <li className={classes.row} data-failed={problem ? true : undefined}>
      {problem ? <IconAlertCircle size={18} aria-hidden className={classes.icon} /> : <IconFile size={18} stroke={1.5} aria-hidden className={classes.icon} />}
      <div className={classes.words}>
        <Text truncate title={name}>{name} <Text span c="dimmed" size="sm"><FileSize bytes={file.size} /></Text></Text>
        <Text size="sm" c={problem ? 'var(--isatis-negative)' : 'dimmed'} role={problem ? 'alert' : undefined}>{detail}</Text>
        {problem ? null : <Progress size={4} value={progress === null ? 100 : progress * 100} animated={progress === null} aria-label={name} />}
      </div>
      {problem?.retryable ? <Button size="compact-sm" variant="default" leftSection={<IconRefresh size={14} />} onClick={() => uploads.retry(id)} aria-label={t('upload.retryOne', { name })}>{t('upload.retry')}</Button> : null}
      {problem ? <ActionIcon aria-label={t('upload.dismissOne', { name })} onClick={() => uploads.dismiss(id)}><IconX size={16} /></ActionIcon> : null}
      {phase === 'waiting' || phase === 'sending' ? <ActionIcon aria-label={t('upload.cancelOne', { name })} onClick={() => uploads.cancel(id)}><IconX size={16} /></ActionIcon> : null}
    </li>
  );
}
