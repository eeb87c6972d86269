import type { RegistryRemote } from '#shared/contract/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { ActionIcon, IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand, IconSearch, LiveBadge, ProgressTray, Tooltip, UnstyledButton } from '#shared/ui/index.ts';
import { fetchPalette } from '../commands/commands-host.tsx';
import { Bell } from '../notifications/bell.tsx';
import { Menu } from './menu.tsx';
import { PersonMenu } from './person-menu.tsx';
import { WorkspaceSwitcher } from '../workspaces/workspace-switcher.tsx';
import classes from './rail.module.css';

interface RailProps {
  readonly remotes: readonly RegistryRemote[];
  readonly pending: boolean;
  readonly narrow: boolean;
  readonly onNarrow: () => void;
  readonly onPalette: () => void;
}

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** The left rail: workspace, menu, work under way, person. */
export function Rail({ remotes, pending, narrow, onNarrow, onPalette }: RailProps) {
  const t = useT('shell');
  const label = t(narrow ? 'frame.widen' : 'frame.narrow');
  return (
    <aside aria-label={t('frame.side')} className={classes.rail} data-narrow={narrow || undefined}>
      <div className={classes.workspace}>
        <WorkspaceSwitcher narrow={narrow} />
        <Tooltip label={label} position="right">
          <ActionIcon aria-label={label} aria-expanded={!narrow} onClick={onNarrow} className={classes.toggle}>
            {narrow ? <IconLayoutSidebarLeftExpand size={18} /> : <IconLayoutSidebarLeftCollapse size={18} />}
          </ActionIcon>
        </Tooltip>
      </div>
      <div className={classes.reach}>
        {narrow ? (
          <Tooltip label={t('commands.title')} position="right">
            <ActionIcon size={40} aria-label={t('commands.title')} onClick={onPalette} onPointerEnter={fetchPalette} onFocus={fetchPalette}><IconSearch size={18} /></ActionIcon>
          </Tooltip>
        ) : (
          <UnstyledButton className={classes.find} onClick={onPalette} onPointerEnter={fetchPalette} onFocus={fetchPalette} aria-keyshortcuts="Control+K Meta+K">
            <IconSearch size={16} aria-hidden /><span>{t('commands.find')}</span><kbd aria-hidden>{isApple ? '⌘K' : 'Ctrl K'}</kbd>
          </UnstyledButton>
        )}
        <Bell size={narrow ? 40 : 34} />
      </div>
      <Menu remotes={remotes} pending={pending} narrow={narrow} />
      <div className={classes.foot}>
        {narrow ? null : <><LiveBadge /><ProgressTray /></>}
        <PersonMenu narrow={narrow} />
      </div>
    </aside>
  );
}
