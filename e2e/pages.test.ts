import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { graveBarriersOf } from './barriers.ts';
import { desktop, openBrowser, openPage, phone, type RunningDesk } from './browser.ts';
import { faultsOf, type Person, picture, signIn, startDemo } from './demo.ts';
import { openByRail, railOf } from './rail.ts';

let browser: Browser;
let desk: RunningDesk;
beforeAll(async () => {
  [browser, desk] = [await openBrowser(), await startDemo()];
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

/** All but the supervisor, whose pages are measured below, and the viewer, who presses on them in roles.test.ts. */
const others: readonly Person[] = ['planner', 'expediter', 'buyer', 'operator', 'inspector', 'storekeeper', 'admin'];

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

/** Cells of a list of which not all is read. */
const cut = (page: Page): Promise<readonly string[]> =>
  page
    .locator('[role="grid"] [data-column]')
    .evaluateAll((all) =>
      all.flatMap((one) =>
        one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1
          ? [`"${one.textContent}" wants ${one.scrollWidth} px and has ${one.clientWidth}`]
          : [],
      ),
    );

test.each(others)('every page that the rail offers the %s opens, and the browser complains of nothing', async (who) => {
  const page = await openPage(browser);
  await signIn(page, desk, who);
  const faults = faultsOf(page);
  const seen = await railOf(page);
  expect(seen.length).toBeGreaterThan(3);
  for (const address of seen) {
    await openByRail(page, address);
    expect([address, ...faults]).toEqual([address]);
  }
  await page.context().close();
});

test.each([
  { width: 'a desk', viewport: desktop, colorScheme: 'light' },
  { width: 'a phone', viewport: phone, colorScheme: 'dark' },
] as const)(
  'at the width of $width, in the $colorScheme, every page of the supervisor opens, the browser complains of nothing, no page bars anybody or runs out of the window, no list of the desk cuts a text, and on the phone a thumb meets every button',
  async ({ width, viewport, colorScheme }) => {
    const page = await openPage(browser, { viewport, colorScheme });
    await signIn(page, desk, 'supervisor');
    const faults = faultsOf(page);
    await page.getByRole('main').waitFor();
    if (viewport === phone) await page.getByRole('button', { name: 'Pages' }).click();
    const seen = await railOf(page);
    expect(seen.length).toBeGreaterThan(3);
    const wrong: string[] = [];
    for (const address of seen) {
      await openByRail(page, address);
      expect([address, ...faults]).toEqual([address]);
      const beyond = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      if (beyond > 0) wrong.push(`${address} runs ${beyond} px out of the window`);
      wrong.push(...(await graveBarriersOf(page)).map((one) => `${address} ${one}`));
      wrong.push(...(await (viewport === phone ? low(page) : cut(page))).map((one) => `${address} ${one}`));
      await picture(page, `${address.replaceAll('/', '_')}-${colorScheme}-${width.replace(' ', '-')}`);
    }
    expect(wrong).toEqual([]);
    await page.context().close();
  },
);
