import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/chromium.ts';

const { executablePath, args } = await findChromium();

// Each spec file has a product of its own (e2e/product.ts), so files may run
// side by side and in any order; the tests of one file tell one story.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(process.env['ISATIS_BROWSER_REPORT'] ? [['json', { outputFile: process.env['ISATIS_BROWSER_REPORT'] }] as const] : [])],
  use: {
    headless: true,
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Rome',
    actionTimeout: 10_000,
    navigationTimeout: 20_000,
    // Half as much work again for the machine: asked for when a failure is looked into.
    trace: process.env['ISATIS_BROWSER_TRACE'] ? 'retain-on-failure' : 'off',
    reducedMotion: 'reduce',
    screenshot: 'only-on-failure',
    launchOptions: { executablePath, args: [...args] },
  },
});
