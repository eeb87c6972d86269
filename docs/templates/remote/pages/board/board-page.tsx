import { useT } from '#shared/i18n/index.ts';
import { Card, PageHeader, Text, useShell } from '#shared/ui/index.ts';

/** The first page of the area: replace it with your own. */
export default function BoardPage() {
  const t = useT('board');
  const { session } = useShell();
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <Card>
        <Text>{t('welcome', { name: session.person.name, workspace: session.workspace.name })}</Text>
      </Card>
    </>
  );
}
