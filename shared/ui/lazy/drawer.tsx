import { Drawer, type DrawerProps } from '@mantine/core';
import { useEffect, useState } from 'react';

/** Opens one step after it is there, so that it knows where the focus was and gives it back. */
export default function OpeningDrawer({ opened, ...props }: DrawerProps) {
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(opened), [opened]);
  return <Drawer {...props} opened={shown} />;
}
