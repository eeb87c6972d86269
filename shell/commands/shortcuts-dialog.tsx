import { Fragment } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { Button, Dialog, Group, Stack, Text } from '#shared/ui/index.ts';
import type { MenuEntry } from '../navigation/use-menu-entries.ts';
import classes from './command-palette.module.css';
import { useSingleKeys } from './use-shortcuts.ts';

interface ShortcutsDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly entries: readonly MenuEntry[];
}

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

/** Every shortcut there is, and the switch for those of a single key. */
export default function ShortcutsDialog({ opened, onClose, entries }: ShortcutsDialogProps) {
  const t = useT('shell');
  const [single, setSingle] = useSingleKeys();
  const everywhere = [
    { keys: [isApple ? '⌘' : 'Ctrl', 'K'], does: t('shortcuts.palette') },
    ...(single ? [{ keys: ['?'], does: t('shortcuts.help') }, { keys: ['/'], does: t('shortcuts.search') }] : []),
    { keys: ['Esc'], does: t('shortcuts.escape') },
    { keys: ['↑', '↓'], does: t('shortcuts.rows') },
  ];
  const going = single ? entries.slice(0, 9).map(({ label }, at) => ({ keys: ['g', String(at + 1)], does: t('shortcuts.go', { area: label }) })) : [];
  return (
    <Dialog opened={opened} onClose={onClose} title={t('shortcuts.title')} size={480}>
      <Stack gap="lg">
        <dl className={classes.keys}>
          {[...everywhere, ...going].map(({ keys, does }) => (
            <Fragment key={does}>
              <dt>{does}</dt>
              <dd>{keys.map((key) => <kbd key={key}>{key}</kbd>)}</dd>
            </Fragment>
          ))}
        </dl>
        <Group justify="space-between" gap="sm" wrap="nowrap">
          <Text size="sm" c="dimmed">{t(single ? 'shortcuts.singleOn' : 'shortcuts.singleOff')}</Text>
          <Button variant="default" size="compact-md" flex="none" onClick={() => setSingle(!single)}>{t(single ? 'shortcuts.turnOff' : 'shortcuts.turnOn')}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
