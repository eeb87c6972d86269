import { Button, Group, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ShellContext } from '#shared/contract/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { IconAlertCircle, IconCheck, IconInfoCircle } from './icons.ts';

const looks = {
  success: { color: 'green', icon: <IconCheck size={16} />, stays: 4000 },
  error: { color: 'red', icon: <IconAlertCircle size={16} />, stays: 10_000 },
  info: { color: 'indigo', icon: <IconInfoCircle size={16} />, stays: 5000 },
} as const;
const undoStays = 10_000;

interface UndoProps {
  readonly text: string;
  readonly onUndo: () => void;
}

function WithUndo({ text, onUndo }: UndoProps) {
  const t = useT('ui');
  return (
    <Group justify="space-between" gap="sm" wrap="nowrap">
      <Text size="sm">{text}</Text>
      <Button size="compact-sm" variant="subtle" onClick={onUndo}>{t('undo')}</Button>
    </Group>
  );
}

/** Shows a short message that goes away by itself. Remotes reach it as `useShell().notify`. */
export const notify: ShellContext['notify'] = ({ kind, text, undo }) => {
  const { color, icon, stays } = looks[kind];
  const id = notifications.show({
    color,
    icon,
    withBorder: true,
    autoClose: undo ? undoStays : stays,
    role: kind === 'error' ? 'alert' : 'status',
    message: undo ? <WithUndo text={text} onUndo={() => { notifications.hide(id); undo(); }} /> : text,
  });
};
