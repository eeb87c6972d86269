import { NavLink } from 'react-router';
import type { NavigationIcon, RegistryRemote } from '#shared/contract/index.ts';
import { useT } from '#shared/i18n/index.ts';
import {
  type Icon, IconBooks, IconChartBar, IconCircleDashed, IconHome, IconMessages, IconPlugConnected, IconRobot, IconSettings, IconUsers, Skeleton, Tooltip,
} from '#shared/ui/index.ts';
import classes from './rail.module.css';
import { useIntent } from './use-intent.ts';
import { type MenuEntry, useMenuEntries } from './use-menu-entries.ts';

const icons: Readonly<Record<NavigationIcon, Icon>> = {
  home: IconHome,
  conversations: IconMessages,
  knowledge: IconBooks,
  agents: IconRobot,
  analytics: IconChartBar,
  users: IconUsers,
  channels: IconPlugConnected,
  settings: IconSettings,
};

interface MenuProps {
  readonly remotes: readonly RegistryRemote[];
  readonly pending: boolean;
  readonly narrow?: boolean;
}

/** The main menu: what the remotes declare, as far as the person may enter. */
export function Menu({ remotes, pending, narrow = false }: MenuProps) {
  const t = useT('shell');
  const entries = useMenuEntries(remotes);
  const manage = entries.filter(({ group }) => group === 'manage');
  const lines = (group: readonly MenuEntry[]) => <ul className={classes.group}>{group.map((entry) => <Entry key={entry.to} entry={entry} narrow={narrow} />)}</ul>;
  return (
    <nav aria-label={t('frame.menu')} className={classes.menu}>
      {lines(entries.filter(({ group }) => group === 'work'))}
      {manage.length > 0 ? lines(manage) : null}
      {pending ? <div aria-hidden>{[64, 84, 56].map((width) => <Skeleton key={width} height={14} width={narrow ? 24 : `${width}%`} my={12} mx={10} />)}</div> : null}
    </nav>
  );
}

interface EntryProps {
  readonly entry: MenuEntry;
  readonly narrow: boolean;
}

function Entry({ entry: { to, label, icon, remote }, narrow }: EntryProps) {
  // An area of a later version may name one that this shell doesn't have.
  const Icon = (icons as Partial<typeof icons>)[icon] ?? IconCircleDashed;
  const intent = useIntent(remote);
  const link = (
    <NavLink to={to} end={to === '/'} className={narrow ? `${classes.link} ${classes.narrowLink}` : (classes.link ?? '')} aria-label={narrow ? label : undefined} {...intent}>
      <Icon size={18} stroke={1.7} aria-hidden />
      {narrow ? null : label}
    </NavLink>
  );
  return <li>{narrow ? <Tooltip label={label} position="right">{link}</Tooltip> : link}</li>;
}
