import { type ReactNode, createContext, useContext, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react';
import { unstable_HistoryRouter as HistoryRouter, useLocation, useNavigationType } from 'react-router';
import type { GuardedHistory, HeldNavigation } from './guarded-history.ts';

const HistoryContext = createContext<GuardedHistory | null>(null);

interface ConsoleRouterProps {
  readonly history: GuardedHistory;
  readonly children: ReactNode;
}

/** The router of the whole console. Only the shell and tests render it. */
export function ConsoleRouter({ history, children }: ConsoleRouterProps) {
  return (
    <HistoryContext value={history}>
      <HistoryRouter history={history}>
        <ScrollToTop />
        {children}
      </HistoryRouter>
    </HistoryContext>
  );
}

/** A new page begins at its top; back and forward are the browser's own matter. */
function ScrollToTop() {
  const { pathname } = useLocation();
  const kind = useNavigationType();
  const known = useRef(pathname);
  useLayoutEffect(() => {
    if (known.current === pathname) return;
    known.current = pathname;
    if (kind !== 'POP') window.scrollTo(0, 0);
  }, [pathname, kind]);
  return null;
}

export interface Blocker {
  /** A navigation waits for the person's word. */
  readonly blocked: boolean;
  proceed(): void;
  /** Stay here. */
  reset(): void;
}

/** Holds back every navigation to another page while `active`. One at a time in the whole console. */
export function useBlocker(active: boolean): Blocker {
  const history = useContext(HistoryContext);
  const { pathname } = useLocation();
  const [held, setHeld] = useState<HeldNavigation | null>(null);
  useEffect(() => {
    if (!active || !history) return;
    return history.hold((next) => next !== pathname, setHeld);
  }, [active, history, pathname]);
  return {
    blocked: held !== null && active,
    proceed: () => {
      setHeld(null);
      held?.proceed();
    },
    reset: () => setHeld(null),
  };
}

const nothing = (): (() => void) => () => undefined;

/** Whether something on the page isn't saved yet: a page holds navigations back. */
export function useUnsaved(): boolean {
  const history = useContext(HistoryContext);
  return useSyncExternalStore(history?.watch ?? nothing, () => history?.isHeld ?? false);
}
