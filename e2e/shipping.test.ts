/** Goods of a customer's order go out from the phone, in part, then with the order on the desk, and a wrong shipment comes back. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, signInAs } from './demo.ts';
import { type Ask, askAs, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
let store: Ask;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ keeper: 'storekeeper', planner: 'planner' });
  const [planner, keeper] = [await openPage(browser), await openPage(browser)];
  await signInAs(planner, plant.desk, 'planner', '/stock');
  await signInAs(keeper, plant.desk, 'keeper', '/stock');
  const ask = askAs(planner, plant.desk);
  store = askAs(keeper, plant.desk);
  await ask('POST', '/units', { code: 'pcs' });
  for (const code of ['A-01', 'B-01']) await ask('POST', '/locations', { code });
  await ask('POST', '/customers', { code: 'MILLER', name: 'Miller & Sons' });
  for (const code of ['BIKE', 'BELL']) await ask('POST', '/items', { code, supply: 'buy', unit: 'pcs' });
  await ask('POST', '/customer-lines', {
    order_no: 'SO-1',
    line: 1,
    customer: 'MILLER',
    item: 'BIKE',
    qty: 5,
    due: '2026-12-04',
  });
  await ask('POST', '/customer-lines', {
    order_no: 'SO-2',
    line: 1,
    customer: 'MILLER',
    item: 'BELL',
    qty: 2,
    due: '2026-12-04',
  });
  for (const [to, lot] of [
    ['A-01', 'L-1'],
    ['B-01', 'L-2'],
  ] as const)
    await store('POST', '/movements', { act: 'adjust', reason: 'counted', item: 'BIKE', to, lot, qty: 3 });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

test('a part goes out from the phone, which asks first, and the rest with the order; what was wrong comes back', async () => {
  const page = await openPage(browser, { viewport: phone, hasTouch: true });
  await signInAs(page, plant.desk, 'keeper', '/ship');
  const faults = faultsOf(page);
  await page.getByRole('list', { name: 'Nothing of it is there' }).getByText('SO-2/1').waitFor();
  await picture(page, 'ship-choose');
  await page.getByRole('link', { name: /SO-1\/1/ }).click();
  await page.getByRole('list', { name: 'Take from' }).getByText('L-2').waitFor();
  await picture(page, 'ship-line');
  await page.getByLabel('Quantity').fill('2');
  await page.getByLabel('Reason').fill('they fetch two today');
  await page.getByRole('button', { name: 'Ship', exact: true }).click();
  await page.getByText(/is to go whole: 5 pcs are open, and 3 would stay behind/).waitFor();
  await page.getByRole('button', { name: 'Ship a part' }).click();
  await page.getByText('2 of 5').waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'ship-part-dark');

  const desk = await openPage(browser);
  await signInAs(desk, plant.desk, 'keeper', '/orders/SO-1/1');
  await desk.getByRole('tab', { name: 'Shipping' }).click();
  await desk.getByRole('list', { name: 'Shipments' }).getByText('SHP-00001').waitFor();
  await picture(desk, 'ship-order');
  await desk.getByRole('button', { name: 'Ship', exact: true }).click();
  await desk.getByRole('dialog').getByRole('button', { name: 'Ship', exact: true }).click();
  await desk.getByText('The line is shipped.').waitFor();
  await desk.getByRole('button', { name: 'Take back' }).first().click();
  await desk.getByLabel('Reason').fill('the wrong lorry');
  await desk.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await desk.getByText(', 3 to go').waitFor();
  await picture(desk, 'ship-back');
  const { rows } = await store('GET', '/stock?filter=item%3Aeq%3ABIKE%7Cqty%3Agt%3A0');
  expect(
    (rows as unknown as readonly { location: string; qty: number }[]).map((row) => [row.location, row.qty]),
  ).toEqual([
    ['A-01', 1],
    ['B-01', 3],
  ]);
  expect(faults).toEqual([]);
});
