import type { ReactNode } from 'react';
import { useT } from '#shared/i18n/index.ts';
import { Modal } from '../overlay/modal.tsx';

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** @default 460 */
  readonly size?: number | string;
  readonly children: ReactNode;
}

/** A dialog that is neither a form nor a question. */
export function Dialog({ opened, onClose, title, size = 460, children }: DialogProps) {
  const t = useT('ui');
  return <Modal opened={opened} onClose={onClose} title={title} size={size} closeButtonProps={{ 'aria-label': t('close') }}>{children}</Modal>;
}
