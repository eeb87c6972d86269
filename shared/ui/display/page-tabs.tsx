import { NavLink } from 'react-router';
import classes from './display.module.css';

export interface PageTab {
  /** Address; the tab of the present one is marked. */
  readonly to: string;
  readonly label: string;
  readonly count?: number;
}

interface PageTabsProps {
  readonly tabs: readonly PageTab[];
  /** What the tabs are parts of. */
  readonly label: string;
}

/** Tabs of a page: links, so that each has an address. */
export function PageTabs({ tabs, label }: PageTabsProps) {
  return (
    <nav className={classes.tabs} aria-label={label}>
      {tabs.map(({ to, label: name, count }) => (
        <NavLink key={to} to={to} end className={classes.tab ?? ''}>
          {name}
          {count === undefined ? null : <span className={classes.count}>{count}</span>}
        </NavLink>
      ))}
    </nav>
  );
}
