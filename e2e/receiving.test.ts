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

test('a late part is received by scan, the order that waits is seen, it is delivered to its area, the kit there is complete, and the hot list turns', async () => {
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
  await planner.emulateMedia({ colorScheme: 'light' });

  const [order] = (await asPlanner('GET', '/work-orders?filter=number:is MO-7')).rows;
  await asPlanner('PATCH', `/work-orders/${order!.id}`, { state: 'released' }, order!.version);
  const expediter = await openPage(browser);
  await signInAs(expediter, plant.desk, 'planner', '/hot-list?filter=kind:in:purchase_line');
  const hot = expediter.getByRole('row', { name: /PO-1\/1 Tube 25 mm/ });
  await hot.waitFor();

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
  // A screenshot stands in for what the phone's camera would see.
  await page
    .getByLabel('Photo', { exact: true })
    .setInputFiles({ name: 'tubes.png', mimeType: 'image/png', buffer: await page.screenshot() });
  await page.getByRole('img', { name: /^Photo 1 of receipt \d+, by keeper$/ }).waitFor();
  await page.getByRole('button', { name: 'Bring 12 pcs to WELD-IN' }).waitFor();
  await picture(page, 'receive-waits-phone');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'receive-waits-phone-dark');
  await page.getByRole('button', { name: 'Have them delivered' }).first().click();
  await page.getByText('DLV-00001 waits to be brought to WELD-IN.').waitFor();
  const label = await page.getByRole('link', { name: 'Print the label' }).getAttribute('href');
  const paper = await page.request.get(`${plant.desk.url}${label}`);
  expect([paper.status(), paper.headers()['content-type']]).toEqual([200, 'application/pdf']);
  await page.getByRole('button', { name: 'Put away' }).click();
  await page.getByText('8 pcs of TUBE-25 moved from DOCK to A-01.').waitFor();

  // The planner's page hears of it by itself.
  await late.waitFor({ state: 'detached' });
  // The hot list keeps its rows where they are until it is asked again.
  await expediter.reload();
  await expediter.getByRole('row', { name: /PO-2\/1 Tube 25 mm/ }).waitFor();
  expect(await hot.count()).toBe(0);
  await planner.getByText('Receipts', { exact: true }).click();
  await planner.getByRole('row', { name: /PO-1\/1.*TUBE-25.*20/ }).waitFor();

  await asPlanner('POST', '/work-materials', { work_order: 'MO-7', item: 'TUBE-25', qty: 12 });
  const keeper = askAs(page, plant.desk);
  await keeper('POST', '/kits', { order: 'MO-7', location: 'WELD-IN' });
  await planner.goto(`${plant.desk.url}/kits`);
  await planner.getByRole('row', { name: /KIT-00001.*short.*12 pcs of TUBE-25/ }).waitFor();

  await page.goto(`${plant.desk.url}/deliver`);
  await page.getByRole('heading', { name: 'DOCK → WELD-IN' }).waitFor();
  await page.emulateMedia({ colorScheme: 'light' });
  await picture(page, 'deliver-phone');
  await page.getByRole('button', { name: 'Take' }).click();
  const scan = page.getByRole('textbox', { name: /scan its label, or a ticket of MO-7/ });
  await scan.fill('a-01');
  await page.keyboard.press('Enter');
  await page.getByText('That is location A-01. DLV-00001 goes to WELD-IN').waitFor();
  await picture(page, 'deliver-wrong-place-phone');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'deliver-wrong-place-phone-dark');
  await scan.fill('weld-in');
  await page.keyboard.press('Enter');
  await page.getByText('DLV-00001 is delivered to WELD-IN, for MO-7.').waitFor();
  await page.getByText('Nothing waits to be brought.').waitFor();

  await planner.getByRole('row', { name: /KIT-00001.*complete/ }).waitFor();
  await planner.goto(`${plant.desk.url}/deliveries?view=Done`);
  await planner.getByRole('row', { name: /DLV-00001.*delivered/ }).click();
  await planner.keyboard.press('Enter');
  await planner.getByRole('complementary', { name: 'DLV-00001 to WELD-IN' }).waitFor();
  await picture(planner, 'deliveries');
  expect(faults).toEqual([]);
});
