/** Goods go from one of our places to another, and are received there by the number on their paper. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, scan, signInAs } from './demo.ts';
import { askAs, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ keeper: 'storekeeper', planner: 'planner' });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

test('goods are sent to the outside store, stand on the way, and are received there by the scan of their paper; the rest is ended', async () => {
  const [planner, page] = [await openPage(browser), await openPage(browser)];
  await signInAs(planner, plant.desk, 'planner', '/stock');
  await signInAs(page, plant.desk, 'keeper', '/receiving?show=transfers');
  const faults = faultsOf(page);
  const [ask, store] = [askAs(planner, plant.desk), askAs(page, plant.desk)];
  await ask('POST', '/units', { code: 'pcs' });
  await ask('POST', '/items', { code: 'TUBE', name: 'Tube 25 mm', supply: 'buy', unit: 'pcs' });
  await ask('POST', '/locations', { code: 'A-01' });
  await ask('POST', '/locations', { code: 'OUTSIDE', name: 'Store at the station' });
  await ask('POST', '/locations', { code: 'TRANSIT', kind: 'transit' });
  await store('POST', '/movements', { act: 'adjust', reason: 'counted', item: 'TUBE', to: 'A-01', qty: 20 });

  await page.getByText('Nothing is on the way between our places.').waitFor();
  await page.getByRole('button', { name: 'Send goods' }).click();
  const form = page.getByRole('dialog', { name: 'Send goods to another of our places' });
  for (const [field, value] of [
    ['Item', 'TUBE'],
    ['From', 'A-01'],
    ['To', 'OUTSIDE'],
  ] as const)
    await form.getByRole('combobox', { name: field, exact: true }).fill(value);
  await form.getByLabel(/^Quantity/).fill('12');
  await form.getByLabel(/^Expected/).fill('today 23:59');
  await picture(page, 'transfer-send');
  await form.getByRole('button', { name: 'Send' }).click();
  await page.getByText('TRF-00001 is on its way to OUTSIDE, with one line.').waitFor();
  const row = page.getByRole('row', { name: /TRF-00001.*on the way.*TUBE.*A-01.*OUTSIDE/ });
  await row.click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'TRF-00001 to OUTSIDE' });
  await panel.getByText('12 pcs on the way').waitFor();
  await picture(page, 'transfer-panel');
  const paper = await page.request.get(
    `${plant.desk.url}${await panel.getByRole('link', { name: 'Print its paper' }).getAttribute('href')}`,
  );
  expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf']);
  await page.goto(`${plant.desk.url}/receiving`);
  await page.getByRole('row', { name: /TRF-00001\/1.*A-01.*TUBE.*12/ }).waitFor();

  // Whoever unloads has a phone, and any page takes the scan of the paper.
  await page.setViewportSize(phone);
  await page.goto(`${plant.desk.url}/receive`);
  await page.getByRole('heading', { name: 'What came?' }).waitFor();
  await page.getByRole('textbox', { name: 'Order, line or item' }).fill('trf-00001');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'TUBE' }).waitFor();
  await page.getByText(/TRF-00001\/1 · from A-01 · 12 pcs on the way/).waitFor();
  await picture(page, 'transfer-receive-phone');
  await page.getByLabel(/^Counted/).fill('13');
  await page.getByRole('button', { name: 'Receive', exact: true }).click();
  await page.getByText('13 pcs came where 12 pcs are on the way. Count once more.').waitFor();
  await page.getByLabel(/^Counted/).fill('10');
  await page.getByRole('button', { name: 'Receive', exact: true }).click();
  await page.getByText('10 pcs of TUBE received at OUTSIDE. 2 pcs of TRF-00001 are still to come.').waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'transfer-received-phone-dark');
  await page.emulateMedia({ colorScheme: 'light' });

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${plant.desk.url}/stock`);
  await page.getByRole('row', { name: /TUBE.*TRANSIT/ }).waitFor();
  await scan(page, 'TRF-00001');
  await page.getByText(/2 pcs on the way/).waitFor();
  await page.goto(`${plant.desk.url}/receiving?show=transfers`);
  await page.getByRole('row', { name: /TRF-00001.*partly received/ }).click();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Nothing more comes' }).click();
  const ending = page.getByRole('dialog', { name: 'Nothing more comes of TRF-00001' });
  await ending.getByLabel('Reason').fill('fell off the lorry');
  await ending.getByRole('button', { name: 'Take it off the books' }).click();
  await page.getByText('TRF-00001 is ended: what did not come of one line is off the books.').waitFor();
  await page
    .getByText('Nothing is on the way between our places.')
    .or(page.getByText('0 transfers on the way, 0 late'))
    .first()
    .waitFor();
  // The refusal of too many is the one fault that the browser noted.
  expect(faults.filter((one) => !one.includes('422'))).toEqual([]);
});
