import axe from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, openBrowser, openPage, phone, type RunningDesk } from './browser.ts';
import { faultsOf, type Person, picture, signIn, startDemo } from './demo.ts';

let browser: Browser;
let desk: RunningDesk;
beforeAll(async () => {
  [browser, desk] = [await openBrowser(), await startDemo()];
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

const rail = (page: Page) => page.getByRole('navigation', { name: 'Pages' });

/** The addresses of the rail, from its top. */
async function addresses(page: Page): Promise<readonly string[]> {
  await rail(page).getByRole('link').first().waitFor();
  return rail(page)
    .getByRole('link')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
}

/** Goes there as a person does, and waits until the page has its title and nothing is still under way. */
async function open(page: Page, address: string): Promise<void> {
  if (!(await rail(page).isVisible())) await page.getByRole('button', { name: 'Pages' }).click();
  await rail(page).locator(`a[href="${address}"]`).click();
  await page.waitForURL((url) => url.pathname === address.split('?')[0]);
  await settled(page);
}

async function settled(page: Page): Promise<void> {
  await page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
  await expect.poll(() => page.getByRole('progressbar').count(), { timeout: 15_000 }).toBe(0);
}

/** What a person who sees, hears or handles the page otherwise could not get past, each with its place. */
async function barriers(page: Page): Promise<readonly string[]> {
  await page.evaluate(`window.axe || (() => { ${axe.source} })()`);
  return page.evaluate(async () => {
    const { axe: tool } = window as unknown as { axe: typeof axe };
    const found = await tool.run(document, { resultTypes: ['violations'] });
    return found.violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)} (${nodes.length})`);
  });
}

/** Buttons and tabs that a thumb does not meet; in a grid the cell around them is pressed. */
const low = (page: Page): Promise<readonly string[]> =>
  page.locator('main :is(button, [role="tab"], select):not([role="grid"] *)').evaluateAll((all) =>
    all.flatMap((one) => {
      const { width, height } = one.getBoundingClientRect();
      return width > 1 && height > 1 && Math.round(height) < 44
        ? [`"${one.textContent || one.ariaLabel}" is ${Math.round(height)} px high`]
        : [];
    }),
  );

const everybody: readonly Person[] = [
  'planner',
  'expediter',
  'buyer',
  'supervisor',
  'operator',
  'inspector',
  'storekeeper',
  'viewer',
  'admin',
];

test.each(everybody)(
  'every page that the rail offers the %s opens, and the browser complains of nothing',
  async (who) => {
    const page = await openPage(browser);
    await signIn(page, desk, who);
    const faults = faultsOf(page);
    const seen = await addresses(page);
    expect(seen.length).toBeGreaterThan(3);
    for (const address of seen) {
      await open(page, address);
      expect([address, ...faults]).toEqual([address]);
      expect(await page.getByRole('main').getByRole('alert').allInnerTexts()).toEqual([]);
    }
    await page.context().close();
  },
);

test.each([
  { width: 'a desk', viewport: desktop, colorScheme: 'light' },
  { width: 'a phone', viewport: phone, colorScheme: 'dark' },
] as const)(
  'at the width of $width, in the $colorScheme, no page bars anybody or runs out of the window, and on the phone a thumb meets every button',
  async ({ width, viewport, colorScheme }) => {
    const page = await openPage(browser, { viewport, colorScheme });
    await signIn(page, desk, 'supervisor');
    await page.getByRole('main').waitFor();
    if (viewport === phone) await page.getByRole('button', { name: 'Pages' }).click();
    const wrong: string[] = [];
    for (const address of await addresses(page)) {
      await open(page, address);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (beyond > 0) wrong.push(`${address} runs ${beyond} px out of the window`);
      wrong.push(...(await barriers(page)).map((one) => `${address} ${one}`));
      if (viewport === phone) wrong.push(...(await low(page)).map((one) => `${address} ${one}`));
      await picture(page, `${address.replaceAll('/', '_')}-${colorScheme}-${width.replace(' ', '-')}`);
    }
    expect(wrong).toEqual([]);
    await page.context().close();
  },
);
