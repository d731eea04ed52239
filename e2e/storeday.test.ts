/** The day of who keeps stock: what the store is to do stands on Today, and each row leads to where it is done. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plantDay } from '../desk/src/server/test-app.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, signInAs } from './demo.ts';
import { askWithoutPage, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ keeper: 'storekeeper', planner: 'planner', buyer: 'buyer' });
  const as = (who: string) => askWithoutPage(browser, plant.desk, who);
  const [plan, store, buy] = [await as('planner'), await as('keeper'), await as('buyer')];
  await plan('POST', '/units', { code: 'pcs' });
  await plan('POST', '/locations', { code: 'A-01' });
  await plan('POST', '/locations', { code: 'DOCK', kind: 'dock' });
  await plan('POST', '/customers', { code: 'MILLER' });
  await plan('POST', '/vendors', { code: 'KRAFT' });
  for (const code of ['BIKE', 'BELL', 'TUBE', 'GLUE'])
    await plan('POST', '/items', { code, supply: 'buy', unit: 'pcs' });
  const line = { line: 1, qty: 5, due: plantDay(0) };
  await plan('POST', '/customer-lines', { ...line, order_no: 'SO-1', customer: 'MILLER', item: 'BIKE' });
  await buy('POST', '/purchase-lines', {
    order_no: 'PO-1',
    line: 1,
    vendor: 'KRAFT',
    item: 'TUBE',
    qty: 9,
    required: plantDay(-2),
  });
  const found = { act: 'adjust', reason: 'counted' };
  await store('POST', '/movements', { ...found, item: 'BIKE', to: 'A-01', qty: 3 });
  await store('POST', '/movements', { ...found, item: 'BELL', to: 'DOCK', qty: 4 });
  await store('POST', '/movements?confirm=negative', { ...found, act: 'scrap', item: 'GLUE', from: 'A-01', qty: 2 });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

test('Today tells who keeps stock what comes, stands, goes out and is below zero, and leads there', async () => {
  const page = await openPage(browser, { viewport: phone, hasTouch: true });
  await signInAs(page, plant.desk, 'keeper', '/today');
  const faults = faultsOf(page);
  const part = (name: string) => page.getByRole('region', { name });
  await part('Below zero').getByText('-2 pcs of GLUE').or(part('Below zero').getByText('−2 pcs of GLUE')).waitFor();
  await part('Due at the dock').getByText('PO-1/1').waitFor();
  await part('Not put away').getByText('4 pcs of BELL').waitFor();
  await part('To ship').getByText('5 pcs of BIKE, 3 there').waitFor();
  await part('Empty bins').getByText('No bin is empty.').waitFor();
  await part('To be brought now').getByText('Nothing is to be brought now.').waitFor();
  await part('Kits by tomorrow').getByText('Every order that starts by tomorrow has its kit.').waitFor();
  await part('Counts due').waitFor();
  await picture(page, 'store-day');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'store-day-dark');
  await part('To ship')
    .getByRole('link', { name: /SO-1\/1/ })
    .click();
  await page.getByRole('list', { name: 'Take from' }).getByText('A-01').waitFor();
  expect(faults).toEqual([]);

  const desk = await openPage(browser);
  await signInAs(desk, plant.desk, 'keeper', '/today');
  await desk.getByRole('region', { name: 'Due at the dock' }).getByText('PO-1/1').waitFor();
  await picture(desk, 'store-day-desk');
});
