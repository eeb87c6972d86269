import { Button, CloseButton, Portal } from '@mantine/core';
import { useEffect, useSyncExternalStore } from 'react';
import type { ShellContext } from '#shared/contract/index.ts';
import { useT } from '#shared/i18n/index.ts';
import { IconAlertCircle, IconCircleCheck, IconInfoCircle } from './icons.ts';
import classes from './notify.module.css';

type Message = Parameters<ShellContext['notify']>[0];

interface Notice extends Message {
  readonly id: number;
}

const looks = {
  success: { Icon: IconCircleCheck, stays: 4000 },
  error: { Icon: IconAlertCircle, stays: 10_000 },
  info: { Icon: IconInfoCircle, stays: 5000 },
} as const;
const undoStays = 10_000;
const shownAtOnce = 4;

let notices: readonly Notice[] = [];
let made = 0;
const listeners = new Set<() => void>();
const change = (next: readonly Notice[]): void => {
  notices = next;
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
const dismiss = (id: number): void => change(notices.filter((notice) => notice.id !== id));

/** Shows a short message that goes away by itself. Remotes reach it as `useShell().notify`. */
export const notify: ShellContext['notify'] = (message) => {
  made += 1;
  change([...notices, { ...message, id: made }].slice(-shownAtOnce));
};

/** Where messages appear. Drawn once, by `UiProvider`. */
export function Notices() {
  const shown = useSyncExternalStore(subscribe, () => notices);
  // A provider that goes away (a test's) takes its messages with it.
  useEffect(() => () => change([]), []);
  return (
    <Portal>
      <div className={classes.stack}>
        {shown.map((notice) => <NoticeCard key={notice.id} notice={notice} />)}
      </div>
    </Portal>
  );
}

function NoticeCard({ notice: { id, kind, text, undo } }: { readonly notice: Notice }) {
  const t = useT('ui');
  const { Icon, stays } = looks[kind];
  useEffect(() => {
    const timer = setTimeout(() => dismiss(id), undo ? undoStays : stays);
    return () => clearTimeout(timer);
  }, [id, undo, stays]);
  return (
    <div className={classes.notice} data-kind={kind} role={kind === 'error' ? 'alert' : 'status'}>
      <Icon size={18} className={classes.icon} aria-hidden />
      <span className={classes.text}>{text}</span>
      {undo ? <Button size="compact-sm" variant="subtle" onClick={() => { dismiss(id); undo(); }}>{t('undo')}</Button> : null}
      <CloseButton size="sm" aria-label={t('close')} onClick={() => dismiss(id)} />
    </div>
  );
}
