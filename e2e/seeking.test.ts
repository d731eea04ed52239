import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, visitAs } from './demo.ts';
import { askAs, askWithoutPage, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ keeper: 'storekeeper', planner: 'planner', buyer: 'buyer' });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

test('a storekeeper seeks, looks in vain, has a bin counted and finds it', async () => {
  const planner = await openPage(browser);
  await visitAs(planner, plant.desk, 'planner', '/where');
  await planner.getByText('Nothing is sought.').waitFor();
  const ask = askAs(planner, plant.desk);
  await ask('POST', '/units', { code: 'pcs' });
  await ask('POST', '/items', { code: 'TUBE-25', name: 'Tube 25 mm', supply: 'buy', unit: 'pcs' });
  for (const location of [{ code: 'A-01' }, { code: 'A-02' }, { code: 'B-01' }, { code: 'QA', kind: 'inspection' }])
    await ask('POST', '/locations', location);

  const page = await openPage(browser);
  await visitAs(page, plant.desk, 'keeper', '/where');
  const faults = faultsOf(page);
  const stock = askAs(page, plant.desk);
  const moved = { item: 'TUBE-25', qty: 10 };
  await stock('POST', '/movements', { ...moved, act: 'adjust', to: 'B-01', reason: 'first count' });
  await stock('POST', '/movements', { ...moved, act: 'move', from: 'B-01', to: 'A-01' });

  await page.getByLabel('Item, lot, serial or container').fill('B-01');
  await page.keyboard.press('Enter');
  await page.getByText('B-01 is a location. Maybe scan the label of an item').waitFor();
  await page.getByLabel('Item, lot, serial or container').fill('tube-25');
  await page.keyboard.press('Enter');
  const books = page.getByRole('region', { name: 'By the books' });
  const likely = page.getByRole('region', { name: 'Where else it may lie' }).getByRole('listitem');
  await books.getByText('A-01').waitFor();
  await likely.nth(1).waitFor();
  expect(await likely.allTextContents()).toEqual([
    expect.stringMatching(/^B-01: it passed there/),
    expect.stringMatching(/^A-02: it is next to A-01, where the books have it/),
  ]);

  await books.getByRole('button', { name: 'Not found' }).click();
  await page.getByRole('dialog').getByLabel('Note').fill('empty');
  await page.keyboard.press('Enter');
  await books.getByText('looked there in vain').waitFor();
  await likely.first().getByRole('button', { name: 'Count it' }).click();
  await page.getByText('TUBE-25 at B-01 is to be counted, on CS-').waitFor();
  await picture(page, 'where');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'where-dark');
  await page.setViewportSize(phone);
  await picture(page, 'where-phone-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await picture(page, 'where-phone');
  await planner.reload();
  await planner.getByText('1 look in vain, last at A-01 by keeper').waitFor();
  await planner.setViewportSize(phone);
  await picture(planner, 'where-sought-phone');

  await likely.last().getByRole('button', { name: 'Found here' }).click();
  const window = page.getByRole('dialog', { name: 'Found at A-02: TUBE-25' });
  await picture(page, 'where-found-phone');
  await window.getByRole('button', { name: 'Found here' }).click();
  await page.getByText('10 pcs of TUBE-25 moved from A-01 to A-02. It is sought no more.').waitFor();
  await books.getByText('A-02').waitFor();
  await planner.getByText('Nothing is sought.').waitFor();
  expect(faults).toEqual([]);
});

test('what came and was not put away stands in a list, and is inspected and moved on from there', async () => {
  const page = await openPage(browser);
  await visitAs(page, plant.desk, 'keeper', '/receiving?show=standing');
  const faults = faultsOf(page);
  await page.getByText('Nothing stands at the dock or in inspection.').waitFor();
  const stock = askAs(page, plant.desk);
  await stock('POST', '/movements', { act: 'adjust', item: 'TUBE-25', to: 'QA', qty: 4, reason: 'came back' });
  const row = page.getByRole('row', { name: /TUBE-25.*QA/ });
  await row.waitFor();
  await row.click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'TUBE-25 at QA' });
  await panel.getByRole('button', { name: 'Scrap it' }).waitFor();
  await picture(page, 'standing');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'standing-dark');
  await page.setViewportSize(phone);
  await picture(page, 'standing-panel-phone-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await panel.getByRole('button', { name: 'Close' }).click();
  await picture(page, 'standing-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await row.click();
  await page.keyboard.press('Enter');
  await panel.getByRole('button', { name: 'Inspected, good: move it on' }).click();
  const window = page.getByRole('dialog', { name: /^Move TUBE-25 at QA/ });
  await window.getByLabel(/^Quantity/).fill('4');
  await window.getByRole('combobox', { name: 'To' }).fill('B-01');
  await page.keyboard.press('Enter');
  await page.getByText('Nothing stands at the dock or in inspection.').waitFor();
  expect(faults).toEqual([]);
});

test('a buyer tells the vendor what was short, prints the report and settles it', async () => {
  const planner = await askWithoutPage(browser, plant.desk, 'planner');
  await planner('POST', '/vendors', { code: 'KRAFT', name: 'Kraft Tubes' });
  const page = await openPage(browser);
  await visitAs(page, plant.desk, 'buyer', '/receiving?show=discrepancies');
  const faults = faultsOf(page);
  const came = { item: 'TUBE-25', vendor: 'KRAFT', qty: 8, paper_qty: 10, document: 'N-7', damage: 'two are bent' };
  await askAs(page, plant.desk)('POST', '/receipts', came);
  const row = page.getByRole('row', { name: /damaged.*TUBE-25/ });
  await row.waitFor();
  await row.click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'TUBE-25: Damaged' });
  await panel.getByRole('button', { name: 'The vendor was told' }).click();
  await page.getByText('Kept: Kraft Tubes was told about TUBE-25.').waitFor();
  await picture(page, 'discrepancies');
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize(phone);
  await picture(page, 'discrepancies-panel-phone-dark');
  const report = await page.request.get(
    `${plant.desk.url}${await panel.getByRole('link', { name: 'Print the report' }).getAttribute('href')}`,
  );
  expect([report.status(), report.headers()['content-type']]).toEqual([200, 'application/pdf']);
  await page.setViewportSize({ width: 1440, height: 900 });
  await panel.getByRole('button', { name: 'Settle' }).click();
  await page.getByRole('dialog').getByLabel(/^How/).fill('credited');
  await page.keyboard.press('Enter');
  await page.getByText('The discrepancy of TUBE-25 is settled: credited.').waitFor();
  expect(faults).toEqual([]);
});
