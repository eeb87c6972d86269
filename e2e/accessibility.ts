import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './product.ts';

/** Nothing on the page breaks WCAG 2.2 A or AA, as far as axe can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
}

const examined = new Set<string>();
/** {@link expectAccessible} for a screen that a story comes by several times: the first time. `screen` tells it from others of the file. */
export async function expectAccessibleOnce(page: Page, screen: string): Promise<void> {
  if (examined.has(screen)) return;
  examined.add(screen);
  await expectAccessible(page);
}
