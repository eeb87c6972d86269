import { AppError } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { FullPageError } from '#shared/ui/index.ts';

/** What stands when something of the shell itself broke. */
export function ConsoleCrashed() {
  const t = useT('shell');
  return <FullPageError error={new AppError('OFFLINE', t('crashed.text'))} title={t('crashed.title')} onRetry={() => location.reload()} />;
}
