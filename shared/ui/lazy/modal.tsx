import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';

/** Mantine's Modal. It opens one step after it is there, so that it can appear in its own time. */
export default function OpeningModal({ opened, ...props }: ModalProps) {
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(opened), [opened]);
  return <Modal {...props} opened={shown} returnFocus={false} />;
}
