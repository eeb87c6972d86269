import { Suspense, lazy, useCallback, useState } from 'react';
import type { RegistryRemote } from '#shared/contract/index.ts';
import { useNavigate } from '#shared/ui/index.ts';
import { useMenuEntries } from '../navigation/use-menu-entries.ts';
import { useShortcuts } from './use-shortcuts.ts';

const loadPalette = () => import('./command-palette.tsx');
const CommandPalette = lazy(loadPalette);
const ShortcutsDialog = lazy(() => import('./shortcuts-dialog.tsx'));

/** Fetches the palette ahead: somebody points at what opens it. */
export const fetchPalette = (): void => void loadPalette().catch(() => undefined);

interface CommandsHostProps {
  readonly remotes: readonly RegistryRemote[];
  readonly opened: 'palette' | 'help' | null;
  readonly onOpen: (opened: 'palette' | 'help' | null) => void;
}

/** The palette and the list of shortcuts; their code comes when they are first asked for. */
export function CommandsHost({ remotes, opened, onOpen }: CommandsHostProps) {
  const navigate = useNavigate();
  const entries = useMenuEntries(remotes);
  const [ever, setEver] = useState(opened);
  if (opened && ever !== opened) setEver(opened);
  useShortcuts((shortcut) => {
    if (shortcut.kind === 'palette') onOpen(opened === 'palette' ? null : 'palette');
    else if (shortcut.kind === 'help') onOpen('help');
    else if (shortcut.kind === 'search') document.querySelector<HTMLInputElement>('#content input[type=search]')?.focus();
    else {
      const entry = entries[shortcut.entry];
      if (entry) void navigate(entry.to);
    }
  });
  const close = useCallback(() => onOpen(null), [onOpen]);
  return (
    <Suspense>
      {opened === 'palette' || ever === 'palette' ? <CommandPalette opened={opened === 'palette'} onClose={close} onHelp={() => onOpen('help')} remotes={remotes} /> : null}
      {opened === 'help' || ever === 'help' ? <ShortcutsDialog opened={opened === 'help'} onClose={close} entries={entries} /> : null}
    </Suspense>
  );
}
