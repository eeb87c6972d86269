import { type Browser, chromium } from '@playwright/test';
import { findChromium } from '../scripts/chromium.ts';

/** A browser of its own, without a window. */
export async function openBrowser(): Promise<Browser> {
  const { executablePath, args } = await findChromium();
  return chromium.launch({ executablePath, args: [...args], headless: true });
}
