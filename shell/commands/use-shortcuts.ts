import { useEffect, useRef } from 'react';
import { useLocalStorage } from '#shared/ui/index.ts';

/** What a key asked for. `go` names the entry of the menu, from 0. */
export type Shortcut = { readonly kind: 'palette' } | { readonly kind: 'help' } | { readonly kind: 'search' } | { readonly kind: 'go'; readonly entry: number };

/** Within this time a digit after `g` belongs to it. */
const pauseWithinSequence = 1200;

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || target.closest('input, textarea, select, [role=textbox], [role=combobox]') !== null);
/** A dialog has the keyboard for itself. */
const isInDialog = (): boolean => document.querySelector('[role=dialog], [role=alertdialog], [role=menu]') !== null;

/** Whether keys without Ctrl do something: who speaks to their computer may want none of them (WCAG 2.1.4). Kept per browser. */
export const useSingleKeys = (): [boolean, (on: boolean) => void] => {
  const [on, setOn] = useLocalStorage({ key: 'isatis.single-keys', defaultValue: true, getInitialValueInEffect: false });
  return [on, setOn];
};

/** Listens for the console's shortcuts, wherever the focus is. */
export function useShortcuts(onShortcut: (shortcut: Shortcut) => void): void {
  const [single] = useSingleKeys();
  const heard = useRef(onShortcut);
  useEffect(() => {
    heard.current = onShortcut;
  });
  useEffect(() => {
    let sequence = 0;
    const listen = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing) return;
      const act = (shortcut: Shortcut): void => {
        event.preventDefault();
        heard.current(shortcut);
      };
      if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') return act({ kind: 'palette' });
      if (!single || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isInDialog()) return;
      const follows = event.timeStamp - sequence < pauseWithinSequence;
      sequence = 0;
      if (event.key === '?') act({ kind: 'help' });
      else if (event.key === '/') act({ kind: 'search' });
      else if (event.key === 'g') sequence = event.timeStamp;
      else if (follows && /^[1-9]$/.test(event.key)) act({ kind: 'go', entry: Number(event.key) - 1 });
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [single]);
}
