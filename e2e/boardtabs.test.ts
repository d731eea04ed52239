import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk } from './browser.ts';
import { faultsOf, signIn, startDemo } from './demo.ts';

let browser: Browser;
let desk: RunningDesk;
beforeAll(async () => {
  browser = await openBrowser();
  desk = await startDemo();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

const stripOf = (page: Page): Locator => page.getByRole('region', { name: 'What your changes do' });

test('two tabs of one planner have the same changes: what one does, undoes or types is taken up by the other', async () => {
  const first = await openPage(browser);
  await signIn(first, desk, 'planner', '/board?search=planned&rows=machines');
  const second = await first.context().newPage();
  const faults = [faultsOf(first), faultsOf(second)];
  await second.goto(`${desk.url}/board?search=planned&rows=machines`);
  for (const page of [first, second]) {
    await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
    await page.keyboard.press('F3');
  }

  await first.keyboard.press('l');
  await stripOf(first)
    .getByText(/ locked$/)
    .waitFor();
  await stripOf(second)
    .getByText(/ locked$/)
    .waitFor();
  // The second goes on from there: nothing of the first is written over.
  await second.keyboard.press('Alt+ArrowRight');
  await stripOf(second).getByText('2 changes, undone one by one').waitFor();
  await stripOf(first).getByText('2 changes, undone one by one').waitFor();
  await first.keyboard.press('Control+z');
  await stripOf(second)
    .getByText(/^[^,]* locked$/)
    .waitFor();
  await second.keyboard.press('Control+z');
  for (const page of [first, second]) await stripOf(page).waitFor({ state: 'detached' });
  expect(faults.flat()).toEqual([]);
});
