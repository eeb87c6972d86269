import { useLayoutEffect, useRef } from 'react';

/** Longer than any overlay takes to go. */
const afterClosing = 220;

/** What had the focus; of an entry of a menu, which will be gone, the button that opened the menu. */
function whereFocusWas(): HTMLElement | null {
  const { activeElement } = document;
  if (!(activeElement instanceof HTMLElement) || activeElement === document.body) return null;
  const menu = activeElement.closest('[role=menu]');
  return menu ? document.getElementById(menu.getAttribute('aria-labelledby') ?? '') : activeElement;
}

/** Gives the focus back to where it was when an overlay opened; Mantine's own way loses it when a menu's entry opened it. */
export function useReturnFocus(opened: boolean): void {
  const origin = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    if (!opened) return;
    origin.current = whereFocusWas();
    return () => {
      setTimeout(() => {
        // Somebody else took the focus meanwhile: leave it there.
        const page = origin.current?.ownerDocument;
        if (page && page.activeElement === page.body) origin.current?.focus({ preventScroll: true });
      }, afterClosing);
    };
  }, [opened]);
}
