import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone, type RunningDesk } from './browser.ts';
import { faultsOf, picture, signIn, startDemo } from './demo.ts';

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

test('a planner sees what may be released next, asks what is there by the start, and releases what is clear', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/clear-to-build');
  const faults = faultsOf(page);
  const grid = page.getByRole('grid', { name: 'Orders to be released next' });
  await grid
    .getByText(/\d missing/)
    .first()
    .waitFor();
  await page
    .getByRole('list', { name: 'What would clear the most orders' })
    .getByText(/would clear \d+ order/)
    .first()
    .waitFor();
  await picture(page, 'clear-to-build');

  const [saved] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(saved.suggestedFilename()).toBe('clear-to-build.csv');

  await grid
    .getByText(/\d missing/)
    .first()
    .click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary');
  await panel.getByText('waits').first().waitFor();
  await picture(page, 'clear-to-build-panel');
  await page.keyboard.press('Escape');

  await page.getByText('Next working day').click();
  await page.waitForURL(/reach=next_day/);
  await page.getByText(/to release by the end of the next working day/).waitFor();
  await picture(page, 'clear-to-build-next-day');
  await page.getByText('Release window').click();
  await page.getByText(/to release within \d+ working days?/).waitFor();

  const release = page.getByRole('button', { name: /^Release what is clear \(\d+\)$/ });
  const clearNow = async () => Number(/\d+/.exec(await release.innerText())?.[0]);
  const now = await clearNow();
  expect(now).toBeGreaterThan(0);
  await page.getByText('There by the start').click();
  await page.waitForURL(/wish=start/);
  await expect.poll(clearNow).toBeGreaterThan(now);
  await page.getByText('There now').click();
  await release.filter({ hasText: `(${now})` }).click();
  await page.getByText(new RegExp(`^${now} orders? released: `)).waitFor();
  await page.getByRole('button', { name: 'Release what is clear (0)' }).waitFor();
  await picture(page, 'clear-to-build-released');

  await page.setViewportSize(phone);
  await page.goto(`${desk.url}/clear-to-build`);
  await grid
    .getByText(/\d missing/)
    .first()
    .waitFor();
  await picture(page, 'clear-to-build-phone');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'clear-to-build-phone-dark');
  expect(faults).toEqual([]);
});

test('who only looks sees the list and releases nothing', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'viewer', '/clear-to-build');
  await page
    .getByRole('grid', { name: 'Orders to be released next' })
    .getByText(/\d missing/)
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: /^Release what is clear/ }).count()).toBe(0);
});

test('the material plan by weeks shows what runs out in red, what would help most, and leads to the item’s record', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'buyer', '/material-plan');
  const faults = faultsOf(page);
  await page.getByText('Weeks', { exact: true }).click();
  await page.waitForURL(/as=weeks/);
  const weeks = page.getByRole('table', { name: /at the end of each week/ });
  await weeks.getByText('▲').first().waitFor();
  await page
    .getByRole('list', { name: 'What would help most orders' })
    .getByText(/would help \d+ late line/)
    .first()
    .waitFor();
  await picture(page, 'material-weeks');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(phone);
  await picture(page, 'material-weeks-phone-dark');
  await weeks.getByRole('row').nth(1).getByRole('link').click();
  await page.waitForURL(/\/items\//);
  await page.getByText('Projected available').first().waitFor();
  expect(faults).toEqual([]);
});
