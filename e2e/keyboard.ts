import type { Locator, Page } from '@playwright/test';
import { expect } from './product.ts';

/** More stops than any page has. */
const MOST_STOPS = 200;

const hasFocus = (target: Locator): Promise<boolean> => target.evaluate((element) => element === element.ownerDocument.activeElement);

/** Goes to a control with Tab alone, from wherever the focus is. */
export async function reach(page: Page, target: Locator): Promise<void> {
  const control = target.first();
  await expect(control).toBeVisible();
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await hasFocus(control)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${control} can’t be reached with Tab`);
}

/** Goes to a control and presses it. */
export async function press(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await reach(page, target);
  await page.keyboard.press(key);
}

/** Goes to a field and writes into it. */
export async function write(page: Page, target: Locator, text: string): Promise<void> {
  await reach(page, target);
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type(text);
}

/** Goes to the chosen one of a group of radio buttons, then with the arrows to another. */
export async function choose(page: Page, group: Locator, wanted: Locator): Promise<void> {
  const radios = await group.getByRole('radio').all();
  for (let stops = 0; !(await Promise.all(radios.map(hasFocus))).includes(true); stops += 1) {
    if (stops > MOST_STOPS) throw new Error(`${group} can’t be reached with Tab`);
    await page.keyboard.press('Tab');
  }
  for (let stops = 0; !(await hasFocus(wanted)); stops += 1) {
    if (stops > radios.length) throw new Error(`${wanted} can’t be reached with the arrows`);
    await page.keyboard.press('ArrowDown');
  }
  if (!(await wanted.isChecked())) await page.keyboard.press('Space');
  await expect(wanted).toBeChecked();
}

/** Opens a menu and takes one of its entries, with Enter and the arrows. */
export async function pick(page: Page, opener: Locator, entry: Locator): Promise<void> {
  await press(page, opener);
  await expect(entry).toBeVisible();
  for (let stops = 0; !(await hasFocus(entry)); stops += 1) {
    if (stops > MOST_STOPS) throw new Error(`${entry} can’t be reached with the arrows`);
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('Enter');
}
