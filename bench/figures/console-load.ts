import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { openBrowser } from '../browser.ts';
import type { Figure } from '../figure.ts';
import { freePort, says, start } from '../processes.ts';

const BUDGET_KB = 250;
const EMAIL = 'owner@example.com';

/** All the JavaScript that travels from the sign-in page to the first row of the list of members. */
export const consoleLoad: Figure = {
  name: 'console.load', unit: 'kB', against: `a budget of ${BUDGET_KB} kB of JavaScript, compressed with brotli`, goal: { ratio: 1, is: 'at most' },
  async prepare() {
    const [data, port, password] = [await mkdtemp(path.join(os.tmpdir(), 'isatis-bench-')), await freePort(), randomUUID()];
    const product = start('scripts/run.mjs', ['start', '--data', data, '--port', String(port)], { LOG_LEVEL: 'error' });
    const [, code = ''] = await says(/setup#code=([\w-]+)/, product);
    const origin = `http://localhost:${port}`;
    await fetch(`${origin}/auth/setup`, {
      method: 'POST', headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ code, name: 'Owner', email: EMAIL, password, workspaceName: 'Bench', locale: 'en', timeZone: 'UTC' }),
    });
    const browser = await openBrowser();
    return {
      async ours() {
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
      },
      floor: () => Promise.resolve(BUDGET_KB),
      async close() {
        await browser.close();
        await product.stop();
        await rm(data, { recursive: true, force: true });
      },
    };
  },
};
