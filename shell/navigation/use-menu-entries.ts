import { useMemo } from 'react';
import type { NavigationIcon, RegistryRemote } from '#shared/contract/index.ts';
import { useLocale, useT } from '#shared/i18n/index.ts';
import { meets } from '#shared/permissions/index.ts';
import { useShell } from '#shared/ui/index.ts';

/** One line of the main menu. */
export interface MenuEntry {
  readonly to: string;
  readonly label: string;
  readonly icon: NavigationIcon;
  readonly group: 'work' | 'manage';
  /** Home is the shell's own. */
  readonly remote: RegistryRemote | null;
}

/** The main menu, top to bottom: what the remotes declare, as far as the person may enter. */
export function useMenuEntries(remotes: readonly RegistryRemote[]): readonly MenuEntry[] {
  const t = useT('shell');
  const locale = useLocale();
  const { permissions } = useShell().session;
  return useMemo(() => {
    const entries = remotes
      .filter(({ manifest: { navigation, requires }, access }) => navigation !== null && access !== 'off' && meets(permissions, requires))
      .toSorted((a, b) => (a.manifest.navigation?.order ?? 0) - (b.manifest.navigation?.order ?? 0))
      .map((remote): MenuEntry => ({ to: `/${remote.manifest.id}`, label: remote.manifest.title[locale], icon: remote.manifest.navigation?.icon ?? 'home', group: remote.manifest.navigation?.group === 'manage' ? 'manage' : 'work', remote }));
    const home: MenuEntry = { to: '/', label: t('home.name'), icon: 'home', group: 'work', remote: null };
    return [home, ...entries.filter(({ group }) => group === 'work'), ...entries.filter(({ group }) => group === 'manage')];
  }, [remotes, permissions, locale, t]);
}
