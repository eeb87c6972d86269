import { type ReactNode, createContext, useContext } from 'react';
import type { ShellContext } from '#shared/contract/index.ts';
import { type Permission, type Requirement, meets } from '#shared/permissions/index.ts';

const Context = createContext<ShellContext | null>(null);

interface ShellProviderProps {
  readonly value: ShellContext;
  readonly children: ReactNode;
}

/** Gives the session and the shell's services to every remote. Only the shell and tests render it. */
export function ShellProvider({ value, children }: ShellProviderProps) {
  return <Context value={value}>{children}</Context>;
}

/** What the shell gives: session, language, owners' names, `notify`, request headers. */
export function useShell(): ShellContext {
  const shell = useContext(Context);
  if (!shell) throw new Error('useShell() is used outside the shell.');
  return shell;
}

/** Whether the person may do something now. Changes live when it is granted or revoked. */
export const useCan = (permission: Permission): boolean => useShell().session.permissions.has(permission);

/** The same for several permissions at once, as manifests write them. */
export const useMeets = (requirement: Requirement): boolean => meets(useShell().session.permissions, requirement);
