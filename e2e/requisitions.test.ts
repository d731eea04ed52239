import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, visitAs } from './demo.ts';
import { askWithoutPage, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({
    welder: 'operator',
    boss: 'supervisor',
    purchase: 'buyer',
    planner: 'planner',
    keeper: 'storekeeper',
  });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

test('an operator asks, a supervisor approves on the phone, a buyer orders, and who asked sees it', async () => {
  const ask = await askWithoutPage(browser, plant.desk, 'planner');
  await ask('POST', '/units', { code: 'pcs' });
  await ask('POST', '/units', { code: 'box' });
  await ask('POST', '/items', { code: 'WIRE', name: 'Welding wire', supply: 'buy', unit: 'pcs' });
  await ask('POST', '/item-units', { item: 'WIRE', unit: 'box', factor: '12' });
  await ask('POST', '/vendors', { code: 'KRAFT', name: 'Kraft Metals' });
  await ask('POST', '/sources', { item: 'WIRE', vendor: 'KRAFT', transit_days: 3, unit_cost: 4 });
  await ask('POST', '/locations', { code: 'A-01' });

  const welder = await openPage(browser, { viewport: phone });
  await visitAs(welder, plant.desk, 'welder', '/requisitions');
  const faults = faultsOf(welder);
  await welder.getByRole('button', { name: 'Ask for something' }).click();
  const form = welder.getByRole('dialog', { name: 'Ask for something' });
  await form.getByRole('combobox', { name: 'Item' }).fill('WIRE');
  await form.getByLabel(/^Quantity/).fill('0');
  await form.getByLabel(/^Needed by/).fill('1 jan 2020');
  await welder.keyboard.press('Tab');
  await form.getByLabel(/^Why/).fill('The last spool is on');
  await form.getByRole('combobox', { name: 'Vendor' }).fill('NOBODY');
  await form.getByRole('button', { name: 'Ask for it' }).click();
  for (const text of ['0 is nothing to ask for', 'is gone by', 'no vendor "NOBODY"'])
    await form.getByText(text).waitFor();
  await form.getByText('Welding wire: 0 pcs on hand').waitFor();
  await picture(welder, 'requisition-faults-phone');
  await form.getByLabel(/^Quantity/).fill('1000');
  await form.getByRole('combobox', { name: 'Unit' }).fill('box');
  await form.getByLabel(/^Needed by/).fill('+5');
  await welder.keyboard.press('Tab');
  // Counted from the day that the plant's clock shows, where it is pinned too.
  await form.getByText('Sun 8 Nov', { exact: true }).waitFor();
  await form.getByRole('combobox', { name: 'Vendor' }).fill('KRAFT');
  await form.getByRole('button', { name: 'Ask for it' }).click();
  await form.getByText('never ordered before').waitFor();
  await form.getByLabel(/^Quantity/).fill('2');
  await form.getByRole('button', { name: 'Ask for it' }).click();
  await welder.getByText('RQ-00001 waits for approval.').waitFor();
  await welder.getByRole('row', { name: /WIRE/ }).waitFor();
  await picture(welder, 'requisitions-phone');

  const boss = await openPage(browser, { viewport: phone });
  await visitAs(boss, plant.desk, 'boss', '/approvals');
  const asked = boss.getByRole('article', { name: 'Requisition RQ-00001' });
  await asked.getByText('€96.00, 4 for one pcs').waitFor();
  await picture(boss, 'requisition-approval-phone');
  await boss.emulateMedia({ colorScheme: 'dark' });
  await picture(boss, 'requisition-approval-phone-dark');
  await asked.getByRole('button', { name: 'Approve' }).click();
  await boss.getByText('RQ-00001 is approved: it is to be ordered.').waitFor();

  const buyer = await openPage(browser, { viewport: desktop });
  await visitAs(buyer, plant.desk, 'purchase', '/requisitions');
  await buyer.getByRole('button', { name: 'To order' }).click();
  await buyer.getByRole('row', { name: /RQ-00001/ }).click();
  await buyer.keyboard.press('Enter');
  const panel = buyer.getByRole('complementary', { name: 'RQ-00001' });
  await panel.getByText('Approved by boss').waitFor();
  await picture(buyer, 'requisitions');
  await buyer.emulateMedia({ colorScheme: 'dark' });
  await picture(buyer, 'requisitions-dark');
  await buyer.emulateMedia({ colorScheme: 'light' });
  await panel.getByRole('button', { name: 'Order' }).click();
  const order = buyer.getByRole('dialog', { name: /^Order 2 box WIRE/ });
  await order.getByRole('button', { name: 'Order' }).click();
  await buyer.getByText(/RQ-00001 is ordered as PO-\d+ from KRAFT/).waitFor();

  // Who asked hears of it without asking again.
  await welder
    .getByRole('list', { name: 'What became of what you asked for' })
    .getByText(/RQ-00001 WIRE: ordered as PO-\d+\/1 by purchase/)
    .waitFor();
  await picture(welder, 'requisition-ordered-phone');
  expect(faults).toEqual([]);
});
