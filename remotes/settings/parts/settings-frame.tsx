import IconAdjustments from '@tabler/icons-react/dist/esm/icons/IconAdjustments.mjs';
import IconCrown from '@tabler/icons-react/dist/esm/icons/IconCrown.mjs';
import IconKey from '@tabler/icons-react/dist/esm/icons/IconKey.mjs';
import { type ReactNode, useEffect, useRef } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { meets } from '#shared/permissions/index.ts';
import { IconClock, IconLock, IconPlugConnected, IconShieldCheck, IconSparkles, NavLink, PageHeader, Text, Title, useShell } from '#shared/ui/index.ts';
import { manifest } from '../manifest.ts';
import classes from './settings-frame.module.css';

const sections = [
  { id: 'general', path: '', Icon: IconAdjustments },
  { id: 'retention', path: 'retention', Icon: IconClock },
  { id: 'provider', path: 'ai', Icon: IconSparkles },
  { id: 'security', path: 'security', Icon: IconLock },
  { id: 'sso', path: 'single-sign-on', Icon: IconKey },
  { id: 'audit', path: 'audit', Icon: IconShieldCheck },
  { id: 'console', path: 'console', Icon: IconPlugConnected },
  { id: 'ownership', path: 'ownership', Icon: IconCrown },
] as const;
export type SectionId = (typeof sections)[number]['id'];

const requirementOf = (path: string) => manifest.routes.find((route) => route.path === path)?.requires ?? {};

interface SettingsFrameProps {
  readonly section: SectionId;
  /** Beside the section's title: a status or an action. */
  readonly aside?: ReactNode;
  /** As wide as the page, for tables; forms keep a readable measure. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A section of the settings beside the way to the others. Those the person may not enter are not in it. */
export function SettingsFrame({ section, aside, wide = false, children }: SettingsFrameProps) {
  const t = useT('settings');
  const { session } = useShell();
  const title = t(`section.${section}`);
  // After the header's own: the section tells tabs apart.
  useEffect(() => {
    document.title = `${title} · ${t('title')} · Isatis`;
  }, [title, t]);
  const nav = useRef<HTMLElement>(null);
  // On a narrow screen the sections are a strip to be pushed: the present one must be in sight.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [section]);
  return (
    <>
      <PageHeader title={t('title')} purpose={t('purpose')} />
      <div className={classes.frame}>
        <nav ref={nav} aria-label={t('sections')} className={classes.nav}>
          {sections.filter(({ path }) => meets(session.permissions, requirementOf(path))).map(({ id, path, Icon }) => (
            <NavLink key={id} end to={path === '' ? '/settings' : `/settings/${path}`} className={classes.link ?? ''}>
              <Icon size={18} stroke={1.6} aria-hidden />
              {t(`section.${id}`)}
            </NavLink>
          ))}
        </nav>
        <section aria-labelledby="settings-section" className={classes.section} data-wide={wide || undefined}>
          <div className={classes.head}>
            <div>
              <Title order={2} id="settings-section">{title}</Title>
              <Text c="dimmed">{t(`purposeOf.${section}`)}</Text>
            </div>
            {aside}
          </div>
          {children}
        </section>
      </div>
    </>
  );
}
