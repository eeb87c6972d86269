import type { RegistryRemote } from '#shared/contract/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { Drawer, LiveBadge, ProgressTray, Stack } from '#shared/ui/index.ts';
import { Menu } from './menu.tsx';
import { WorkspaceSwitcher } from '../workspaces/workspace-switcher.tsx';
import { PersonMenu } from './person-menu.tsx';

interface NavigationDrawerProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly remotes: readonly RegistryRemote[];
  readonly pending: boolean;
}

/** The rail of small screens. */
export function NavigationDrawer({ opened, onClose, remotes, pending }: NavigationDrawerProps) {
  const t = useT('shell');
  return (
    <Drawer opened={opened} onClose={onClose} position="left" size={288} title="Isatis" closeLabel={t('frame.closeMenu')}>
      <Stack justify="space-between" mih="calc(100dvh - 92px)" gap="md">
        <Stack gap="md">
          <WorkspaceSwitcher />
          <Menu remotes={remotes} pending={pending} />
        </Stack>
        <Stack gap="xs">
          <LiveBadge />
          <ProgressTray />
          <PersonMenu />
        </Stack>
      </Stack>
    </Drawer>
  );
}
