import { Alert, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { type Outcome, toAppError } from '#shared/data/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { useErrorText } from '../states.tsx';
import { Modal } from '../overlay/modal.tsx';

interface ConfirmDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** The question: "Remove Ada Neri?" */
  readonly title: ReactNode;
  /** What will be gone, in numbers where there are any. */
  readonly consequence: ReactNode;
  /** The verb: "Remove". */
  readonly confirmLabel: string;
  /** The dialog closes when it went well, and says why when not. */
  readonly onConfirm: () => Promise<Outcome<unknown>>;
  /** A name to be typed, where it can't be undone and much is lost. */
  readonly typed?: string;
  /** @default true */
  readonly danger?: boolean;
}

/** Asks before something is destroyed. */
export function ConfirmDialog({ opened, onClose, title, consequence, confirmLabel, onConfirm, typed, danger = true }: ConfirmDialogProps) {
  const t = useT('ui');
  const errorText = useErrorText();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [name, setName] = useState('');

  const close = (): void => {
    if (busy) return;
    setFailure(null);
    setName('');
    onClose();
  };
  const confirm = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    event.stopPropagation();
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      const outcome = await onConfirm();
      if (outcome.ok) {
        setName('');
        onClose();
      } else setFailure(outcome.message);
    } catch (error) {
      setFailure(errorText(toAppError(error)));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal opened={opened} onClose={close} title={title} size={440} closeButtonProps={{ 'aria-label': t('close') }}>
      <form onSubmit={(event) => void confirm(event)}>
        <Stack gap="md">
          {failure ? <Alert color="red" role="alert">{failure}</Alert> : null}
          <Text component="div">{consequence}</Text>
          {typed === undefined ? null : <TextInput label={t('confirm.type', { name: typed })} value={name} onChange={(event) => setName(event.currentTarget.value)} autoComplete="off" />}
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={close} disabled={busy} data-autofocus={typed === undefined || undefined}>{t('cancel')}</Button>
            <Button type="submit" color={danger ? 'red' : undefined} loading={busy} disabled={typed !== undefined && name.trim() !== typed}>{confirmLabel}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
