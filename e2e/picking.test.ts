/** The phone to pick with: several orders in one walk, and places where less lies than the books have. */
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

test('an order that was cancelled meanwhile is told, and nothing is picked for it', async () => {
  await ask('POST', '/work-orders', { number: 'MO-8', item: 'BIKE', qty: 1, state: 'cancelled' });
  await ask('POST', '/work-orders', { number: 'MO-9,1', item: 'BIKE', qty: 1, state: 'released' });
  for (const work_order of ['MO-8', 'MO-9,1'])
    await ask('POST', '/work-materials', { work_order, item: 'NUT', qty: 1 });
  const page = await openPage(browser, { viewport: phone, hasTouch: true });
  await signInAs(page, plant.desk, 'keeper', '/pick/MO-8,MO-9%252C1');
  const faults = faultsOf(page);
  await page.getByText('MO-8, MO-9,1 · 1 pick left').waitFor();
  await page.getByText('MO-8 is cancelled: nothing is picked for it.').waitFor();
  await page.getByRole('region', { name: 'Pick NUT at B-01' }).getByRole('button', { name: 'Picked' }).click();
  await page.getByText('All that lies there is picked.').waitFor();
  await page.getByRole('link', { name: 'Another order' }).click();
  await page.getByText('Nothing is to be picked.').waitFor();
  expect(faults).toEqual([]);
});

test('where less lies the picker says why, the rest is offered elsewhere, and a substitute where none is left', async () => {
  for (const [code, place] of [
    ['ROPE', 'A-01'],
    ['CHAIN', 'B-01'],
  ] as const) {
    await ask('POST', '/items', { code, supply: 'buy', unit: 'pcs' });
    await store('POST', '/movements', { act: 'adjust', reason: 'counted', item: code, to: place, qty: 9 });
    await ask('POST', '/components', { parent: 'BIKE', component: code, qty_per: 3, alternate_group: 'R' });
  }
  await store('POST', '/movements', { act: 'adjust', reason: 'counted', item: 'ROPE', to: 'Z-01', qty: 1 });
  await ask('POST', '/work-orders', { number: 'MO-3', item: 'BIKE', qty: 1, state: 'released' });
  await ask('POST', '/work-materials', { work_order: 'MO-3', item: 'ROPE', qty: 3 });
  const page = await openPage(browser, { viewport: phone, hasTouch: true });
  await signInAs(page, plant.desk, 'keeper', '/pick/MO-3');
  const faults = faultsOf(page);
  const pick = (item: string, place: string) => page.getByRole('region', { name: `Pick ${item} at ${place}` });
  // What lies longest goes first.
  const first = pick('ROPE', 'A-01');
  await first.getByRole('button', { name: 'Less lies there' }).click();
  const send = first.getByRole('button', { name: 'Picked, no more lies there' });
  await expect.poll(() => send.isDisabled()).toBe(true);
  await first.getByLabel('Quantity, in pcs').fill('1');
  await first.getByLabel('Why less lies there').fill('frayed');
  await picture(page, 'pick-short');
  await send.click();
  await page.getByText('No more ROPE lies at A-01: it is sought.').waitFor();
  await pick('ROPE', 'Z-01').getByRole('button', { name: 'Picked', exact: true }).click();
  await page.getByText('keeper found no more at A-01 (frayed).').waitFor();
  await page.getByRole('button', { name: /B-01 CHAIN instead of ROPE/ }).click();
  const other = pick('CHAIN', 'B-01');
  await other.getByText('instead of ROPE', { exact: true }).waitFor();
  await picture(page, 'pick-substitute');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'pick-substitute-dark');
  await other.getByRole('button', { name: 'Picked', exact: true }).click();
  await page.getByText('All that lies there is picked.').waitFor();
  const moved = plant.db
    .selectFrom('movements')
    .select(['item', 'qty', 'from_location', 'reason'])
    .where('reference_key', '=', 'MO-3')
    .orderBy('id');
  await expect
    .poll(() => moved.execute())
    .toEqual([
      { item: 'ROPE', qty: 1, from_location: 'A-01', reason: 'frayed' },
      { item: 'ROPE', qty: 1, from_location: 'Z-01', reason: null },
      { item: 'CHAIN', qty: 1, from_location: 'B-01', reason: null },
    ]);
  expect(faults).toEqual([]);
});
