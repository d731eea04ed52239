import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plantDay as day, setNow } from '../desk/src/server/test-app.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, signInAs } from './demo.ts';
import { askAs, type Plant, startPlant } from './plant.ts';
import { openByRail, settled } from './rail.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ planner: 'planner', expediter: 'expediter', viewer: 'viewer' });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

/** The plant's clock stands at Tuesday 3 November 2026. Kraft is late with one line, has promised nothing of another, and is far from a third. */
const records: readonly (readonly [path: string, row: object])[] = [
  ['/units', { code: 'pcs' }],
  ['/items', { code: 'TUBE-25', name: 'Tube 25 mm', supply: 'buy', unit: 'pcs' }],
  ['/items', { code: 'LUG-7', name: 'Lug 7, brazed', supply: 'buy', unit: 'pcs' }],
  ['/vendors', { code: 'KRAFT', name: 'Kraft Tubes', contact: 'Anna Kraft', phone: '+49 30 1234' }],
  ['/vendors', { code: 'BOLT', name: 'Bolt & Co' }],
  ['/purchase-lines', line('PO-1', 'KRAFT', 'TUBE-25', { required: day(-4), promised: day(-4) })],
  ['/purchase-lines', line('PO-2', 'KRAFT', 'LUG-7', { required: day(27) })],
  ['/purchase-lines', line('PO-3', 'KRAFT', 'LUG-7', { required: day(40), promised: day(40) })],
  ['/purchase-lines', line('PO-4', 'BOLT', 'LUG-7', { required: day(10), promised: day(10), ordered_on: day(-1) })],
];
function line(order_no: string, vendor: string, item: string, more: object) {
  return { order_no, line: 1, vendor, item, qty: 20, ordered_on: day(-20), ...more };
}

