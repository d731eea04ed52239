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

test('a planner asks what would save a late line, and when it can ship', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/hot-list?filter=kind:in:customer_line|late:eq:true');
  const faults = faultsOf(page);
  const grid = page.getByRole('grid', { name: 'Hot list' });
  const line = grid.getByRole('row').filter({ hasText: '▲' }).first();
  await line.waitFor();
  const ref = /[A-Z]+-?[\w-]+\/\d+/.exec(await line.innerText())?.[0] ?? '';
  await line.getByText('▲').click();
  await page.keyboard.press('r');
  const saves = page.getByRole('dialog', { name: `What would save ${ref}?` });
  await saves.getByText(/Tried on version \d|Nothing that was tried/).waitFor();
  await picture(page, 'rescues');
  await page.keyboard.press('Escape');
  await saves.waitFor({ state: 'hidden' });

  // Asked by many at once, the plan answers some and asks the others to come again; nothing breaks.
  const asked = await page.evaluate(
    async (path) => Promise.all(Array.from({ length: 12 }, async () => (await fetch(path)).status)),
    `/api/v1/rescues?line=${encodeURIComponent(ref)}`,
  );
  expect(asked).toContain(200);
  expect(asked.filter((status) => status !== 200 && status !== 429)).toEqual([]);

  await page.goto(`${desk.url}/orders/${ref}`);
  await page.getByRole('button', { name: 'When can it ship?' }).click();
  const ships = page.getByRole('dialog', { name: `When can ${ref} ship?` });
  await ships.getByRole('region', { name: 'If it waits its turn' }).waitFor();
  await ships.getByRole('button', { name: 'Promise this date' }).click();
  // What is possible without delaying anybody can be sooner than what the plan of the day has.
  const before = ships.getByRole('region', { name: 'Promised before' });
  await before.getByText(/The plan keeps it\.|The plan now ships it/).waitFor();
  await ships.getByText('It is promised for this date.').waitFor();
  await picture(page, 'ship-date');
  await page.setViewportSize(phone);
  await picture(page, 'ship-date-phone');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'ship-date-phone-dark');
  expect(faults).toEqual([]);
});
