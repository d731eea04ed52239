import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { desktop, openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, scan, signInAs } from './demo.ts';
import { askAs, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({
    keeper: 'storekeeper',
    planner: 'planner',
    welder: 'operator',
    boss: 'supervisor',
    purchase: 'buyer',
  });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

test('an operator scans the empty bin that a vendor fills; it is approved, ordered and received, and the card is full', async () => {
  const planner = await openPage(browser);
  await signInAs(planner, plant.desk, 'planner', '/records/kanban-loops');
  const ask = askAs(planner, plant.desk);
  await ask('POST', '/units', { code: 'pcs' });
  await ask('POST', '/items', { code: 'BOLT-M8', name: 'Bolt M8 × 40', supply: 'buy', unit: 'pcs' });
  await ask('POST', '/locations', { code: 'LINE-1', kind: 'area' });
  await ask('POST', '/locations', { code: 'STORE' });
  await ask('POST', '/locations', { code: 'DOCK', kind: 'dock' });
  await ask('POST', '/vendors', { code: 'KRAFT', name: 'Kraft Metals' });
  await ask('POST', '/sources', { item: 'BOLT-M8', vendor: 'KRAFT', transit_days: 2, unit_cost: 0.2 });

  await planner.getByRole('button', { name: 'New kanban loop' }).click();
  const form = planner.getByRole('dialog');
  await form.getByLabel(/^Loop/).fill('K-BOLT');
  await form.getByRole('combobox', { name: 'Item' }).fill('BOLT-M8');
  await form.getByRole('combobox', { name: 'Area' }).fill('LINE-1');
  await form.getByRole('combobox', { name: 'Supplied from' }).fill('STORE');
  await form.getByRole('combobox', { name: 'Bought from' }).fill('KRAFT');
  await form.getByLabel(/^Bin quantity/).fill('200');
  await form.getByLabel(/^Replenishment time/).fill('4320');
  await form.getByRole('button', { name: 'Add kanban loop' }).click();
  await form
    .getByText(/K-BOLT would be filled from STORE and by KRAFT/)
    .first()
    .waitFor();
  await picture(planner, 'kanban-loop-form');
  await form.getByRole('combobox', { name: 'Supplied from' }).fill('');
  await form.getByRole('button', { name: 'Add kanban loop' }).click();
  await form.waitFor({ state: 'detached' });
  await planner.goto(`${plant.desk.url}/kanban`);
  await planner.getByText('2 cards, 0 empty, 0 on the way').waitFor();

  const welder = await openPage(browser, { viewport: phone });
  await signInAs(welder, plant.desk, 'welder', '/tickets');
  const faults = faultsOf(welder);
  await welder.getByRole('heading', { name: 'Tickets', level: 1 }).click();
  await scan(welder, 'K-BOLT/1');
  await welder.getByText('Card K-BOLT/1, Kraft Metals → LINE-1').waitFor();
  await welder.getByRole('button', { name: 'It is empty' }).click();
  const bin = welder.getByRole('region', { name: 'K-BOLT/1' });
  await bin.getByText('RQ-00001 waits for its approval.').waitFor();
  await picture(welder, 'kanban-bought-phone');
  await welder.emulateMedia({ colorScheme: 'dark' });
  await picture(welder, 'kanban-bought-phone-dark');

  const boss = await openPage(browser, { viewport: phone });
  await signInAs(boss, plant.desk, 'boss', '/approvals');
  const asked = boss.getByRole('article', { name: 'Requisition RQ-00001' });
  await asked.getByText(/Card K-BOLT\/1: a bin at LINE-1 is empty/).waitFor();
  await asked.getByRole('button', { name: 'Approve' }).click();
  await bin.getByText('RQ-00001 is approved, not ordered yet.').waitFor();

  await planner.getByText('2 cards, 1 empty, 0 on the way').waitFor();
  await planner.getByRole('row', { name: /K-BOLT\/1/ }).click();
  await planner.keyboard.press('Enter');
  const panel = planner.getByRole('complementary', { name: 'K-BOLT/1: BOLT-M8 at LINE-1' });
  await panel.getByText('is approved, not ordered yet').waitFor();
  await picture(planner, 'kanban-bought');
  await planner.emulateMedia({ colorScheme: 'dark' });
  await picture(planner, 'kanban-bought-dark');
  await planner.emulateMedia({ colorScheme: 'light' });

  const buyer = await openPage(browser, { viewport: desktop });
  await signInAs(buyer, plant.desk, 'purchase', '/requisitions');
  await buyer.getByRole('button', { name: 'To order' }).click();
  await buyer.getByRole('row', { name: /RQ-00001/ }).click();
  await buyer.keyboard.press('Enter');
  await buyer.getByRole('complementary', { name: 'RQ-00001' }).getByRole('button', { name: 'Order' }).click();
  await buyer
    .getByRole('dialog', { name: /^Order 200 pcs BOLT-M8/ })
    .getByRole('button', { name: 'Order' })
    .click();
  await buyer.getByText(/RQ-00001 is ordered as PO-\d+ from KRAFT/).waitFor();
  await bin.getByText(/is ordered from Kraft Metals as PO-\d+\/1, expected/).waitFor();
  await picture(welder, 'kanban-bought-coming-phone');
  await panel.getByText(/is ordered from Kraft Metals as PO-\d+\/1/).waitFor();
  const order = await panel.getByRole('link', { name: /^PO-\d+\/1$/ }).innerText();

  const keeper = await openPage(browser, { viewport: phone });
  await signInAs(keeper, plant.desk, 'keeper', '/receive');
  await keeper.getByRole('textbox', { name: 'Order, line or item' }).fill(order.toLowerCase());
  await keeper.keyboard.press('Enter');
  await keeper.getByRole('heading', { name: 'BOLT-M8' }).waitFor();
  await keeper.getByLabel(/^Counted/).fill('200');
  await keeper.getByRole('button', { name: 'Receive', exact: true }).click();
  await keeper.getByText('200 pcs of BOLT-M8 received at DOCK.').waitFor();
  await bin.getByText('Full', { exact: true }).waitFor();
  await panel.getByText('200 pcs of BOLT-M8 lie at DOCK: to be put to LINE-1.').waitFor();
  await picture(planner, 'kanban-bought-came');
  await planner.setViewportSize(phone);
  await picture(planner, 'kanban-bought-panel-phone');
  await planner.setViewportSize(desktop);

  await scan(welder, 'K-BOLT/2');
  await welder.getByText(/^Card K-BOLT\/2,/).waitFor();
  await welder.getByRole('button', { name: 'It is empty' }).click();
  await welder.getByText('RQ-00002 waits for its approval.', { exact: true }).waitFor();
  const full = welder.getByRole('button', { name: 'It is full after all' });
  await full.click();
  await welder.getByLabel('Full after all: why?').fill('half a bin is left');
  await full.click();
  await welder.getByText('K-BOLT/2 is full, and RQ-00002 is cancelled.').waitFor();
  await buyer.goto(`${plant.desk.url}/requisitions?search=RQ-00002&view=All`);
  await buyer.getByRole('row', { name: /RQ-00002.*Cancelled/ }).waitFor();

  // Far more than ever: the scan asks for nothing, a person may.
  const many = { code: 'K-MANY', item: 'BOLT-M8', area: 'LINE-1', vendor: 'KRAFT', bin_qty: 5000 };
  await ask('POST', '/kanban-loops', { ...many, replenish_minutes: 4320 });
  await scan(welder, 'K-MANY/1');
  await welder.getByText(/^Card K-MANY\/1,/).waitFor();
  await welder.getByRole('button', { name: 'It is empty' }).click();
  await welder.getByText(/^Nothing was asked for: 5000 pcs is far more than ever/).waitFor();
  await welder.getByRole('button', { name: 'Ask again' }).click();
  const question = welder.getByRole('alert').filter({ hasText: 'Is that meant?' });
  await picture(welder, 'kanban-bought-far-more-phone');
  await question.getByRole('button', { name: 'Ask for it all the same' }).click();
  await welder.getByText('RQ-00003 waits for its approval.', { exact: true }).waitFor();
  await question.waitFor({ state: 'detached' });
  expect(faults).toEqual([]);
});
