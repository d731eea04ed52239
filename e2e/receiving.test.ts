import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receivingPlant } from '../desk/src/duties/receiving/dock.test-support.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, signInAs } from './demo.ts';
import { askAs, type Plant, plan, startPlant } from './plant.ts';

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

test('a late part is received by scan, the order that waits is seen, it is brought there from the dock, and its line is closed', async () => {
  const [planner, buyer, page] = [await openPage(browser), await openPage(browser), await openPage(browser)];
  await signInAs(planner, plant.desk, 'planner', '/receiving');
  await planner.getByText('Nothing is due at the dock.').waitFor();
  await signInAs(buyer, plant.desk, 'buyer', '/receiving');
  const asBuyer = askAs(buyer, plant.desk);
  const asPlanner = askAs(planner, plant.desk);
  for (const [path, rows] of receivingPlant)
    for (const row of rows) await (path === '/purchase-lines' ? asBuyer : asPlanner)('POST', path, row);
  await plan(asPlanner);
  await planner.reload();
  const late = planner.getByRole('row', { name: /PO-1\/1.*MO-7/ });
  await late.waitFor();
  await picture(planner, 'receiving');
  await late.click();
  await planner.keyboard.press('Enter');
  await planner.getByRole('list', { name: 'Who waits for it' }).waitFor();
  await planner.emulateMedia({ colorScheme: 'dark' });
  await picture(planner, 'receiving-panel-dark');
  await planner.keyboard.press('Escape');

  await page.setViewportSize(phone);
  await signInAs(page, plant.desk, 'keeper', '/receive');
  const faults = faultsOf(page);
  // A scanner types into the field and ends with Enter.
  await page.getByRole('textbox', { name: 'Order, line or item' }).fill('po-1/1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'TUBE-25' }).waitFor();
  await page.getByText('20 pcs open').waitFor();
  await picture(page, 'receive-phone');
  await page.getByLabel(/^Counted/).fill('200');
  await page.getByRole('button', { name: 'Receive', exact: true }).click();
  await page.getByText('200 pcs? Only 20 pcs of PO-1/1 are open').waitFor();
  await picture(page, 'receive-ten-times-phone');
  await page.getByLabel(/^Counted/).fill('20');
  await page.getByLabel(/^Delivery note/).fill('LS 4711');
  await page.getByRole('button', { name: 'Receive', exact: true }).click();
  await page.getByText('20 pcs of TUBE-25 received at DOCK. PO-1/1 is closed.').waitFor();
  const bring = page.getByRole('button', { name: 'Bring 12 pcs to WELD-IN' });
  await bring.waitFor();
  await picture(page, 'receive-waits-phone');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'receive-waits-phone-dark');
  await bring.click();
  await page.getByText('12 pcs of TUBE-25 brought to WELD-IN for MO-7.').waitFor();
  const label = await page.getByRole('link', { name: 'Print the label' }).getAttribute('href');
  const paper = await page.request.get(`${plant.desk.url}${label}`);
  expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf']);
  await page.getByRole('button', { name: 'Put away' }).click();
  await page.getByText('8 pcs of TUBE-25 moved from DOCK to A-01.').waitFor();

  // The planner's page hears of it by itself.
  await late.waitFor({ state: 'detached' });
  await planner.getByText('Receipts', { exact: true }).click();
  await planner.getByRole('row', { name: /PO-1\/1.*TUBE-25.*20/ }).waitFor();
  await picture(planner, 'receipts-dark');
  expect(faults).toEqual([]);
});
