/** What a browser says of itself, as far as a person knows it; null where it can't be told. */
export interface Device { readonly browser: string | null; readonly system: string | null; readonly kind: 'desktop' | 'phone' | 'tablet' | 'unknown' }

// The first that fits: browsers call themselves by the names of those they want to be taken for.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?(?:iOS)?\//, 'Edge'], [/\bOPR\/|\bOpera\b/, 'Opera'], [/\bVivaldi\//, 'Vivaldi'], [/\bSamsungBrowser\//, 'Samsung Internet'], [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bCriOS\/|\bHeadlessChrome\/|\bChrome\//, 'Chrome'], [/\bChromium\//, 'Chromium'], [/\bVersion\/[\d.]+.*\bSafari\//, 'Safari'],
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iOS'], [/\biPad\b/, 'iPadOS'], [/\bAndroid\b/, 'Android'], [/\bWindows NT\b/, 'Windows'], [/\bCrOS\b/, 'ChromeOS'], [/\bMac OS X\b/, 'macOS'], [/\bLinux\b/, 'Linux'],
];

const first = (names: typeof browsers, text: string): string | null => names.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** Reads a `User-Agent` plainly: name of the browser and the system, never a version. */
export function describeDevice(userAgent: string | null): Device {
  const text = userAgent ?? '';
  const [browser, system] = [first(browsers, text), first(systems, text)];
  const kind = /\biPad\b|\bTablet\b/.test(text) || (system === 'Android' && !/\bMobile\b/.test(text)) ? 'tablet' : /\bMobile\b|\biPhone\b/.test(text) ? 'phone' : system === null ? 'unknown' : 'desktop';
  return { browser, system, kind };
}
