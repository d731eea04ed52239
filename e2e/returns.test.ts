import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receivingPlant } from '../desk/src/duties/receiving/dock.test-support.ts';
import { plantDay } from '../desk/src/server/test-app.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, signInAs } from './demo.ts';
import { askAs, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ keeper: 'storekeeper', planner: 'planner', inspector: 'inspector' });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

test('a customer’s return is announced, received by its number on the phone, and decided from inspection', async () => {
  const [planner, keeper, inspector] = [await openPage(browser), await openPage(browser), await openPage(browser)];
  await signInAs(planner, plant.desk, 'planner', '/receiving?show=returns');
  await planner.getByRole('button', { name: 'Announce a return' }).waitFor();
  await picture(planner, 'returns-none');
  const asPlanner = askAs(planner, plant.desk);
  for (const [path, rows] of receivingPlant)
    if (!['/purchase-lines', '/work-orders', '/customer-lines'].includes(path))
      for (const row of rows) await asPlanner('POST', path, row);
  const sold = { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 6 };
  await asPlanner('POST', '/customer-lines', { ...sold, due: plantDay(-9), state: 'shipped' });
  const faults = [faultsOf(planner)];

  await planner.getByRole('button', { name: 'Announce a return' }).click();
  await planner.getByLabel(/^Customer line/).fill('SO-1/1');
  await planner.getByLabel(/^Quantity/).fill('8');
  await planner.getByLabel(/^Why it is sent back/).fill('wrong colour');
  await planner.getByRole('button', { name: 'Announce', exact: true }).click();
  await planner.getByText('6 pcs of SO-1/1 were shipped, and with this 8 pcs would come back.').waitFor();
  await picture(planner, 'return-announced');
  await planner.getByLabel(/^Quantity/).fill('4');
  await planner.getByRole('button', { name: 'Announce', exact: true }).click();
  await planner.getByText('RMA-00001 is announced: MILLER sends it back.').waitFor();
  await planner.getByRole('row', { name: /RMA-00001.*announced/ }).waitFor();

  await keeper.setViewportSize(phone);
  await signInAs(keeper, plant.desk, 'keeper', '/receiving');
  faults.push(faultsOf(keeper));
  await keeper.getByRole('row', { name: /FRAME.*RMA-00001/ }).waitFor();
  await picture(keeper, 'dock-return-phone');
  await keeper.goto(`${plant.desk.url}/receive`);
  await keeper.getByRole('textbox', { name: 'Order, line or item' }).fill('rma-00001');
  await keeper.keyboard.press('Enter');
  await keeper.getByText('sent back by MILLER').waitFor();
  await picture(keeper, 'receive-return-phone');
  await keeper.getByLabel(/^Counted/).fill('3');
  await keeper.getByRole('button', { name: 'Receive', exact: true }).click();
  await keeper
    .getByText('3 pcs of FRAME came back to QA, to be inspected: RMA-00001. 1 pcs of it are still to come.')
    .waitFor();
  await keeper.getByRole('button', { name: 'A customer sent it back' }).click();
  await keeper.getByRole('combobox', { name: 'Customer' }).fill('MILLER');
  await keeper.getByRole('combobox', { name: 'Item' }).fill('FRAME');
  await keeper.getByLabel(/^Quantity/).fill('1');
  await keeper.getByLabel(/^Why it is sent back/).fill('no paper with it');
  await picture(keeper, 'receive-unannounced-phone');
  await keeper.getByRole('button', { name: 'Receive', exact: true }).click();
  await keeper.getByText('1 pcs of FRAME came back to QA, to be inspected: RMA-00002, not announced.').waitFor();

  await signInAs(inspector, plant.desk, 'inspector', '/receiving?show=returns');
  faults.push(faultsOf(inspector));
  const row = inspector.getByRole('row', { name: /RMA-00001.*to decide/ });
  await row.click();
  await inspector.keyboard.press('Enter');
  await inspector.getByRole('button', { name: 'Decide 3 pcs' }).click();
  await inspector.getByRole('combobox', { name: /^What becomes of it/ }).click();
  await inspector.getByRole('option', { name: 'to stock' }).click();
  await inspector.getByLabel(/^Quantity/).fill('2');
  await inspector.getByRole('button', { name: 'Decide', exact: true }).click();
  await inspector.getByText('2 pcs of RMA-00001 are good again, and lie at A-01.').waitFor();
  await inspector.getByRole('list', { name: 'What became of it' }).getByText('2 pcs to stock, A-01').waitFor();
  await inspector.emulateMedia({ colorScheme: 'dark' });
  await picture(inspector, 'return-decided-dark');
  // The planner's page hears of it by itself.
  await planner.getByRole('row', { name: /RMA-00001.*to decide.*FRAME/ }).waitFor();
  await picture(planner, 'returns');
  expect(faults.flat()).toEqual([]);
});
