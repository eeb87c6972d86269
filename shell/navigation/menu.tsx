import { NavLink } from 'react-router';
import type { NavigationIcon, RegistryRemote } from '#shared/contract/index.ts';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { meets } from '#shared/permissions/index.ts';
import {
  type Icon, IconBooks, IconChartBar, IconHome, IconMessages, IconPlugConnected, IconRobot, IconSettings, IconUsers, Skeleton, Tooltip, useShell,
} from '#shared/ui/index.ts';
import classes from './rail.module.css';

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
  const locale = useLocale();
  const { session } = useShell();
  const entries = remotes
    .map(({ manifest }) => manifest)
    .filter(({ navigation, requires }) => navigation !== null && meets(session.permissions, requires))
    .map(({ id, title, navigation }) => ({ to: `/${id}`, label: title[locale], icon: navigation?.icon ?? 'home', group: navigation?.group ?? 'work', order: navigation?.order ?? 0 }))
    .sort((a, b) => a.order - b.order);
  const home = { to: '/', label: t('home.name'), icon: 'home' as const };
  const work = [home, ...entries.filter(({ group }) => group === 'work')];
  const manage = entries.filter(({ group }) => group === 'manage');

  return (
    <nav aria-label={t('frame.menu')} className={classes.menu}>
      <ul className={classes.group}>{work.map((entry) => <Entry key={entry.to} {...entry} narrow={narrow} />)}</ul>
      {manage.length > 0 ? <ul className={classes.group}>{manage.map((entry) => <Entry key={entry.to} {...entry} narrow={narrow} />)}</ul> : null}
      {pending ? <div aria-hidden>{[64, 84, 56].map((width) => <Skeleton key={width} height={14} width={narrow ? 24 : `${width}%`} my={12} mx={10} />)}</div> : null}
    </nav>
  );
}

interface EntryProps {
  readonly to: string;
  readonly label: string;
  readonly icon: NavigationIcon;
  readonly narrow: boolean;
}

function Entry({ to, label, icon, narrow }: EntryProps) {
  const Icon = icons[icon];
  const link = (
    <NavLink to={to} end={to === '/'} className={narrow ? `${classes.link} ${classes.narrowLink}` : (classes.link ?? '')} aria-label={narrow ? label : undefined}>
      <Icon size={18} stroke={1.7} aria-hidden />
      {narrow ? null : label}
    </NavLink>
  );
  return <li>{narrow ? <Tooltip label={label} position="right">{link}</Tooltip> : link}</li>;
}
