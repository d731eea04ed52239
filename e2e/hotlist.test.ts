import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone, type RunningDesk } from './browser.ts';
import { faultsOf, picture, signIn, startDemo } from './demo.ts';

let browser: Browser;
let desk: RunningDesk;
beforeAll(async () => {
  [browser, desk] = [await openBrowser(), await startDemo()];
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

test('a planner sees what is late and why, logs a call with a new date, plans, and moves a row to the top', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/hot-list');
  const faults = faultsOf(page);
  const grid = page.getByRole('grid', { name: 'Hot list' });
  await grid.getByText('▲').first().waitFor();
  await picture(page, 'hot-list');

  await page.getByRole('button', { name: /^First what is late/ }).click();
  await page.getByText('A supervisor may set it.').waitFor();
  await picture(page, 'rule');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: 'By cause' }).click();
  const cause = grid
    .getByRole('row')
    .filter({ hasText: /PO-\d+/ })
    .first();
  await cause.waitFor();
  await cause.click();
  await picture(page, 'by-cause');

  await page.goto(`${desk.url}/hot-list?filter=kind:in:purchase_line|late:eq:true`);
  const line = grid.getByRole('row').filter({ hasText: '▲' }).first();
  await line.waitFor();
  const ref = /PO-[\w-]+\/\d+/.exec(await line.innerText())?.[0] ?? '';
  await line.getByText('▲').click();
  await line.getByRole('button', { name: 'Why?' }).click();
  await page.getByText(/customer lines? hangs? on it/).waitFor();
  await picture(page, 'chain');

  await page.keyboard.press('c');
  const call = page.getByRole('dialog');
  await call.getByLabel('They said').waitFor();
  await picture(page, 'call');
  await page.keyboard.type('Truck is loaded, here the day after tomorrow');
  await call.getByLabel('New date').fill('+2');
  await call.getByRole('button', { name: 'tomorrow' }).click();
  await call.getByLabel('They said').press('Enter');
  await call.waitFor({ state: 'hidden' });
  await page.getByText(/inputs? changed since the plan/).waitFor();
  await page.goto(`${desk.url}/hot-list?search=${encodeURIComponent(ref)}`);
  await grid
    .getByTitle(/changed since the plan/)
    .first()
    .waitFor();
  await picture(page, 'stale');

  await page.getByRole('button', { name: 'Plan now' }).click();
  await page.getByText('A new plan stands.').waitFor();
  await page.getByText(/inputs? changed since the plan/).waitFor({ state: 'hidden' });

  await page.goto(`${desk.url}/hot-list`);
  await grid.getByText('▲').first().waitFor();
  // Keys within a few milliseconds of each other would be a scanner's.
  for (const key of ['j', 'j', 'j', 'j']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(150);
  }
  await page.keyboard.press('t');
  const move = page.getByRole('dialog');
  await move.getByText(/It goes before|Nothing stands before it/).waitFor();
  await picture(page, 'to-the-top');
  await move.getByLabel('Why').fill('The customer waits at the gate');
  await move.getByLabel('Why').press('Enter');
  await move.waitFor({ state: 'hidden' });
  await page.goto(`${desk.url}/hot-list`);
  await grid.getByText('top', { exact: true }).first().waitFor();
  expect(faults).toEqual([]);
});

test('a visit asks for its rows once, while the page itself is still on its way', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/hot-list');
  const grid = page.getByRole('grid', { name: 'Hot list' });
  await grid.getByText('▲').first().waitFor();
  const asked: string[] = [];
  page.on('request', (request) => {
    // What the page before it asked last is not this visit's.
    if (request.isNavigationRequest()) asked.length = 0;
    asked.push(request.url().replace(`${desk.url}/api/v1`, ''));
  });
  await page.reload();
  await grid.getByText('▲').first().waitFor();
  expect(asked.filter((address) => address === '/me')).toHaveLength(1);
  const rows = asked.filter((address) => address.startsWith('/hot-list?'));
  // What was asked early is what the page wants: it asks nothing else, and only that again when something changed.
  expect([...new Set(rows)]).toHaveLength(1);
  expect(asked.indexOf(rows[0] ?? '')).toBeLessThan(asked.findIndex((address) => /list\.page/.test(address)));
});

test('a viewer reads the list on a phone and can change nothing', async () => {
  const page = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await signIn(page, desk, 'viewer', '/hot-list');
  const grid = page.getByRole('grid', { name: 'Hot list' });
  await grid.getByText('▲').first().waitFor();
  await picture(page, 'phone');
  expect(await page.getByRole('button', { name: 'Plan', exact: true }).count()).toBe(0);
  await page.keyboard.press('c');
  await page.getByText('You may not log calls at this site.').waitFor();
  expect(await page.getByRole('dialog').count()).toBe(0);
  const dark = await openPage(browser, { colorScheme: 'dark' });
  await signIn(dark, desk, 'viewer', '/hot-list');
  await dark.getByRole('grid').getByText('▲').first().waitFor();
  await picture(dark, 'dark');
});
