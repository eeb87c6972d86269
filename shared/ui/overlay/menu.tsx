import type { Menu as MantineMenu, MenuCheckboxItemProps, MenuDividerProps, MenuDropdownProps, MenuItemProps, MenuLabelProps, MenuProps, MenuRadioItemProps } from '@mantine/core';
import { Children, type ComponentPropsWithRef, type HTMLAttributes, type MouseEvent, type ReactElement, type ReactNode, cloneElement, isValidElement, useState } from 'react';
import { fetched } from './fetched.ts';
import classes from './menu.module.css';

const piece = fetched<typeof MantineMenu>(() => import('../lazy/menu.ts'));

/** What stands within an open menu is only drawn once the menu's own code is there. */
function menu(): typeof MantineMenu {
  const loaded = piece.now();
  if (!loaded) throw new Error('A part of a menu is drawn outside its Menu.');
  return loaded;
}

interface TargetProps {
  /** The button that opens the menu. */
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>;
}

function Target({ children }: TargetProps) {
  const { Target: Loaded } = menu();
  return <Loaded>{children}</Loaded>;
}

function Dropdown(props: MenuDropdownProps) {
  const { Dropdown: Loaded } = menu();
  return <Loaded {...props} />;
}

function Item(props: MenuItemProps & Omit<ComponentPropsWithRef<'button'>, keyof MenuItemProps>) {
  const { Item: Loaded } = menu();
  // Mantine's red falls short of 4.5 : 1 on dark menus.
  const { color, ...rest } = props;
  return color === 'red' ? <Loaded {...rest} c="var(--isatis-negative)" /> : <Loaded {...props} />;
}

/** One of several that may be chosen together. */
function CheckboxItem(props: MenuCheckboxItemProps) {
  const { CheckboxItem: Loaded } = menu();
  return <Loaded {...props} />;
}

/** One of several of which one is chosen. */
function RadioItem(props: MenuRadioItemProps) {
  const { RadioItem: Loaded } = menu();
  return <Loaded {...props} classNames={{ itemLabel: classes.label }} />;
}

function Label(props: MenuLabelProps) {
  const { Label: Loaded } = menu();
  return <Loaded {...props} />;
}

function Divider(props: MenuDividerProps) {
  const { Divider: Loaded } = menu();
  return <Loaded {...props} />;
}

/** Until the first click there is only the button; pointing at it fetches the menu's code. */
function MenuRoot({ children, opened, onChange, ...props }: MenuProps) {
  const [Loaded, setLoaded] = useState(() => piece.now());
  const [open, setOpen] = useState(false);
  const change = (next: boolean): void => {
    setOpen(next);
    onChange?.(next);
  };
  if (Loaded) return <Loaded {...props} opened={opened ?? open} onChange={change} withInitialFocusPlaceholder={false}>{children}</Loaded>;

  const target = targetOf(children);
  if (!target) return null;
  const button = target.props.children;
  const ahead = (): void => void piece.fetch().catch(() => undefined);
  return cloneElement(button, {
    'aria-haspopup': 'menu',
    'aria-expanded': false,
    onPointerEnter: ahead,
    onFocus: ahead,
    onClick: (event: MouseEvent<HTMLElement>) => {
      button.props.onClick?.(event);
      void piece.fetch().then((loaded) => {
        setLoaded(() => loaded);
        change(true);
      });
    },
  });
}

const targetOf = (children: ReactNode) => Children.toArray(children).find((child): child is ReactElement<TargetProps> => isValidElement(child) && child.type === Target);

/** Mantine's Menu, fetched when somebody first reaches for one. */
export const Menu = Object.assign(MenuRoot, { Target, Dropdown, Item, CheckboxItem, RadioItem, Label, Divider });
