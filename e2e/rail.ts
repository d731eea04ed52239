import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const rail = (page: Page) => page.getByRole('navigation', { name: 'Pages' });

/** The addresses of the rail, from its top. */
export async function railOf(page: Page): Promise<readonly string[]> {
  const links = rail(page).getByRole('region').getByRole('link');
  await links.first().waitFor();
  return links.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
}

/** Goes there as a person does; the page has its title then, nothing is still under way, and nothing went wrong. */
export async function openByRail(page: Page, address: string): Promise<void> {
  if (!(await rail(page).isVisible())) await page.getByRole('button', { name: 'Pages' }).click();
  await rail(page).locator(`a[href="${address}"]`).click();
  await page.waitForURL((url) => url.pathname === address.split('?')[0]);
  await settled(page);
  expect([address, ...(await page.getByRole('main').getByRole('alert').allInnerTexts())]).toEqual([address]);
}

export async function settled(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => page.getByRole('progressbar').count()).toBe(0);
}
