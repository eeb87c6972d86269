import { Portal } from '@mantine/core';
import { type FocusEvent, type HTMLAttributes, type MouseEvent, type ReactElement, type ReactNode, cloneElement, useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import classes from './tooltip.module.css';

type Side = 'top' | 'right' | 'bottom' | 'left';

interface TooltipProps {
  readonly label: ReactNode;
  /** @default top; the other side where there is no room */
  readonly position?: Side;
  /** Pixels. @default 280 */
  readonly maw?: number;
  /** One element that takes the mouse and the focus. */
  readonly children: ReactElement<HTMLAttributes<HTMLElement>>;
}

const pauseBeforeShown = 300;
/** Long enough to move the pointer from the element into the tooltip. */
const pauseBeforeHidden = 120;
const gap = 6;
const margin = 8;

/**
 * Says more about an element on hover and on keyboard focus. Escape hides it,
 * and the pointer may move into it (WCAG 1.4.13). Our own: Mantine's brings a
 * positioning engine along that the first page can do without.
 */
export function Tooltip({ label, position = 'top', maw = 280, children }: TooltipProps) {
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const later = (act: () => void, pause: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(act, pause);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  const hide = (): void => later(() => setAnchor(null), pauseBeforeHidden);
  const own = children.props;

  return (
    <>
      {/* oxlint-disable-next-line react/refs -- the timer is reached from handlers only, never while rendering */}
      {cloneElement(children, {
        'aria-describedby': anchor ? id : own['aria-describedby'],
        onMouseEnter: (event: MouseEvent<HTMLElement>) => {
          own.onMouseEnter?.(event);
          const element = event.currentTarget;
          later(() => setAnchor(element), pauseBeforeShown);
        },
        onMouseLeave: (event: MouseEvent<HTMLElement>) => {
          own.onMouseLeave?.(event);
          hide();
        },
        onFocus: (event: FocusEvent<HTMLElement>) => {
          own.onFocus?.(event);
          if (!event.currentTarget.matches(':focus-visible')) return;
          clearTimeout(timer.current);
          setAnchor(event.currentTarget);
        },
        onBlur: (event: FocusEvent<HTMLElement>) => {
          own.onBlur?.(event);
          hide();
        },
      })}
      {anchor ? <Bubble id={id} anchor={anchor} label={label} position={position} maw={maw} onHide={() => setAnchor(null)} onEnter={() => clearTimeout(timer.current)} onLeave={hide} /> : null}
    </>
  );
}

interface BubbleProps extends Required<Omit<TooltipProps, 'children'>> {
  readonly id: string;
  readonly anchor: HTMLElement;
  readonly onHide: () => void;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
}

function Bubble({ id, anchor, label, position, maw, onHide, onEnter, onLeave }: BubbleProps) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = bubble.current;
    if (!element) return;
    const { left, top } = place(anchor.getBoundingClientRect(), element.getBoundingClientRect(), position);
    element.style.translate = `${Math.round(left)}px ${Math.round(top)}px`;
    element.style.visibility = 'visible';
  });
  useEffect(() => {
    const escape = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onHide();
    };
    window.addEventListener('keydown', escape);
    // What moves under a fixed bubble would be explained by a bubble elsewhere.
    window.addEventListener('scroll', onHide, { capture: true, passive: true });
    return () => {
      window.removeEventListener('keydown', escape);
      window.removeEventListener('scroll', onHide, { capture: true });
    };
  });
  return (
    <Portal>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- hovering keeps it open, nothing is done by it */}
      <div ref={bubble} id={id} role="tooltip" className={classes.bubble} style={{ maxWidth: maw }} onMouseEnter={onEnter} onMouseLeave={onLeave}>{label}</div>
    </Portal>
  );
}

const opposite = { top: 'bottom', bottom: 'top', left: 'right', right: 'left' } as const;

/** Where a bubble goes beside its anchor, wholly within the window. */
function place(anchor: DOMRect, bubble: DOMRect, wanted: Side): { readonly left: number; readonly top: number } {
  const room = { top: anchor.top, bottom: window.innerHeight - anchor.bottom, left: anchor.left, right: window.innerWidth - anchor.right };
  const needed = (wanted === 'top' || wanted === 'bottom' ? bubble.height : bubble.width) + gap + margin;
  const side = room[wanted] < needed && room[opposite[wanted]] >= needed ? opposite[wanted] : wanted;
  const at = {
    top: { left: anchor.left + (anchor.width - bubble.width) / 2, top: anchor.top - bubble.height - gap },
    bottom: { left: anchor.left + (anchor.width - bubble.width) / 2, top: anchor.bottom + gap },
    left: { left: anchor.left - bubble.width - gap, top: anchor.top + (anchor.height - bubble.height) / 2 },
    right: { left: anchor.right + gap, top: anchor.top + (anchor.height - bubble.height) / 2 },
  }[side];
  const within = (value: number, size: number, whole: number): number => Math.max(margin, Math.min(value, whole - size - margin));
  return { left: within(at.left, bubble.width, window.innerWidth), top: within(at.top, bubble.height, window.innerHeight) };
}
