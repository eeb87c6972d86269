import { Modal, type ModalProps } from '@mantine/core';
import { useEffect, useState } from 'react';

/** Opens one step after it is there, so that it knows where the focus was and gives it back. */
export default function OpeningModal({ opened, ...props }: ModalProps) {
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(opened), [opened]);
  return <Modal {...props} opened={shown} />;
}
