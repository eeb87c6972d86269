import type { Popover as MantinePopover, PopoverDropdownProps, PopoverProps } from '@mantine/core';
import { Children, type ReactElement, isValidElement, useEffect, useState } from 'react';
import { fetched } from './fetched.ts';

const piece = fetched<typeof MantinePopover>(() => import('../lazy/popover.ts'));

interface TargetProps {
  readonly children: ReactElement;
}

function Target({ children }: TargetProps) {
  const loaded = piece.now();
  return loaded ? <loaded.Target>{children}</loaded.Target> : children;
}

function Dropdown(props: PopoverDropdownProps) {
  const loaded = piece.now();
  return loaded ? <loaded.Dropdown {...props} /> : null;
}

/** Until it is first opened there is only its target. `opened` is the caller's. */
function PopoverRoot({ children, opened = false, ...props }: PopoverProps) {
  const [Loaded, setLoaded] = useState(() => piece.now());
  useEffect(() => {
    if (!opened || Loaded) return;
    let wanted = true;
    void piece.fetch().then((loaded) => wanted && setLoaded(() => loaded));
    return () => {
      wanted = false;
    };
  }, [opened, Loaded]);
  if (Loaded) return <Loaded {...props} opened={opened}>{children}</Loaded>;
  return Children.toArray(children).find((child) => isValidElement(child) && child.type === Target) ?? null;
}

/** Mantine's Popover, fetched when the first one opens. */
export const Popover = Object.assign(PopoverRoot, { Target, Dropdown });
