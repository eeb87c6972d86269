import { Button, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { FormSummary } from './form-summary.tsx';
import type { Form } from './use-form.ts';
import { Modal } from '../overlay/modal.tsx';

interface FormDialogProps<Values extends object> {
  readonly form: Form<Values>;
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** The verb: "Send invitation". */
  readonly submitLabel: string;
  /** @default 460 */
  readonly size?: number | string;
  readonly children: ReactNode;
}

/** A dialog would begin at its close button; a form begins at its first field. */
function beginAtFirstField(form: HTMLFormElement | null): void {
  if (!form || form.querySelector('[data-autofocus]')) return;
  form.querySelector('input:checked, input:not([type=radio]), textarea')?.setAttribute('data-autofocus', '');
}

/** A short form. Closing it forgets what was typed; while it is being sent it stays. */
export function FormDialog<Values extends object>({ form, opened, onClose, title, submitLabel, size = 460, children }: FormDialogProps<Values>) {
  const t = useT('ui');
  const close = (): void => {
    if (form.submitting) return;
    form.reset();
    onClose();
  };
  return (
    <Modal opened={opened} onClose={close} title={title} size={size} closeButtonProps={{ 'aria-label': t('close') }}>
      <form ref={beginAtFirstField} onSubmit={form.submit} noValidate>
        <Stack gap="md">
          <FormSummary form={form} />
          {children}
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={close} disabled={form.submitting}>{t('cancel')}</Button>
            <Button type="submit" loading={form.submitting}>{submitLabel}</Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
