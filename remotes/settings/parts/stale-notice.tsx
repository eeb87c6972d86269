import { useEffect, useRef } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { Alert, Button, Group, IconAlertTriangle, List, Text } from '#shared/ui/index.ts';

interface StaleNoticeProps {
  /** Each field that differs, both ways as people read them. */
  readonly differences: readonly { readonly label: string; readonly theirs: string; readonly mine: string }[];
  readonly busy: boolean;
  readonly onUseTheirs: () => void;
  readonly onKeepMine: () => void;
}

/** Somebody else saved this meanwhile: what each side says, and whose should stay. */
export function StaleNotice({ differences, busy, onUseTheirs, onKeepMine }: StaleNoticeProps) {
  const t = useT('settings');
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    box.current?.focus();
  }, []);
  return (
    <Alert ref={box} tabIndex={-1} role="alert" color="yellow" icon={<IconAlertTriangle size={18} />} title={t('stale.title')} mb="lg">
      <List size="sm" spacing={4} mb="sm">
        {differences.map(({ label, theirs, mine }) => <List.Item key={label}><Text span inherit fw={500}>{label}</Text>: {t('stale.difference', { theirs, mine })}</List.Item>)}
      </List>
      <Group gap="xs">
        <Button variant="default" size="compact-md" disabled={busy} onClick={onUseTheirs}>{t('stale.useTheirs')}</Button>
        <Button size="compact-md" loading={busy} onClick={onKeepMine}>{t('stale.keepMine')}</Button>
      </Group>
    </Alert>
  );
}
