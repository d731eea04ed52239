import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone } from './browser.ts';
import { enter, faultsOf, picture } from './demo.ts';
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

test('a planner allows a substitute for one order, and its kit is completed by it', async () => {
  const planner = await openPage(browser);
  await enter(planner, plant.desk, 'planner');
  const faults = faultsOf(planner);
  const ask = askAs(planner, plant.desk);
  await ask('POST', '/units', { code: 'pcs' });
  await ask('POST', '/items', { code: 'BIKE', supply: 'make', unit: 'pcs' });
  for (const code of ['TUBE', 'STEEL']) await ask('POST', '/items', { code, supply: 'buy', unit: 'pcs' });
  for (const code of ['A-01', 'STAGE']) await ask('POST', '/locations', { code });
  await ask('POST', '/work-orders', { number: 'MO-1', item: 'BIKE', qty: 5, state: 'released' });
  await ask('POST', '/work-materials', { work_order: 'MO-1', item: 'TUBE', qty: 10 });

  const keeper = await openPage(browser);
  await enter(keeper, plant.desk, 'keeper');
  const stock = askAs(keeper, plant.desk);
  for (const [item, qty] of [
    ['TUBE', 7],
    ['STEEL', 20],
  ])
    await stock('POST', '/movements', { act: 'adjust', to: 'A-01', reason: 'first count', item, qty });
  await stock('POST', '/kits', { order: 'MO-1', location: 'STAGE' });
  await keeper.goto(`${plant.desk.url}/kits`);
  await keeper.getByRole('row', { name: /KIT-00001.*short/ }).click();
  await keeper.keyboard.press('Enter');
  const kit = keeper.getByRole('complementary', { name: 'KIT-00001 for MO-1' });
  await kit.getByText('3 pcs short.').waitFor();
  expect(await kit.getByRole('button', { name: 'Take a substitute' }).count()).toBe(0);
  // Who keeps stock allows nothing.
  expect(await kit.getByRole('button', { name: 'Allow a substitute' }).count()).toBe(0);

  await planner.goto(`${plant.desk.url}/picking/MO-1`);
  await planner.getByRole('button', { name: 'Allow a substitute' }).click();
  const form = planner.getByRole('dialog', { name: 'Allow a substitute for MO-1' });
  await form.getByLabel(/^So much of it/).fill('12');
  await form.getByRole('combobox', { name: 'Take' }).fill('STEEL');
  await form.getByLabel(/^So much of that/).fill('6');
  await form.getByLabel(/^Until the end of/).fill('+5');
  await planner.keyboard.press('Tab');
  await form.getByLabel(/^Who agreed/).fill('Miller, design office');
  await form.getByLabel(/^Why/).fill('the tube comes on Friday');
  await form.getByRole('button', { name: 'Allow it' }).click();
  await form.getByText('MO-1 still needs 10 of TUBE, and 12 are to be replaced').waitFor();
  await picture(planner, 'deviation-refused');
  await form.getByLabel(/^So much of it/).fill('3');
  await form.getByRole('button', { name: 'Allow it' }).click();
  await planner.getByText(/MO-1 may take up to 6 pcs of STEEL for 3 pcs of TUBE/).waitFor();
  const allowed = planner.getByRole('region', { name: 'Allowed for this order' });
  await allowed.getByText('Miller, design office agreed, told by planner').waitFor();
  await picture(planner, 'deviation');
  await planner.setViewportSize(phone);
  await planner.emulateMedia({ colorScheme: 'dark' });
  await picture(planner, 'deviation-phone-dark');

  // The kit hears of it by itself.
  await kit.getByRole('button', { name: 'Take a substitute' }).click();
  const swap = keeper.getByRole('dialog', { name: 'Take a substitute: KIT-00001' });
  await swap.getByRole('combobox', { name: 'Instead' }).click();
  await keeper.getByRole('option', { name: 'STEEL for TUBE' }).click();
  await swap.getByLabel(/^Quantity of the substitute/).fill('7');
  await swap.getByRole('button', { name: 'Take it' }).click();
  await swap.getByText('6 pcs of STEEL more may stand for TUBE in this order.').waitFor();
  await swap.getByLabel(/^Quantity of the substitute/).fill('6');
  await swap.getByRole('button', { name: 'Take it' }).click();
  await keeper.getByText('6 of STEEL instead of TUBE. complete.').waitFor();
  await kit.getByText('6 of 6 pcs staged').waitFor();
  await kit.getByText(/used up/).waitFor();
  await picture(keeper, 'deviation-kit');
  expect(faults).toEqual([]);
});
