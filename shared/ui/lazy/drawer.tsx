import { Drawer, type DrawerProps } from '@mantine/core';
import { useEffect, useState } from 'react';

/** Mantine's Drawer. It opens one step after it is there, so that it can appear in its own time. */
export default function OpeningDrawer({ opened, ...props }: DrawerProps) {
  const [shown, setShown] = useState(false);
  useEffect(() => setShown(opened), [opened]);
  return <Drawer {...props} opened={shown} returnFocus={false} />;
}
