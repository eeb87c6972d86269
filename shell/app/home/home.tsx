import { useT } from '#shared/i18n/index.ts';
import { PageHeader, useShell } from '#shared/ui/index.ts';

export function Home() {
  const t = useT('shell');
  const { session } = useShell();
  return <PageHeader title={t('home.title', { name: session.person.name })} />;
}
