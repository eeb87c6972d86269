import { ActionIcon, Group, Progress, Stack, Text } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { IconX } from '../icons.ts';
import classes from './work.module.css';

/** Long work that goes on when its page is left. */
export interface TrayTask {
  readonly id: string;
  readonly label: string;
  /** What is happening now, or why it failed. */
  readonly detail?: string;
  /** 0 to 1; null when it can't be known. */
  readonly progress: number | null;
  readonly state: 'running' | 'done' | 'failed';
  /** Without it the work can't be cancelled. */
  readonly onCancel?: () => void;
}

let tasks: readonly TrayTask[] = [];
const listeners = new Set<() => void>();
const change = (next: readonly TrayTask[]): void => {
  tasks = next;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** Where remotes put their long work; the shell draws it at the foot of the rail. */
export const progressTray = {
  /** Adds a task or replaces the one with the same id. */
  put(task: TrayTask): void {
    change(tasks.some(({ id }) => id === task.id) ? tasks.map((known) => (known.id === task.id ? task : known)) : [...tasks, task]);
  },
  remove(id: string): void {
    change(tasks.filter((task) => task.id !== id));
  },
};

/** All tasks under way. */
export const useTrayTasks = (): readonly TrayTask[] => useSyncExternalStore(subscribe, () => tasks);

/** The tray itself; nothing when there is no work. */
export function ProgressTray() {
  const t = useT('ui');
  const shown = useTrayTasks();
  if (shown.length === 0) return null;
  return (
    <section className={classes.tray} aria-label={t('tray.title')}>
      <Stack gap="xs">
        {shown.map((task) => <TrayRow key={task.id} task={task} />)}
      </Stack>
    </section>
  );
}

function TrayRow({ task }: { readonly task: TrayTask }) {
  const t = useT('ui');
  const { id, label, detail, progress, state, onCancel } = task;
  const running = state === 'running';
  return (
    <div>
      <Group gap={4} wrap="nowrap" justify="space-between">
        <Text size="xs" fw={500} truncate title={label}>{label}</Text>
        {running && !onCancel ? null : (
          <ActionIcon size="xs" aria-label={t(running ? 'tray.cancel' : 'tray.dismiss', { name: label })} onClick={running ? onCancel : () => progressTray.remove(id)}><IconX size={12} /></ActionIcon>
        )}
      </Group>
      <Progress size={4} value={progress === null ? 100 : progress * 100} animated={running && progress === null} color={state === 'failed' ? 'red' : state === 'done' ? 'green' : 'indigo'} aria-label={label} />
      {detail ? <Text size="xs" c={state === 'failed' ? 'var(--isatis-negative)' : 'dimmed'} role={state === 'failed' ? 'alert' : undefined}>{detail}</Text> : null}
    </div>
  );
}
