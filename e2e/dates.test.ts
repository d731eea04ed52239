import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { graveBarriersOf } from './barriers.ts';
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

test('a date is typed in its cell as one says it, or picked from the calendar by keys, and saved by Enter', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/records/customer-lines?filter=order_no:is SO-4011|line:= 1');
  const faults = faultsOf(page);
  const grid = page.getByRole('grid', { name: 'Customer orders' });
  const heads = page.getByRole('columnheader');
  await grid.getByRole('row').nth(1).waitFor();
  const due = (await heads.allInnerTexts()).findIndex((head) => head.startsWith('Due'));
  const cell = grid.getByRole('row').nth(1).getByRole('gridcell').nth(due);
  const stored = () =>
    page.evaluate(async () => {
      const answer = await fetch('/api/v1/customer-lines?filter=order_no:eq:SO-4011|line:eq:1');
      return ((await answer.json()) as { rows: { due: string }[] }).rows[0]?.due.slice(0, 10);
    });

  await cell.click();
  await page.keyboard.press('e');
  const field = page.getByRole('textbox', { name: 'Due', exact: true });
  await field.fill('1 dec 2026');
  await page.getByText(/^Tue 1 Dec( 2026)?$/).waitFor();
  await field.press('Alt+ArrowDown');
  // Headless, too, the calendar is a window of the browser: it has the keys from when it is drawn until it closes.
  const calendar = page.locator('input[type="date"]:open');
  await calendar.waitFor({ state: 'attached' });
  await picture(page, 'calendar-in-a-cell');
  const next = async () => {
    await page.keyboard.press('ArrowRight');
    return field.inputValue();
  };
  await expect.poll(next, { interval: 500 }).toMatch(/^2026-12-/);
  await page.keyboard.press('Enter');
  await calendar.waitFor({ state: 'detached' });
  const picked = await field.inputValue();
  await field.press('Enter');
  await expect.poll(stored).toBe(picked);

  await cell.click();
  await page.keyboard.press('e');
  await field.fill('soon');
  await field.press('Enter');
  await page.getByText('Due "soon" is not a date. Maybe write 2026-04-03, 3 Apr, tomorrow or +5.').waitFor();
  await field.press('Escape');
  expect(faults.filter((fault) => !fault.includes('422'))).toEqual([]);
  await page.context().close();
});

test('a page that stands open at midnight takes tomorrow for the day after', async () => {
  const page = await openPage(browser);
  await page.clock.install();
  await signIn(page, desk, 'planner', '/orders');
  await page.getByRole('button', { name: 'New order line' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Due' }).fill('tomorrow');
  const meant = dialog.getByText(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d/);
  const before = await meant.innerText();
  await page.clock.fastForward('24:00:00');
  await expect.poll(() => meant.innerText()).not.toBe(before);
  await page.context().close();
});

test('on a phone the call window takes a day in words, and says which day it is', async () => {
  const page = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await signIn(page, desk, 'expediter', '/hot-list?filter=kind:purchase_line|late:yes');
  const row = page.getByRole('grid').getByText('▲').first();
  await row.waitFor();
  await row.click();
  await page.keyboard.press('c');
  const call = page.getByRole('dialog');
  await call.getByRole('textbox', { name: 'They said' }).fill('The truck is loaded');
  const day = call.getByRole('textbox', { name: 'New date' });
  await day.fill('+3');
  await call
    .getByText(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) \d/)
    .first()
    .waitFor();
  // What a phone's own calendar gives back.
  await call.locator('input[type="date"]').first().fill('2031-06-02');
  await expect.poll(() => day.inputValue()).toBe('2031-06-02');
  await day.fill('+3');
  expect(await graveBarriersOf(page)).toEqual([]);
  await picture(page, 'call-on-a-phone');
  await call.getByRole('button', { name: 'Log the call' }).click();
  await page
    .getByText(/estimated|expected|date/i)
    .first()
    .waitFor();
  await call.waitFor({ state: 'hidden' });
  await page.context().close();
});