async function looks(page: Page, name: string) {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await picture(page, `${name}-${scheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('an expediter calls down the day’s list, a promised date takes its line off it elsewhere too, and what comes next is told', async () => {
  const [page, other] = [await openPage(browser), await openPage(browser)];
  await signInAs(page, plant.desk, 'planner', '/hot-list');
  const asPlanner = askAs(page, plant.desk);
  await settled(page);
  await openByRail(page, '/follow-up');
  await page.getByText('Nobody is to be called today.').waitFor();
  await signInAs(other, plant.desk, 'expediter', '/follow-up');
  const asExpediter = askAs(other, plant.desk);
  for (const [path, row] of records)
    await (['/purchase-lines', '/vendors'].includes(path) ? asExpediter : asPlanner)('POST', path, row);

  const faults = faultsOf(other);
  const row = (name: RegExp) => other.getByRole('row', { name });
  await row(/PO-1\/1/).waitFor();
  await other.getByText('2 lines of 1 vendor today, 1 to come').waitFor();
  await other.getByText('Kraft Tubes · Anna Kraft · +49 30 1234').waitFor();
  await row(/Promised Fri 30 Oct, not here\. PO-1\/1/).waitFor();
  await row(/Ordered Wed 14 Oct, not promised\. PO-2\/1/).waitFor();
  expect(await row(/PO-[34]/).count()).toBe(0);
  await looks(other, 'follow-up');

  await row(/PO-2\/1/).click();
  await other.keyboard.press('c');
  const call = other.getByRole('dialog', { name: 'Call about PO-2/1' });
  await call.getByLabel('They said').fill('Leaves the mill next week');
  await call.getByLabel('New date').fill(day(27));
  await call.getByRole('checkbox', { name: /promised/i }).check();
  await picture(other, 'follow-up-call');
  await call.getByRole('button', { name: 'Log the call' }).click();
  await row(/PO-2\/1/).waitFor({ state: 'detached' });
  // The other's list hears of it.
  await page.getByText('1 line of 1 vendor today').waitFor();

  await row(/PO-1\/1/).click();
  await other.keyboard.press('Enter');
  await other.getByRole('tab', { name: 'Promises' }).click();
  await other.getByRole('list', { name: 'Promises in their order' }).waitFor();
  await looks(other, 'follow-up-panel');
  await other.keyboard.press('Escape');

  // A part of it comes with another lorry: a line of its own, with its own date.
  await row(/PO-1\/1/).click();
  await other.keyboard.press('.');
  await other.getByRole('menuitem', { name: 'Split the line' }).click();
  const splitting = other.getByRole('dialog', { name: 'Split PO-1/1' });
  await splitting.getByLabel('The part, pcs').fill('20');
  await splitting.getByLabel('Promised').fill(day(27));
  await splitting.getByRole('button', { name: 'Split' }).click();
  await splitting
    .getByText('Of PO-1/1 20 pcs are open: a part is no more than that, and less than the line.')
    .waitFor();
  await splitting.getByLabel('The part, pcs').fill('8');
  await looks(other, 'follow-up-split');
  await splitting.getByRole('button', { name: 'Split' }).click();
  await other.getByText('PO-1/1 is split: 8 pcs are PO-1/2 now.').waitFor();
  await row(/PO-1\/1 Tube 25 mm · 12 pcs/).waitFor();
  await row(/PO-1\/2 Tube 25 mm · 8 pcs/).waitFor();
  const { rows: parts } = await asExpediter('GET', '/purchase-lines?filter=order_no:eq:PO-1&sort=line');
  await asExpediter(
    'PATCH',
    `/purchase-lines/${parts[1]!.id}?confirm=promised`,
    { state: 'cancelled' },
    parts[1]!.version,
  );

  // What is paused leaves the list, and is back on its day. A vendor's pause stands beside it, and is ended by hand.
  await row(/PO-1\/1/).click();
  await other.keyboard.press('s');
  const pausing = other.getByRole('dialog', { name: 'Pause PO-1/1' });
  await pausing.getByLabel('Until').fill(day(2));
  await pausing.getByLabel('Why').fill('The mill stands still');
  await picture(other, 'follow-up-pause');
  await pausing.getByRole('button', { name: 'Pause' }).click();
  await other.getByText('Nobody is to be called today.').waitFor();
  for (const vendor of ['KRAFT', 'BOLT'])
    await asExpediter('POST', '/follow-up/pauses', { vendor, reason: 'Moves house' });
  await other.getByRole('button', { name: 'Paused', exact: true }).click();
  await other.getByText('3 pauses').waitFor();
  await row(/PO-1\/1 · Kraft Tubes Thu 5 Nov The mill stands still expediter .*1 line: PO-1\/1/).waitFor();
  await row(/Bolt & Co, all lines ended by hand Moves house/).waitFor();
  await looks(other, 'follow-up-paused');
  await row(/Kraft Tubes, all lines/).click();
  await other.keyboard.press('Enter');
  await other.getByText('Promised Fri 30 Oct, not here.').waitFor();
  await looks(other, 'follow-up-paused-panel');
  await other.keyboard.press('Escape');
  await other.keyboard.press('s');
  await other.getByText('The pause of Kraft Tubes is ended. PO-1/1 is still paused until Thu 5 Nov.').waitFor();
  await row(/Bolt & Co, all lines/).click();
  await other.keyboard.press('s');
  await other.getByText('1 pause', { exact: true }).waitFor();
  const narrow = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await signInAs(narrow, plant.desk, 'expediter', '/follow-up');
  await narrow.getByText('Nobody is to be called today.').waitFor();
  const tab = await narrow.getByRole('button', { name: 'Paused', exact: true }).boundingBox();
  expect((tab?.x ?? phone.width) + (tab?.width ?? 0)).toBeLessThan(phone.width);
  await narrow.getByRole('button', { name: 'Paused', exact: true }).click();
  await narrow.getByRole('row', { name: /PO-1\/1 · Kraft Tubes/ }).waitFor();
  await looks(narrow, 'follow-up-paused-phone');
  await setNow(plant.db, `${day(2)}T08:00:00.000Z`);
  await other.getByText('Nothing is paused.').waitFor();
  await other.getByRole('button', { name: 'Today', exact: true }).click();
  await row(/PO-1\/1/).waitFor();

  await other.getByRole('button', { name: 'To come', exact: true }).click();
  await row(/PO-4\/1/).waitFor();
  expect(await row(/PO-1\/1/).count()).toBe(0);
  await looks(other, 'follow-up-next');
  expect(faults).toEqual([]);

  const small = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await signInAs(small, plant.desk, 'expediter', '/follow-up');
  await small.getByRole('row', { name: /PO-1\/1/ }).waitFor();
  await looks(small, 'follow-up-phone');
  expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
});
