/**
 * The entry: as small as it can be. Everything else comes behind the dynamic
 * import, when the share scope exists that remotes will take their modules from.
 */
import { guardSinks } from './trusted-types.ts';

declare let __webpack_nonce__: string; // oxlint-disable-line prefer-const -- webpack reads what is assigned to it

// Before anything is written into the page.
guardSinks();

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.nonce ?? '';
__webpack_nonce__ = nonce;

void import('./app/start.tsx').then(({ start }) => start(nonce));
