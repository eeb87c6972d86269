import { useT } from '#shared/i18n/index.ts';
import { PageTabs } from '#shared/ui/index.ts';

/** The parts of the area. */
export function KnowledgeTabs() {
  const t = useT('knowledge');
  return <PageTabs label={t('tabs.title')} tabs={[{ to: '/knowledge', label: t('tabs.documents') }, { to: '/knowledge/search', label: t('tabs.search') }]} />;
}
