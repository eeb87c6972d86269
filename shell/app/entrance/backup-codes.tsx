import { useT } from '#shared/i18n/index.ts';
import { Button, Group, IconCopy, IconDownload, notify } from '#shared/ui/index.ts';
import classes from './second-factor.module.css';

/** Codes to be kept outside this computer; shown once. */
export function BackupCodes({ codes }: { readonly codes: readonly string[] }) {
  const t = useT('shell');
  const text = `${codes.join('\n')}\n`;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    notify({ kind: 'success', text: t('secondFactor.copied') });
  };
  return (
    <>
      <ul className={classes.codes} aria-label={t('secondFactor.codes')}>{codes.map((code) => <li key={code}>{code}</li>)}</ul>
      <Group grow>
        <Button variant="default" leftSection={<IconCopy size={16} />} onClick={() => void copy().catch(() => notify({ kind: 'error', text: t('secondFactor.copyFailed') }))}>{t('secondFactor.copy')}</Button>
        <Button variant="default" leftSection={<IconDownload size={16} />} component="a" href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`} download="isatis-backup-codes.txt">{t('secondFactor.download')}</Button>
      </Group>
    </>
  );
}
