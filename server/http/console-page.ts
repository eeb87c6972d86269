import type { Locale } from '#shared/contract/index.ts';
import type { FileAhead } from '../modules/consoles/index.ts';
import type { Ahead } from './console-ahead.ts';

/** `dist/console/shell/current.json`. Files are relative to the build's folder. */
export interface ShellBuild {
  readonly buildId: string;
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  readonly preloads: readonly string[];
  readonly fonts: readonly string[];
  readonly words: Readonly<Record<Locale, readonly string[]>>;
  /** Of the shell's own pages, by address: what each fetches besides. */
  readonly pages: Readonly<Record<string, readonly string[]>>;
}

export interface ShellPageOptions {
  readonly assets: ShellBuild;
  /** Made anew for each answer, the same as in the Content-Security-Policy header. */
  readonly nonce: string;
  readonly locale: Locale;
  /** The shell's own page that will be shown; null for an area's. @default null */
  readonly ownPage?: string | null;
  /** What the console would ask for first. @default nothing is known */
  readonly ahead?: Ahead | null;
  /** Development servers that the policy names besides, for this person alone. @default none */
  readonly overrideOrigins?: readonly string[];
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** JSON as the content of a script element that is never run: nothing in it ends the element. */
const asData = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

/** A script or style sheet is fetched as such, the federation manifest as the loader will fetch it; all of them after what the shell itself needs. */
function preload({ address, integrity }: FileAhead): string {
  const checked = `integrity="${escaped(integrity)}"`;
  // Of what is fetched as data browsers don't check a preload, and say so: the loader checks it.
  const as = address.endsWith('.js') ? `as="script" ${checked}` : address.endsWith('.css') ? `as="style" ${checked}` : 'as="fetch" crossorigin';
  return `<link rel="preload" href="${escaped(address)}" ${as} fetchpriority="low">`;
}

/** Which of the shell's own pages somebody will see at an address; null for an area's page. */
export function ownPageAt({ pages }: ShellBuild, pathname: string, isSignedIn: boolean): string | null {
  if (pathname !== '/' && pathname in pages) return pathname;
  if (!isSignedIn) return '/sign-in';
  return pathname === '/' ? pathname : null;
}

/** The leaf as an icon, in one colour that reads on light and dark tabs. */
const icon = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Cpath d='M4 20C3 9.5 9.5 3 20.5 3.5C21 14.5 14.5 21 4 20Z' fill='%235662c8'/%3E%3Cpath d='M4 20C7.5 15 11 11.5 15.5 8.5' stroke='%23fff' stroke-width='1.6' stroke-linecap='round' fill='none'/%3E%3C/svg%3E";

const noScript: Readonly<Record<Locale, string>> = {
  en: 'Isatis needs JavaScript. Allow it for this address and reload the page.',
  it: 'Isatis ha bisogno di JavaScript. Consentilo per questo indirizzo e ricarica la pagina.',
};

/**
 * The console's HTML: a pure function of the build and the answer's nonce.
 * It holds no inline script that is run, so `script-src 'self'` is enough.
 */
export function shellPage({ assets, nonce, locale, ownPage = null, ahead = null, overrideOrigins = [] }: ShellPageOptions): string {
  const address = (file: string): string => escaped(`/console/shell/${assets.buildId}/${file}`);
  return [
    '<!doctype html>',
    `<html lang="${locale}">`,
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<meta name="csp-nonce" nonce="${escaped(nonce)}">`,
    ...(overrideOrigins.length > 0 ? [`<meta name="override-origins" content="${escaped(overrideOrigins.join(' '))}">`] : []),
    '<title>Isatis</title>',
    `<link rel="icon" href="${icon}">`,
    ...assets.fonts.map((file) => `<link rel="preload" href="${address(file)}" as="font" type="font/woff2" crossorigin>`),
    ...assets.styles.map((file) => `<link rel="stylesheet" href="${address(file)}">`),
    ...assets.scripts.map((file) => `<script defer fetchpriority="high" src="${address(file)}"></script>`),
    ...[...assets.preloads, ...assets.words[locale]].map((file) => `<link rel="preload" href="${address(file)}" as="script">`),
    ...(ownPage === null ? [] : (assets.pages[ownPage] ?? [])).map((file) => `<link rel="preload" href="${address(file)}" as="${file.endsWith('.css') ? 'style' : 'script'}">`),
    ...(ahead?.files.map(preload) ?? []),
    '</head>',
    '<body>',
    '<div id="root"></div>',
    ...(ahead ? [`<script type="application/json" id="ahead">${asData({ workspaceId: ahead.workspaceId, session: ahead.session, registry: ahead.registry })}</script>`] : []),
    `<noscript>${noScript[locale]}</noscript>`,
    '</body>',
    '</html>',
  ].join('\n');
}
