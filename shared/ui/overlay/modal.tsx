import type { DrawerProps, ModalProps } from '@mantine/core';
import { Suspense, lazy, useState } from 'react';
import { useReturnFocus } from './use-return-focus.ts';

const LoadedModal = lazy(() => import('../lazy/modal.tsx'));
const LoadedDrawer = lazy(() => import('../lazy/drawer.tsx'));

/** Once opened it stays, so that it can close in its own time. */
function useEverOpened(opened: boolean): boolean {
  useReturnFocus(opened);
  const [ever, setEver] = useState(opened);
  if (opened && !ever) setEver(true);
  return ever || opened;
}

/** Mantine's Modal, fetched when the first one opens. `FormDialog`, `ConfirmDialog` and `Dialog` are made of it. */
export function Modal(props: ModalProps) {
  return useEverOpened(props.opened) ? <Suspense><LoadedModal {...props} /></Suspense> : null;
}

/** Mantine's Drawer, fetched when the first one opens. */
export function PlainDrawer(props: DrawerProps) {
  return useEverOpened(props.opened) ? <Suspense><LoadedDrawer {...props} /></Suspense> : null;
}
