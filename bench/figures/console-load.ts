import { EMAIL } from '../claim.ts';
import type { Figure } from '../figure.ts';
import { type ConsoleProduct, startConsole } from './console-product.ts';

/** Kilobytes of JavaScript that travel from the sign-in page to the first row of the list of members. */
async function scriptBytes({ browser, origin, password }: ConsoleProduct): Promise<number> {
  const page = await browser.newPage({ locale: 'en' });
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  let bytes = 0;
  const scripts = new Set<string>();
  network.on('Network.responseReceived', ({ requestId, type, response }) => { if (type === 'Script' || response.mimeType.includes('javascript')) scripts.add(requestId); });
  network.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => { if (scripts.has(requestId)) bytes += encodedDataLength; });
  await page.goto(`${origin}/users`);
  await page.getByLabel('E-mail').fill(EMAIL);
  if (!(await page.getByLabel('Password', { exact: true }).isVisible())) await page.keyboard.press('Enter');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('row').filter({ hasText: EMAIL }).waitFor();
  await page.context().close();
  return bytes / 1000;
}

const within = (name: string, budget: number): Figure => ({
  name, unit: 'kB', against: `a budget of ${budget} kB of JavaScript, compressed with brotli`, goal: { ratio: 1, is: 'at most' },
  async prepare() {
    const product = await startConsole();
    return { ours: () => scriptBytes(product), floor: () => Promise.resolve(budget), close: () => product.close() };
  },
});

export const consoleLoad = within('console.load', 250);
/** The same way, with the goal of a platform of remotes. */
export const consoleJs = within('console.js', 180);
