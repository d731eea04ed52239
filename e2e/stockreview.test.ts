/** What is kept of an item follows from its use and lead time: reviewed, proposed, approved by another. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { post } from '../desk/src/duties/inventory/movements.store.ts';
import { stamp } from '../desk/src/server/http.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, visitAs } from './demo.ts';
import { askAs, askWithoutPage, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ planner: 'planner', boss: 'supervisor', keeper: 'storekeeper' });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

test('a planner sees how long stock lasts, proposes what to keep, and a supervisor approves it among his approvals', async () => {
  const page = await openPage(browser);
  await visitAs(page, plant.desk, 'planner', '/material-plan?as=stock');
  const faults = faultsOf(page);
  await page.getByText('The ledger knows no two days of use yet').waitFor();
  const ask = askAs(page, plant.desk);
  await ask('POST', '/units', { code: 'pcs' });
  const glue = { code: 'GLUE', name: 'Glue, clear', unit: 'pcs', lot_min: 20, lot_multiple: 12, lead_days: 4 };
  await ask('POST', '/items', { ...glue, supply: 'buy' });
  await ask('POST', '/locations', { code: 'A-1' });
  await ask('POST', '/locations', { code: 'QC', kind: 'inspection' });
  const keeper = await askWithoutPage(browser, plant.desk, 'keeper');
  for (const [to, qty] of [
    ['A-1', 15],
    ['QC', 50],
  ])
    await keeper('POST', '/movements', {
      act: 'adjust',
      item: 'GLUE',
      to,
      qty,
      reason: 'first count',
      moved_at: '2026-10-30T08:00:00Z',
    });
  // Sold on two of the four days before today, whose first is the one on which the ledger begins.
  await plant.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'story', email: '', via: 'cli' }, 'PLANT');
    for (const day of ['2026-10-30', '2026-11-01'])
      await post(tx, 'PLANT', {
        movedAt: `${day}T09:00:00Z`,
        item: 'GLUE',
        lot: '',
        qty: 3,
        from: 'A-1',
        to: null,
        toKind: 'customer',
        reason: null,
      });
  });
  await page.reload();
  // 1.5 a day: 9 last 6 days. 1.645 × 1.732 × √4 = 5.70 → 6; least 1.5 × 4 + 6 = 12, of which 9 are below; a lot is 24: most 36.
  await page
    .getByRole('row', { name: /^GLUE.* 9 pcs ▼ below without 50 held back 6 1\.5 pcs 1\.732 4 0 6 12 36$/ })
    .waitFor();
  // Without a plan nothing is known to be too much.
  await page.getByText('Nothing is planned yet: what is not needed').waitFor();
  await picture(page, 'stockreview');
  await page.getByRole('button', { name: 'Propose 1 safety stock' }).click();
  await page.getByText('1 proposal waits for a supervisor.').waitFor();
  await page.setViewportSize(phone);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'stockreview-phone-dark');

  const boss = await openPage(browser);
  await visitAs(boss, plant.desk, 'boss', '/approvals');
  await boss.getByText('1 safety stock waits').waitFor();
  const card = boss.getByRole('article', { name: 'Safety stock of GLUE' });
  await card.getByText('Safety stock of GLUE: 0 → 6').waitFor();
  await picture(boss, 'stockreview-approvals');
  await card.getByRole('button', { name: 'Approve' }).click();
  await boss.getByText('The safety stock of GLUE is 6.').waitFor();
  await card.waitFor({ state: 'detached' });
  expect((await askAs(boss, plant.desk)('GET', '/items?filter=code:is GLUE')).rows[0]).toMatchObject({
    safety_stock: 6,
  });
  expect(faults).toEqual([]);
});
