import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plantDay as day } from '../desk/src/server/test-app.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, signInAs } from './demo.ts';
import { askAs, type Plant, plan, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ planner: 'planner', buyer: 'buyer' });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

/** Frames wait for tubes that Kraft promised for Thursday 12 November; 3 days are on the road, one is between dock and stock. */
const records: readonly (readonly [path: string, row: object])[] = [
  ['/units', { code: 'pcs' }],
  ['/calendars', { code: 'DAY', week: 'Mon-Fri 06:00-22:00' }],
  ['/work-centres', { code: 'WELD', calendar: 'DAY' }],
  ['/machines', { code: 'W1', work_centre: 'WELD' }],
  ['/items', { code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs' }],
  ['/items', { code: 'TUBE-25', name: 'Tube 25 mm', supply: 'buy', unit: 'pcs' }],
  ['/components', { parent: 'FRAME', component: 'TUBE-25', qty_per: 2 }],
  ['/routing-steps', { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 3 }],
  ['/vendors', { code: 'KRAFT', name: 'Kraft Tubes', contact: 'Anna Kraft', phone: '+49 555 0100' }],
  ['/sources', { item: 'TUBE-25', vendor: 'KRAFT', vendor_days: 30, transit_days: 3, dock_days: 1 }],
  ['/customers', { code: 'MILLER' }],
  ['/customer-lines', { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 6, due: day(16) }],
  [
    '/purchase-lines',
    { order_no: 'PO-1', line: 1, vendor: 'KRAFT', item: 'TUBE-25', qty: 20, required: day(9), promised: day(9) },
  ],
];

/** What is typed into a call and logged; the promise in it, where there is one, in full. */
async function call(
  page: Page,
  {
    said,
    date,
    means,
    asked,
    shipped,
  }: { said: string; date: string; means?: string; asked?: boolean; shipped?: boolean },
) {
  await page.keyboard.press('c');
  const window = page.getByRole('dialog');
  await window.getByLabel('They said').fill(said);
  await window.getByLabel('New date').fill(date);
  if (means) {
    await window.getByLabel('They promised it').check();
    await window.getByLabel('On that date it').selectOption({ label: means });
  }
  if (asked) await window.getByLabel('We asked for that date').check();
  if (shipped) {
    await window.getByLabel('Shipped', { exact: true }).fill('today');
    await window.getByLabel('Shipping document').fill('CMR 4711');
  }
  return window;
}

test('a vendor calls twice: both promises stand in the history with what they mean, the row moves by transit, and a later call puts right what was wrong', async () => {
  const [planner, page] = [await openPage(browser), await openPage(browser)];
  await signInAs(planner, plant.desk, 'planner', '/hot-list');
  const asPlanner = askAs(planner, plant.desk);
  await signInAs(page, plant.desk, 'buyer', '/hot-list?filter=kind:in:purchase_line');
  const asBuyer = askAs(page, plant.desk);
  for (const [path, row] of records)
    await (['/purchase-lines', '/vendors', '/sources'].includes(path) ? asBuyer : asPlanner)('POST', path, row);
  await plan(asPlanner);
  await page.reload();
  const faults = faultsOf(page);
  const row = page.getByRole('row', { name: /PO-1\/1 Tube 25 mm/ });
  await row.click();

  // Friday 13 November and 3 days is Monday; the working day after it is Tuesday.
  const first = await call(page, { said: 'Leaves the mill on Friday', date: day(10), means: 'leaves the vendor' });
  await first.getByText('After it come 3 days of transit and 1 working day from dock to stock').waitFor();
  await picture(page, 'promise-call');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'promise-call-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await first.getByLabel('They said').press('Enter');
  await page
    .getByText(
      'Logged; PO-1/1 is promised for Fri 13 Nov (leaves the vendor), usable Tue 17 Nov. The next plan starts from it.',
    )
    .waitFor();
  // Promised and estimated are both told as the goods are usable.
  await expect.poll(() => row.getByText('Tue 17 Nov').count(), { timeout: 60_000 }).toBe(2);

  // Of a line whose last promise meant shipping a date means that until somebody says otherwise.
  await page.keyboard.press('c');
  const second = page.getByRole('dialog');
  await second.getByLabel('They said').fill('We moved it: Monday, as you wished');
  await second.getByLabel('New date').fill(day(13));
  await second.getByLabel('They promised it').check();
  await expect.poll(() => second.getByLabel('On that date it').inputValue()).toBe('ship');
  await second.getByLabel('On that date it').selectOption({ label: 'is at our dock' });
  await second.getByLabel('We asked for that date').check();
  await second.getByLabel('By', { exact: true }).selectOption('mail');
  await second.getByLabel('They said').press('Enter');
  await page.getByText(/PO-1\/1 is promised for Mon 16 Nov \(at our dock\), usable Tue 17 Nov\./).waitFor();

  await row.click();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Promises' }).click();
  const history = page.getByRole('list', { name: 'Promises in their order' }).getByRole('listitem');
  await history.nth(2).waitFor();
  expect(await history.allInnerTexts()).toEqual([
    expect.stringMatching(/^Thu 12 Nov, 17:00 usable\s+First date given · typed into the line · .* by buyer/),
    expect.stringMatching(
      /^Fri 13 Nov, 17:00 leaves the vendor · 3 working days later\s+Anna Kraft, call · .* by buyer/,
    ),
    expect.stringMatching(
      /^Mon 16 Nov, 17:00 at our dock · same day as before · we asked for it\s+Anna Kraft, mail · .* by buyer/,
    ),
  ]);
  const onTime = page.getByRole('list', { name: 'On time' }).getByRole('listitem');
  expect(await onTime.allInnerTexts()).toEqual([
    'To the date requested, Wed 11 Nov at our dock: due in 6 working days',
    'To the first date acknowledged, Wed 11 Nov at our dock: due in 6 working days',
    'To the last promise agreed before it fell due, Mon 16 Nov at our dock: due in 9 working days · moved because we asked',
  ]);
  await picture(page, 'promises');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'promises-dark');
  await page.emulateMedia({ colorScheme: 'light' });

  // A call is not taken back: what was misheard is put right by the next.
  const third = await call(page, {
    said: 'Misheard: it was loaded today',
    date: day(3),
    means: 'leaves the vendor',
    shipped: true,
  });
  await third.getByLabel('They said').press('Enter');
  await page.getByText(/usable Mon 9 Nov\. The next plan starts from it\. It was shipped Tue 3 Nov\./).waitFor();
  await history.nth(3).waitFor();
  expect(await history.count()).toBe(4);
  await page.getByText('CMR 4711').waitFor();

  await page.goto(`${plant.desk.url}/records/purchase-lines`);
  await page.getByRole('row', { name: /PO-1/ }).click();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Promises' }).click();
  await history.nth(3).waitFor();

  const small = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await signInAs(small, plant.desk, 'buyer', '/hot-list?filter=kind:in:purchase_line');
  const faultsThere = faultsOf(small);
  await small.getByRole('row', { name: /PO-1/ }).tap();
  await small.getByRole('tab', { name: 'Promises' }).tap();
  await small.getByRole('list', { name: 'Promises in their order' }).waitFor();
  await picture(small, 'promises-phone');
  await small.emulateMedia({ colorScheme: 'dark' });
  await picture(small, 'promises-phone-dark');
  expect([...faults, ...faultsThere]).toEqual([]);
});
