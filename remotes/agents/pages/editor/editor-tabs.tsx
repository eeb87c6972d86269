import { useT } from '#shared/i18n/index.ts';
import { Link } from '#shared/ui/index.ts';
import classes from './agent-editor.module.css';

export const tabIds = ['edit', 'playground', 'versions', 'site'] as const;
export type TabId = (typeof tabIds)[number];

interface EditorTabsProps {
  readonly tab: TabId;
  readonly versions: number;
}

/** Tabs by parameter, not by address: changing them must not ask about unsaved changes. */
export function EditorTabs({ tab, versions }: EditorTabsProps) {
  const t = useT('agents');
  return (
    <nav className={classes.tabs} aria-label={t('editor.tabs')} data-tab={tab}>
      {tabIds.map((id) => (
        <Link key={id} to={id === 'edit' ? '?' : `?tab=${id}`} replace preventScrollReset className={classes.tab ?? ''} data-id={id} aria-current={id === tab ? 'page' : undefined}>
          {t(`tab.${id}`)}
          {id === 'versions' && versions > 0 ? <span className={classes.count}>{versions}</span> : null}
        </Link>
      ))}
    </nav>
  );
}
