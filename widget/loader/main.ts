import { startWidget } from './loader.ts';
import type { WidgetApi } from './loader.ts';

declare global {
  interface Window {
    Isatis?: WidgetApi;
  }
}

const script = document.currentScript;
// A page that carries the tag twice gets one widget.
if (!window.Isatis && script instanceof HTMLScriptElement) {
  if (script.dataset['agent']) {
    window.Isatis = startWidget(script);
    // The tag is async: a page that wants the API waits for this.
    document.dispatchEvent(new Event('isatis:ready'));
  } else console.error('Isatis: the script tag has no data-agent.');
}
