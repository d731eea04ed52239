import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone } from './browser.ts';
import { enter, faultsOf, picture, visitAs } from './demo.ts';
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

test('the last pieces are reserved and a second one is told who has them; a kit is staged short, completed, checked and issued', async () => {
  const planner = await openPage(browser);
  await visitAs(planner, plant.desk, 'planner', '/stock');
  const faults = faultsOf(planner);
  await planner.getByText('Nothing is on hand here.').waitFor();
  const ask = askAs(planner, plant.desk);
  await ask('POST', '/units', { code: 'pcs' });
  for (const item of [
    { code: 'BIKE', supply: 'make', unit: 'pcs' },
    { code: 'TUBE', name: 'Tube 25 mm', supply: 'buy', unit: 'pcs' },
    { code: 'GLUE', supply: 'buy', unit: 'pcs' },
  ])
    await ask('POST', '/items', item);
  for (const code of ['A-01', 'STAGE']) await ask('POST', '/locations', { code });
  for (const number of ['MO-1', 'MO-2']) {
    await ask('POST', '/work-orders', { number, item: 'BIKE', qty: 5, state: 'released' });
    await ask('POST', '/work-materials', { work_order: number, item: 'TUBE', qty: 10 });
  }
  await ask('POST', '/calendars', { code: 'DAY', week: 'Mon-Fri 06:00-22:00' });
  await ask('POST', '/work-centres', { code: 'WELD', calendar: 'DAY' });
  await ask('POST', '/work-steps', {
    work_order: 'MO-1',
    seq: 10,
    name: 'Fit up',
    work_centre: 'WELD',
    instructions: 'Jig 4.\n[ ] Deburr both ends\n[ ] Mark the tube',
  });
  await ask('POST', '/work-materials', { work_order: 'MO-1', item: 'GLUE', qty: 1 });

  const keeper = await openPage(browser);
  await enter(keeper, plant.desk, 'keeper');
  const stock = askAs(keeper, plant.desk);
  const found = { act: 'adjust', to: 'A-01', reason: 'first count' };
  await stock('POST', '/movements', { ...found, item: 'TUBE', qty: 8 });
  await stock('POST', '/movements', { ...found, item: 'GLUE', qty: 3 });

  const row = planner.getByRole('row', { name: /TUBE.*A-01/ });
  const reserve = async (qty: string, order: string) => {
    await row.click();
    await planner.keyboard.press('.');
    await planner.getByRole('menuitem', { name: 'Reserve' }).press('Enter');
    const window = planner.getByRole('dialog', { name: /^Reserve TUBE at A-01/ });
    await window.getByLabel(/^Quantity/).fill(qty);
    await window.getByLabel(/^For/).fill(order);
    await window.getByRole('button', { name: 'Reserve' }).click();
    return window;
  };
  await reserve('7', 'MO-1');
  await planner.getByText('7 pcs of TUBE reserved for MO-1: 7 at A-01.').waitFor();
  const refused = await reserve('2', 'MO-2');
  await refused.getByText('1 of TUBE at A-01 is free, and 2 are wanted: MO-1 has 7').waitFor();
  await picture(planner, 'reserve-refused');
  await refused.getByRole('button', { name: 'Cancel' }).click();
  await row.click();
  await planner.keyboard.press('Enter');
  const panel = planner.getByRole('complementary', { name: 'TUBE at A-01' });
  await panel.getByRole('region', { name: 'Reserved' }).getByText('MO-1').first().waitFor();
  await picture(planner, 'reserved');
  await planner.emulateMedia({ colorScheme: 'dark' });
  await picture(planner, 'reserved-dark');
  await planner.setViewportSize(phone);
  await picture(planner, 'reserved-phone-dark');
  await planner.emulateMedia({ colorScheme: 'light' });
  await planner.setViewportSize({ width: 1440, height: 900 });

  await keeper.goto(`${plant.desk.url}/kits`);
  await keeper.getByText('No kit is open.').waitFor();
  await keeper.getByRole('button', { name: 'Make a kit' }).click();
  const make = keeper.getByRole('dialog', { name: 'Make a kit' });
  await make.getByRole('combobox', { name: 'Work order' }).fill('MO-1');
  await make.getByRole('combobox', { name: 'Staging place' }).fill('STAGE');
  await make.getByRole('button', { name: 'Make and stage' }).click();
  await keeper.getByText(/Kit KIT-00001 for MO-1: short\./).waitFor();
  const kit = keeper.getByRole('row', { name: /KIT-00001.*short.*2 pcs of TUBE/ });
  await kit.click();
  await keeper.keyboard.press('Enter');
  const kitPanel = keeper.getByRole('complementary', { name: 'KIT-00001 for MO-1' });
  await kitPanel.getByText('8 of 10 pcs staged').waitFor();
  await kitPanel.getByText('2 pcs short.').waitFor();
  await picture(keeper, 'kit-short');
  await keeper.emulateMedia({ colorScheme: 'dark' });
  await picture(keeper, 'kit-short-dark');
  await keeper.setViewportSize(phone);
  await picture(keeper, 'kit-short-phone-dark');
  await keeper.emulateMedia({ colorScheme: 'light' });
  await picture(keeper, 'kit-short-phone');
  await keeper.setViewportSize({ width: 1440, height: 900 });
  await kitPanel.getByRole('button', { name: 'Issue' }).click();
  await kitPanel.getByText('Kit KIT-00001 is short: 2 of TUBE.').waitFor();

  await stock('POST', '/movements', { ...found, item: 'TUBE', qty: 5 });
  await kitPanel.getByRole('button', { name: 'Stage what is there' }).click();
  await kitPanel.getByText('10 of 10 pcs staged').waitFor();
  await kitPanel.getByRole('button', { name: 'Check' }).click();
  const check = kitPanel.getByRole('form', { name: 'Check KIT-00001' });
  await check.getByLabel('Counted of TUBE').fill('10');
  await check.getByLabel('Counted of GLUE').fill('1');
  await check.getByRole('button', { name: 'It is as counted' }).click();
  await kitPanel.getByText('checked by keeper').waitFor();
  expect(await kitPanel.getByRole('link', { name: 'Print its label' }).getAttribute('href')).toMatch(
    /\/labels\?of=kit&what=KIT-00001/,
  );
  const steps = kitPanel.getByRole('group', { name: 'To be done and signed, step 10' });
  await steps.getByRole('checkbox', { name: 'Deburr both ends' }).click();
  await steps.getByText(/^keeper, /).waitFor();
  expect(await steps.getByRole('checkbox', { name: 'Mark the tube' }).isChecked()).toBe(false);
  await picture(keeper, 'kit-signed');
  await kitPanel.getByRole('button', { name: 'Issue', exact: true }).click();
  await keeper.getByText('Issued to MO-1: 1 pcs of GLUE, 10 pcs of TUBE.').waitFor();

  await keeper.goto(`${plant.desk.url}/picking/MO-2`);
  const lines = keeper.getByRole('list', { name: 'Material' }).getByRole('listitem');
  await lines.first().getByText('7 pcs short.').waitFor();
  await keeper.getByRole('button', { name: 'Tick all' }).click();
  await picture(keeper, 'picklist');
  await keeper.setViewportSize(phone);
  await picture(keeper, 'picklist-phone');
  await keeper.emulateMedia({ colorScheme: 'dark' });
  await picture(keeper, 'picklist-phone-dark');
  await keeper.getByRole('button', { name: 'Issue what is ticked (1)' }).click();
  await lines.first().getByText('3 of 10 pcs issued').waitFor();
  expect(faults).toEqual([]);
});
