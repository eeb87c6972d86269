import { PlainDrawer } from '../overlay/modal.tsx';
import type { ReactNode } from 'react';
import { useT } from '#shared/i18n/index.ts';
import classes from './display.module.css';

interface DrawerProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** Where it comes from. @default 'right' */
  readonly position?: 'left' | 'right';
  /** What the button that closes it is called. @default "Close" */
  readonly closeLabel?: string;
  /** @default 520; the whole width under 768 px */
  readonly size?: number | string;
  readonly children: ReactNode;
  /** Actions, always in sight. */
  readonly footer?: ReactNode;
}

/** A detail over the list it belongs to. Give it an address of its own. */
export function Drawer({ opened, onClose, title, position = 'right', closeLabel, size = 520, children, footer }: DrawerProps) {
  const t = useT('ui');
  return (
    <PlainDrawer opened={opened} onClose={onClose} title={title} position={position} size={size} closeButtonProps={{ 'aria-label': closeLabel ?? t('close') }} styles={{ title: { fontWeight: 600, fontSize: 16, minWidth: 0 } }}>
      {children}
      {footer ? <div className={classes.drawerFoot}>{footer}</div> : null}
    </PlainDrawer>
  );
}
