import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, scan, signInAs } from './demo.ts';
import { askAs, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ keeper: 'storekeeper', planner: 'planner', welder: 'operator' });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

test('an operator scans an empty bin, a driver brings the next by scan, and the card is full', async () => {
  const planner = await openPage(browser);
  await signInAs(planner, plant.desk, 'planner', '/kanban');
  await planner.getByText('No kanban card is here.').waitFor();
  const ask = askAs(planner, plant.desk);
  await ask('POST', '/units', { code: 'pcs' });
  await ask('POST', '/items', { code: 'BOLT-M8', name: 'Bolt M8 × 40', supply: 'buy', unit: 'pcs' });
  await ask('POST', '/locations', { code: 'STORE' });
  await ask('POST', '/locations', { code: 'LINE-1', kind: 'area' });
  const loop = { code: 'K-BOLT', item: 'BOLT-M8', area: 'LINE-1', from_location: 'STORE', bin_qty: 200 };
  await ask('POST', '/kanban-loops', { ...loop, replenish_minutes: 90 });
  await planner.getByText('2 cards, 0 empty, 0 on the way').waitFor();

  const keeper = await openPage(browser, { viewport: phone });
  await signInAs(keeper, plant.desk, 'keeper', '/deliver');
  const faults = faultsOf(keeper);
  await keeper.getByText('Nothing waits to be brought.').waitFor();
  const found = { act: 'adjust', item: 'BOLT-M8', to: 'STORE', qty: 250, reason: 'first count' };
  await askAs(keeper, plant.desk)('POST', '/movements', found);

  const welder = await openPage(browser, { viewport: phone });
  await signInAs(welder, plant.desk, 'welder', '/tickets');
  await welder.getByRole('heading', { name: 'Tickets', level: 1 }).click();
  await scan(welder, 'K-BOLT/1');
  await welder.getByRole('heading', { name: 'BOLT-M8' }).waitFor();
  await welder.getByText('Full', { exact: true }).waitFor();
  await picture(welder, 'kanban-card-phone');
  await welder.getByRole('button', { name: 'It is empty' }).click();
  await welder.getByText(/K-BOLT\/1 is called for: DLV-\d+ is to bring 200 pcs/).waitFor();
  await welder.getByText('nobody took it yet').waitFor();
  await scan(welder, 'K-BOLT/2');
  await welder.getByText(/^Card K-BOLT\/2,/).waitFor();
  await welder.getByRole('button', { name: 'It is empty' }).click();
  await welder.getByText('STORE has 50 of 200 pcs of BOLT-M8 free: 150 short.', { exact: true }).waitFor();
  await picture(welder, 'kanban-short-phone');
  await welder.emulateMedia({ colorScheme: 'dark' });
  await picture(welder, 'kanban-short-phone-dark');

  await planner.getByText('2 cards, 1 empty, 1 on the way').waitFor();
  const row = planner.getByRole('row', { name: /K-BOLT\/2/ });
  await row.click();
  await planner.keyboard.press('Enter');
  const panel = planner.getByRole('complementary', { name: 'K-BOLT/2: BOLT-M8 at LINE-1' });
  await panel.getByText('150 short').waitFor();
  await picture(planner, 'kanban');
  await planner.emulateMedia({ colorScheme: 'dark' });
  await picture(planner, 'kanban-dark');
  await planner.setViewportSize(phone);
  await picture(planner, 'kanban-panel-phone-dark');
  await planner.emulateMedia({ colorScheme: 'light' });
  await panel.getByRole('button', { name: 'Close' }).click();
  await picture(planner, 'kanban-phone');
  await planner.setViewportSize(desktop);

  await keeper.getByText('for card K-BOLT/1').waitFor();
  await picture(keeper, 'kanban-deliver-phone');
  await keeper.getByRole('button', { name: 'Take' }).click();
  await keeper.getByLabel('At LINE-1: scan its label').fill('line-1');
  await keeper.keyboard.press('Enter');
  await keeper.getByText('Nothing waits to be brought.').waitFor();
  await planner.getByText('2 cards, 1 empty, 0 on the way').waitFor();

  const full = welder.getByRole('button', { name: 'It is full after all' });
  await full.click();
  await welder.getByLabel('Full after all: why?').fill('half a bin is left');
  await picture(welder, 'kanban-full-phone');
  await full.click();
  await welder.getByText('K-BOLT/2 is full, and nobody brings anything for it.').waitFor();
  await planner.getByText('2 cards, 0 empty, 0 on the way').waitFor();
  expect(faults).toEqual([]);
});
