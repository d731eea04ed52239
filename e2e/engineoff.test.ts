import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plantDay } from '../desk/src/server/test-app.ts';
import { desktop, openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, signInAs } from './demo.ts';
import { type Ask, askAs, idle, type Plant, plan, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
let planner: Ask;
let page: Page;
let faults: string[];

/** Two frames of two hours each are to be welded, then packed; there is tube for one and a half. Nothing was ever planned. */
beforeAll(async () => {
  [browser, plant] = [await openBrowser(), await startPlant({ paula: 'planner', sven: 'supervisor', bea: 'buyer' })];
  const other = await openPage(browser);
  await signInAs(other, plant.desk, 'paula', '/versions');
  planner = askAs(other, plant.desk);
  const records: readonly (readonly [string, object])[] = [
    ['/units', { code: 'pcs' }],
    ['/calendars', { code: 'DAY', week: 'Mon-Sun 06:00-14:00' }],
    ['/work-centres', { code: 'WELD', name: 'Welding', calendar: 'DAY' }],
    ['/work-centres', { code: 'PACK', calendar: 'DAY' }],
    ['/machines', { code: 'W1', work_centre: 'WELD' }],
    ['/machines', { code: 'P1', work_centre: 'PACK' }],
    ['/items', { code: 'TUBE', supply: 'buy', unit: 'pcs' }],
    ['/items', { code: 'FRAME', supply: 'make', unit: 'pcs' }],
    ['/components', { parent: 'FRAME', component: 'TUBE', qty_per: 2 }],
    ['/routing-steps', { item: 'FRAME', seq: 10, name: 'Weld', work_centre: 'WELD', run_minutes: 60 }],
    ['/routing-steps', { item: 'FRAME', seq: 20, name: 'Pack', work_centre: 'PACK', run_minutes: 30 }],
    ['/vendors', { code: 'STEELCO' }],
    ['/sources', { vendor: 'STEELCO', item: 'TUBE', vendor_days: 3 }],
    ['/work-orders', { number: 'WO-1', item: 'FRAME', qty: 2, due: plantDay(9) }],
    ['/work-orders', { number: 'WO-2', item: 'FRAME', qty: 2, due: plantDay(10) }],
  ];
  for (const [path, record] of records) await planner('POST', path, record);
  const buyer = await openPage(browser);
  await signInAs(buyer, plant.desk, 'bea', '/versions');
  await askAs(buyer, plant.desk)('POST', '/purchase-lines', {
    order_no: 'PO-1',
    line: 1,
    vendor: 'STEELCO',
    item: 'TUBE',
    qty: 6,
    estimated: `${plantDay(-1)}T06:00:00Z`,
  });
  page = await openPage(browser);
  await signInAs(page, plant.desk, 'sven', '/byhand');
  faults = faultsOf(page);
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

const start = (row: string) => page.getByRole('textbox', { name: new RegExp(`^Start of .*${row}`) });
const rules = () => page.getByRole('region', { name: 'Rules that the schedule breaks' });
const type = async (row: string, text: string): Promise<void> => {
  await start(row).fill(text);
  await start(row).press('Tab');
};
async function kept(why: string): Promise<void> {
  await page.getByRole('button', { name: 'Keep as draft' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Why' }).fill(why);
  await dialog.getByRole('button', { name: 'Keep as draft' }).click();
  await page.getByRole('heading', { level: 1, name: /^Version \d+$/ }).waitFor();
}

test('where nothing was ever planned a supervisor types the open work of a work centre, reads the rules and keeps a draft', async () => {
  await page.getByRole('link', { name: 'WELD', exact: true }).click();
  await page.getByText('Nothing is planned: the open steps of firm and released work orders').waitFor();
  const aside = page.getByRole('complementary', { name: 'Not placed' });
  await aside.getByRole('heading', { name: 'Not placed: 2' }).waitFor();
  for (const left of [1, 0]) {
    await aside.getByRole('button').first().click();
    await aside.getByRole('heading', { name: `Not placed: ${left}` }).waitFor();
  }
  const day = plantDay(3);
  await type('WO-1', `${day} 08:00`);
  await type('WO-2', `${day} 09:00`);
  await rules()
    .getByRole('button', { name: /No machine over capacity/ })
    .waitFor();
  await rules()
    .getByRole('button', { name: /Material is present when consumed/ })
    .waitFor();
  expect(await rules().innerText()).toMatch(/2 of TUBE are missing then/);
  await picture(page, 'engineoff-nothing');
  await page.setViewportSize(phone);
  await picture(page, 'engineoff-nothing-phone');
  await page.setViewportSize(desktop);
  // Behind the first one, and not at its time.
  await type('WO-2', `${day} 10:00`);
  await expect.poll(() => rules().innerText()).not.toContain('No machine over capacity');
  await page.reload();
  await start('WO-2').waitFor();
  await rules()
    .getByRole('button', { name: /Material is present when consumed/ })
    .waitFor();

  await kept('The two frames by hand');
  await page
    .getByRole('region', { name: 'Rules that it breaks' })
    .getByText('Material is present when consumed')
    .waitFor();
  await picture(page, 'engineoff-draft');
  expect((await planner('GET', '/planning-runs')).rows).toEqual([]);
  await page.goto(`${plant.desk.url}/board?version=1`);
  await page.getByText('Typed by hand without a plan.').waitFor();
  await picture(page, 'engineoff-board');
  await page.goto(`${plant.desk.url}/byhand/WELD?version=1`);
  await page.getByRole('button', { name: 'Type it on' }).click();
  await expect.poll(() => page.getByRole('textbox', { name: /^Start of / }).count()).toBe(2);
  expect(faults).toEqual([]);
});

test('a schedule is typed on the newest plan or on the published one, and once inputs changed that is said and it is typed all the same', async () => {
  const supervisor = askAs(page, plant.desk);
  const published = await plan(planner);
  await planner('POST', `/plan-versions/${published}/submit`, {});
  await supervisor('POST', `/plan-versions/${published}/approve`, { publish: true });
  await idle(planner);
  const newest = await plan(planner);

  await page.goto(`${plant.desk.url}/byhand`);
  await page.getByRole('link', { name: 'WELD', exact: true }).click();
  const from = page.getByRole('radiogroup', { name: 'Begin from' });
  await from.getByText(`Version ${published}, published`).click();
  await page.getByRole('link', { name: `version ${published}`, exact: true }).waitFor();
  expect(new URL(page.url()).searchParams.get('version')).toBe(String(published));
  await from.getByText(`Version ${newest}, the newest`).click();
  await page.getByRole('link', { name: `version ${newest}`, exact: true }).waitFor();

  await planner('POST', '/downtimes', {
    machine: 'W1',
    down_from: `${plantDay(5)}T00:00:00Z`,
    down_to: `${plantDay(6)}T00:00:00Z`,
    reason: 'Laser',
  });
  await page.reload();
  await page.getByText('The rules are asked of the inputs as they are now').waitFor();
  await page.getByText(/1 input changed since the plan/).waitFor();
  await type('WO-1', `${plantDay(5)} 10:00`);
  await rules()
    .getByRole('button', { name: /Work only in working time/ })
    .waitFor();
  await picture(page, 'engineoff-stale');
  await kept('The laser is away');
  await page
    .getByRole('region', { name: 'Rules that it breaks' })
    .getByText('Work only in working time')
    .first()
    .waitFor();
  expect(faults).toEqual([]);
});
