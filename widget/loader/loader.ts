import type { FrameMessage, HostMessage } from '../host-messages.ts';
import { launcherStyles } from './styles.ts';
import { wordsFor } from './words.ts';

export type WidgetEvent = 'open' | 'close' | 'message' | 'answer';
/** `id` is the message's own; absent for `open` and `close`. */
export type WidgetListener = (detail: { readonly id?: string }) => void;

/** What a host page can call as `window.Isatis`. */
export interface WidgetApi {
  open(): void;
  close(): void;
  toggle(): void;
  /** Forgets the visitor: new identity, empty conversation. */
  reset(): void;
  /** Calls `listener` at each such event; the returned function ends that. */
  on(event: WidgetEvent, listener: WidgetListener): () => void;
}

const svg = 'http://www.w3.org/2000/svg';

function icon(className: string, ...paths: readonly string[]): SVGElement {
  const drawing = document.createElementNS(svg, 'svg');
  drawing.setAttribute('viewBox', '0 0 24 24');
  drawing.setAttribute('class', className);
  drawing.setAttribute('aria-hidden', 'true');
  for (const d of paths) {
    const path = document.createElementNS(svg, 'path');
    path.setAttribute('d', d);
    drawing.append(path);
  }
  return drawing;
}

/** Puts the launcher on the page of `script` and answers the API behind `window.Isatis`. */
export function startWidget(script: HTMLScriptElement): WidgetApi {
  const { origin } = new URL(script.src);
  const locale = script.dataset['locale'] || document.documentElement.lang || navigator.language;
  const words = wordsFor(locale);
  const listeners = new Map<WidgetEvent, Set<WidgetListener>>();
  let frame: HTMLIFrameElement | undefined;
  let isOpen = false;
  let ready = false;
  /** A reset asked for before the frame can hear it. */
  let resetWanted = false;

  const holder = document.createElement('isatis-widget');
  const root = holder.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(launcherStyles);
  root.adoptedStyleSheets = [sheet];

  const launcher = document.createElement('button');
  launcher.type = 'button';
  launcher.append(icon('leaf', 'M4 20C3 9.5 9.5 3 20.5 3.5C21 14.5 14.5 21 4 20Z', 'M4 20C7.5 15 11 11.5 15.5 8.5'), icon('x', 'M6 6L18 18M18 6L6 18'));
  const unread = document.createElement('i');
  root.append(launcher);

  function draw(hasUnread = false): void {
    launcher.ariaExpanded = String(isOpen);
    launcher.ariaLabel = isOpen ? words.close : hasUnread ? words.unread : words.open;
    launcher.className = ready ? 'ready' : '';
    if (hasUnread) launcher.append(unread);
    else unread.remove();
    frame?.toggleAttribute('inert', !isOpen);
  }

  function tell(isatis: HostMessage['isatis']): void {
    if (ready) frame?.contentWindow?.postMessage({ isatis } satisfies HostMessage, origin);
  }

  function emit(event: WidgetEvent, detail: { id?: string } = {}): void {
    for (const listener of listeners.get(event) ?? []) {
      try {
        listener(detail);
      } catch (failure) {
        // A listener's fault is the page's own; the chat goes on and the page's error reporting hears of it.
        reportError(failure);
      }
    }
  }

  /** Loaded at the first opening, or by a reset: a visitor who never opens the chat costs and reveals nothing. */
  function load(): void {
    if (frame) return;
    frame = document.createElement('iframe');
    frame.title = words.chat;
    frame.setAttribute('inert', '');
    frame.src = `${origin}/widget/frame#${new URLSearchParams({ agent: script.dataset['agent'] ?? '', locale, host: location.origin })}`;
    root.append(frame);
    // On a phone the keyboard covers a part of the page that only the visual viewport knows of.
    const view = window.visualViewport;
    view?.addEventListener('resize', () => frame?.style.setProperty('--h', `${view.height}px`));
  }

  const api: WidgetApi = {
    open() {
      if (isOpen) return;
      load();
      isOpen = true;
      draw();
      frame?.focus();
      tell('opened');
      emit('open');
    },
    close() {
      if (!isOpen) return;
      const hadFocus = root.activeElement === frame;
      isOpen = false;
      draw();
      if (hadFocus) launcher.focus();
      tell('closed');
      emit('close');
    },
    toggle() {
      if (isOpen) api.close();
      else api.open();
    },
    reset() {
      load();
      resetWanted = !ready;
      tell('reset');
    },
    on(event, listener) {
      const heard = listeners.get(event) ?? new Set();
      listeners.set(event, heard.add(listener));
      return () => void heard.delete(listener);
    },
  };

  launcher.addEventListener('click', api.toggle);
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !event.defaultPrevented) api.close();
  });
  window.addEventListener('message', (event: MessageEvent<FrameMessage | null>) => {
    if (!frame || event.origin !== origin || event.source !== frame.contentWindow) return;
    const said = event.data;
    switch (said?.isatis) {
      case 'ready':
        ready = true;
        draw();
        if (resetWanted) api.reset();
        if (isOpen) tell('opened');
        break;
      case 'close':
        api.close();
        break;
      case 'answer':
        if (!isOpen) draw(true);
        emit('answer', { id: said.id });
        break;
      case 'message':
        emit('message', { id: said.id });
    }
  });

  draw();
  // Run from the head, the script may be here before there is a body.
  if (document.body) document.body.append(holder);
  else addEventListener('DOMContentLoaded', () => document.body.append(holder));
  return api;
}
