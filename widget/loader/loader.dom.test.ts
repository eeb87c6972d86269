import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startWidget } from './loader.ts';
import type { WidgetApi } from './loader.ts';

let api: WidgetApi;
let sent: unknown[][];

function script(language: string): HTMLScriptElement {
  const tag = document.createElement('script');
  tag.src = 'https://chat.example/widget.js';
  tag.dataset['agent'] = 'pk_1';
  tag.dataset['locale'] = language;
  return tag;
}
const root = (): ShadowRoot => document.querySelector('isatis-widget')?.shadowRoot as ShadowRoot;
const launcher = (): HTMLButtonElement => root().querySelector('button') as HTMLButtonElement;
const frame = (): HTMLIFrameElement | null => root().querySelector('iframe');
/** As if the frame (or somebody else) had posted it. */
function hear(data: unknown, origin = 'https://chat.example', source: unknown = frame()?.contentWindow): void {
  const event = new MessageEvent('message', { data, origin });
  Object.defineProperty(event, 'source', { value: source });
  window.dispatchEvent(event);
}

beforeEach(() => {
  sent = [];
  // The frame's page is another's; here only what is said to it counts.
  vi.spyOn(HTMLIFrameElement.prototype, 'contentWindow', 'get').mockReturnValue({ postMessage: (...args: unknown[]) => sent.push(args) } as unknown as Window);
  api = startWidget(script('en'));
});
afterEach(() => {
  api.close();
  document.querySelector('isatis-widget')?.remove();
});

test('shows a named button and loads nothing until it is opened', () => {
  expect(launcher().getAttribute('aria-label') ?? launcher().ariaLabel).toBe('Open chat');
  expect(frame()).toBeNull();
});

test('opens a frame of its own host with the agent, the locale and the page in the fragment', () => {
  launcher().click();
  const address = new URL(frame()?.src ?? '');
  expect(address.origin + address.pathname).toBe('https://chat.example/widget/frame');
  const given = new URLSearchParams(address.hash.slice(1));
  expect([given.get('agent'), given.get('locale'), given.get('host')]).toEqual(['pk_1', 'en', location.origin]);
  expect(frame()?.hasAttribute('inert')).toBe(false);
});

test('closes by its frame, by Escape and by the API, and tells listeners', () => {
  const heard: string[] = [];
  api.on('open', () => heard.push('open'));
  const stop = api.on('close', () => heard.push('close'));
  api.open();
  hear({ isatis: 'close' });
  expect(frame()?.hasAttribute('inert')).toBe(true);
  api.toggle();
  document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  api.open();
  stop();
  api.close();
  expect(heard).toEqual(['open', 'close', 'open', 'close', 'open']);
});

test('hears only its own frame from its own host', () => {
  const heard: unknown[] = [];
  api.on('answer', (detail) => heard.push(detail));
  api.open();
  hear({ isatis: 'answer', id: 'a' }, 'https://evil.example');
  hear({ isatis: 'answer', id: 'b' }, 'https://chat.example', window);
  hear(null);
  hear('noise');
  hear({ isatis: 'answer', id: 'c' });
  expect(heard).toEqual([{ id: 'c' }]);
});

test('speaks to its own host alone, once the frame listens', () => {
  api.open();
  api.reset();
  expect(sent).toEqual([]);
  hear({ isatis: 'ready' });
  expect(sent).toEqual([[{ isatis: 'reset' }, 'https://chat.example'], [{ isatis: 'opened' }, 'https://chat.example']]);
});

test('marks an answer that came while it was closed', () => {
  api.open();
  api.close();
  hear({ isatis: 'answer', id: 'a' });
  expect(launcher().ariaLabel).toBe('Open chat, new answer');
  api.open();
  expect(launcher().ariaLabel).toBe('Close chat');
});
