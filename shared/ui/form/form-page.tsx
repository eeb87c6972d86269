import { Button, Group, Stack, Text, Transition } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { useBlocker } from '../routing/console-router.tsx';
import { FormSummary } from './form-summary.tsx';
import classes from './form-page.module.css';
import type { Form } from './use-form.ts';
import { Modal } from '../overlay/modal.tsx';

interface UnsavedGuardProps {
  readonly dirty: boolean;
}

/** Asks before unsaved changes are lost, by a link or by closing the tab. */
export function UnsavedGuard({ dirty }: UnsavedGuardProps) {
  const t = useT('ui');
  const blocker = useBlocker(dirty);
  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [dirty]);
  const stay = (): void => blocker.reset();
  return (
    <Modal opened={blocker.blocked} onClose={stay} title={t('unsaved.title')} size={420} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="lg">
        <Text>{t('unsaved.text')}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={stay} data-autofocus>{t('unsaved.stay')}</Button>
          <Button color="red" onClick={() => blocker.proceed()}>{t('unsaved.leave')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}

interface FormPageProps<Values extends object> {
  readonly form: Form<Values>;
  readonly children: ReactNode;
  /** @default "Save changes" */
  readonly submitLabel?: string;
  /** Nothing may be changed: the fields are shown, the save bar never. */
  readonly readOnly?: boolean;
}

/** A long form: its save bar appears with the first change and stays in sight. */
export function FormPage<Values extends object>({ form, children, submitLabel, readOnly = false }: FormPageProps<Values>) {
  const t = useT('ui');
  return (
    <form onSubmit={form.submit} noValidate className={classes.page}>
      <Stack gap="lg">
        <FormSummary form={form} />
        <fieldset disabled={readOnly} className={classes.fields}>{children}</fieldset>
      </Stack>
      <Transition mounted={form.dirty && !readOnly} transition="slide-up" duration={140}>
        {(style) => (
          <div className={classes.bar} style={style} role="region" aria-label={t('unsaved.bar')}>
            <Text size="sm" fw={500}>{t('unsaved.bar')}</Text>
            <Group gap="xs" wrap="nowrap">
              <Button variant="default" onClick={() => form.reset()} disabled={form.submitting}>{t('discard')}</Button>
              <Button type="submit" loading={form.submitting}>{submitLabel ?? t('save')}</Button>
            </Group>
          </div>
        )}
      </Transition>
      <UnsavedGuard dirty={form.dirty && !form.submitting} />
    </form>
  );
}
