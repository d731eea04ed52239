/** Several orders are picked in one walk, place after place by their turn. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, signInAs } from './demo.ts';
import { type Ask, askAs, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
let ask: Ask;
let store: Ask;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ keeper: 'storekeeper', planner: 'planner' });
  const [planner, keeper] = [await openPage(browser), await openPage(browser)];
  await signInAs(planner, plant.desk, 'planner', '/stock');
  await signInAs(keeper, plant.desk, 'keeper', '/stock');
  ask = askAs(planner, plant.desk);
  store = askAs(keeper, plant.desk);
  await ask('POST', '/units', { code: 'pcs' });
  // The way through the store begins at the door, beside Z-01.
  for (const [code, walk] of [
    ['A-01', 30],
    ['B-01', 20],
    ['Z-01', 10],
  ] as const)
    await ask('POST', '/locations', { code, walk });
  await ask('POST', '/items', { code: 'BIKE', supply: 'make', unit: 'pcs' });
  for (const [code, place] of [
    ['TUBE', 'A-01'],
    ['GLUE', 'Z-01'],
    ['NUT', 'B-01'],
  ] as const) {
    await ask('POST', '/items', { code, supply: 'buy', unit: 'pcs' });
    await store('POST', '/movements', { act: 'adjust', reason: 'counted', item: code, to: place, qty: 20 });
  }
  for (const number of ['MO-1', 'MO-2']) {
    await ask('POST', '/work-orders', { number, item: 'BIKE', qty: 1, state: 'released' });
    for (const item of ['TUBE', 'GLUE']) await ask('POST', '/work-materials', { work_order: number, item, qty: 2 });
  }
  await ask('POST', '/work-materials', { work_order: 'MO-2', item: 'NUT', qty: 1 });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

test('two orders are picked in one walk, each place once, each pick for its order', async () => {
  const page = await openPage(browser, { viewport: phone, hasTouch: true });
  await signInAs(page, plant.desk, 'keeper', '/pick');
  const faults = faultsOf(page);
  await page.getByRole('checkbox', { name: 'Pick MO-1 with others' }).check();
  expect(await page.getByRole('button', { name: /in one walk/ }).count()).toBe(0);
  await page.getByRole('checkbox', { name: 'Pick MO-2 with others' }).check();
  await picture(page, 'pick-choose-several');
  await page.getByRole('button', { name: 'Pick 2 orders in one walk' }).click();
  await page.getByText('MO-1, MO-2 · 5 picks left').waitFor();
  await picture(page, 'pick-wave');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'pick-wave-dark');
  const walked = [
    ['GLUE', 'Z-01', 'MO-1'],
    ['GLUE', 'Z-01', 'MO-2'],
    ['NUT', 'B-01', 'MO-2'],
    ['TUBE', 'A-01', 'MO-1'],
    ['TUBE', 'A-01', 'MO-2'],
  ] as const;
  for (const [at, [item, place, order]] of walked.entries()) {
    const one = page.getByRole('region', { name: `Pick ${item} at ${place}` });
    await one.getByText(`for ${order}`).waitFor();
    await one.getByRole('button', { name: 'Picked' }).click();
    const left = walked.length - at - 1;
    await (left === 0
      ? page.getByText('All that lies there is picked.')
      : page.getByText(`${left} pick${left === 1 ? '' : 's'} left`)
    ).waitFor();
  }
  const issued = plant.db.selectFrom('movements').select(['item', 'from_location', 'reference_key']);
  await expect
    .poll(() => issued.where('reference_kind', '=', 'issue').orderBy('id').execute())
    .toEqual(walked.map(([item, place, order]) => ({ item, from_location: place, reference_key: order })));
  await page.goto(`${plant.desk.url}/pick`);
  await page.getByText('Nothing is to be picked.').waitFor();
  expect(faults).toEqual([]);
});
