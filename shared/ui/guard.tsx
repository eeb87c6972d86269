import { ActionIcon, type ActionIconProps, Button, type ButtonProps, type MenuItemProps } from '@mantine/core';
import type { ComponentPropsWithoutRef, HTMLAttributes, ReactElement } from 'react';
import { useFormat, useLocale, useT } from '#shared/i18n/index.ts';
import { type Permission, catalogue, presets } from '#shared/permissions/index.ts';
import { useShell } from './shell-context.tsx';
import { Menu } from './overlay/menu.tsx';
import { Tooltip } from './overlay/tooltip.tsx';

/** Whether a control is there, and if it can't be used, why not. */
export type Guard = { readonly show: false } | { readonly show: true; readonly reason: string | null; /** Asks for the permission that is missing; null when that wouldn't help. */ readonly ask: (() => void) | null };

export interface GuardOptions {
  readonly need: Permission;
  /** The object's own `viewerCan…`; false says that this one object is beyond the person. @default true */
  readonly allowed?: boolean;
  /** Why, when `allowed` is false although the person has the permission. @default that the owner must be asked */
  readonly reason?: string;
  /** What to do without the permission. @default hide if the person's role never has it, else explain */
  readonly without?: 'hide' | 'explain';
}

/**
 * The product's rule for controls: absent if the person could never use it,
 * otherwise disabled with the reason and who can grant it.
 */
export function useGuard({ need, allowed = true, reason, without }: GuardOptions): Guard {
  const { session, owners, askForAccess } = useShell();
  const t = useT('ui');
  const format = useFormat();
  const locale = useLocale();
  if (!session.permissions.has(need)) {
    const usual = presets[session.role].has(need) ? 'explain' : 'hide';
    if ((without ?? usual) === 'hide') return { show: false };
    const permission = catalogue[need].title[locale];
    return { show: true, reason: owners.length > 0 ? t('guard.ask', { permission, owners: format.list(owners), count: owners.length }) : t('guard.need', { permission }), ask: () => askForAccess(need) };
  }
  if (!allowed) return { show: true, reason: reason ?? t('guard.notThis'), ask: null };
  return { show: true, reason: null, ask: null };
}

/** Not `disabled` but `aria-disabled`: it keeps the focus, so that the reason can be reached by keyboard. */
const inert = { 'aria-disabled': true, 'data-disabled': true } as const;

/** The reason beside the control; pressing it asks for what is missing, as the reason says. */
function Explained({ guard: { reason, ask }, children }: { readonly guard: Extract<Guard, { show: true }>; readonly children: ReactElement<HTMLAttributes<HTMLElement>> }) {
  const t = useT('ui');
  return reason === null ? children : <Tooltip label={ask ? `${reason} ${t('guard.press')}` : reason}>{children}</Tooltip>;
}

type GuardedButtonProps = GuardOptions & ButtonProps & Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps>;

/** A button that needs a permission. */
export function GuardedButton({ need, allowed, reason, without, onClick, ...button }: GuardedButtonProps) {
  const guard = useGuard({ need, allowed, reason, without });
  if (!guard.show) return null;
  if (guard.reason === null) return <Button {...button} onClick={onClick} />;
  return <Explained guard={guard}><Button {...button} {...inert} type="button" aria-description={guard.reason} onClick={guard.ask ?? undefined} /></Explained>;
}

type GuardedActionIconProps = GuardOptions & ActionIconProps & Omit<ComponentPropsWithoutRef<'button'>, keyof ActionIconProps> & { readonly 'aria-label': string };

/** An icon button that needs a permission; its label is shown as tooltip. */
export function GuardedActionIcon({ need, allowed, reason, without, onClick, ...button }: GuardedActionIconProps) {
  const guard = useGuard({ need, allowed, reason, without });
  if (!guard.show) return null;
  if (guard.reason === null) return <Tooltip label={button['aria-label']}><ActionIcon {...button} onClick={onClick} /></Tooltip>;
  return <Explained guard={guard}><ActionIcon {...button} {...inert} type="button" aria-description={guard.reason} onClick={guard.ask ?? undefined} /></Explained>;
}

type GuardedMenuItemProps = GuardOptions & MenuItemProps & { readonly onClick: () => void };

/** An entry of a menu that needs a permission. */
export function GuardedMenuItem({ need, allowed, reason, without, onClick, ...item }: GuardedMenuItemProps) {
  const guard = useGuard({ need, allowed, reason, without });
  if (!guard.show) return null;
  if (guard.reason === null) return <Menu.Item {...item} onClick={onClick} />;
  return <Explained guard={guard}><Menu.Item {...item} {...inert} closeMenuOnClick={false} aria-description={guard.reason} onClick={guard.ask ?? undefined} /></Explained>;
}
