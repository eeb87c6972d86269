import { useEffect, useRef } from 'react';
import { NavLink, useLocation } from 'react-router';
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
  const strip = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a narrow screen the tabs are a strip to be pushed: the present one must be in sight. Whether it is, is known once
  // the page is laid out; to ask at once would have it laid out twice.
  useEffect(() => {
    const present = strip.current?.querySelector('[aria-current]');
    if (!present) return undefined;
    const seen = new IntersectionObserver(([entry]) => {
      seen.disconnect();
      if (entry && entry.intersectionRatio < 1) present.scrollIntoView({ block: 'nearest', inline: 'center' });
    });
    seen.observe(present);
    return () => seen.disconnect();
  }, [pathname]);
  return (
    <nav ref={strip} className={classes.tabs} aria-label={label}>
      {tabs.map(({ to, label: name, count }) => (
        <NavLink key={to} to={to} end className={classes.tab ?? ''}>
          {name}
          {count === undefined ? null : <span className={classes.count}>{count}</span>}
        </NavLink>
      ))}
    </nav>
  );
}
