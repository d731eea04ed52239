/** A picker loses the network in the middle of an order. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plantNow } from '../desk/src/server/test-app.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { picture, signInAs } from './demo.ts';
import { askAs, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ ann: 'storekeeper', bob: 'storekeeper', planner: 'planner' });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

const two = (at: number): string => String(at).padStart(2, '0');
const ten = Array.from({ length: 10 }, (_, at) => two(at + 1));

/** What the ledger has of the order. */
const issued = () =>
  plant.db
    .selectFrom('movements')
    .select(['item', 'from_location', 'qty', 'by', 'moved_at'])
    .where('reference_kind', '=', 'issue')
    .orderBy('item')
    .execute();

async function pick(page: Page, number: string, left: number): Promise<void> {
  const one = page.getByRole('region', { name: `Pick P-${number} at A-${number}` });
  await one.getByRole('button', { name: 'Picked' }).click();
  await page.getByText(`MO-1 · ${left} pick${left === 1 ? '' : 's'} left`).waitFor();
}

test('ten picks without a network are in the ledger, each once; what somebody else took meanwhile a person settles', async () => {
  const planner = await openPage(browser);
  await signInAs(planner, plant.desk, 'planner', '/stock');
  const ask = askAs(planner, plant.desk);
  await ask('POST', '/units', { code: 'pcs' });
  await ask('POST', '/items', { code: 'BIKE', supply: 'make', unit: 'pcs' });
  await ask('POST', '/work-orders', { number: 'MO-1', item: 'BIKE', qty: 1, state: 'released' });
  await ask('POST', '/locations', { code: 'B-07' });
  const bob = await openPage(browser);
  await signInAs(bob, plant.desk, 'bob', '/stock');
  const store = askAs(bob, plant.desk);
  const adjust = { act: 'adjust', reason: 'counted' };
  for (const number of ten) {
    await ask('POST', '/items', { code: `P-${number}`, name: `Part ${number}`, supply: 'buy', unit: 'pcs' });
    await ask('POST', '/locations', { code: `A-${number}` });
    await ask('POST', '/work-materials', { work_order: 'MO-1', item: `P-${number}`, qty: 2 });
    await store('POST', '/movements', { ...adjust, item: `P-${number}`, to: `A-${number}`, qty: 5 });
  }

  const ann = await openPage(browser, { viewport: phone });
  // The clock of the phone is an hour ahead.
  await ann.context().addInitScript(() => {
    const right = Date.now;
    Date.now = () => right() + 3_600_000;
  });
  await signInAs(ann, plant.desk, 'ann', '/pick');
  await ann.getByRole('link', { name: /MO-1.*10 lines to pick/ }).click();
  await ann.getByRole('region', { name: 'Pick P-01 at A-01' }).waitFor();
  // The same order stands open in another tab too.
  const other = await ann.context().newPage();
  await other.goto(`${plant.desk.url}/pick/MO-1`);
  await other.getByRole('region', { name: 'Pick P-01 at A-01' }).waitFor();
  await ann.bringToFront();

  await ann.context().setOffline(true);
  await ann.getByRole('region', { name: 'Pick P-01 at A-01' }).getByRole('button', { name: 'Picked' }).dblclick();
  await ann.getByText('MO-1 · 9 picks left').waitFor();
  for (const [at, number] of ten.slice(1).entries()) await pick(ann, number, 8 - at);
  await ann.getByRole('button', { name: 'Waiting to be sent (10)' }).waitFor();
  await picture(ann, 'pick-waiting');
  await other.getByRole('button', { name: 'Waiting to be sent (10)' }).waitFor();
  expect(await issued()).toEqual([]);

  // Meanwhile somebody else takes the goods of one; some lie elsewhere.
  await store('POST', '/movements', { ...adjust, act: 'move', item: 'P-07', from: 'A-07', to: 'B-07', qty: 5 });
  // And the first answer is lost on its way, in whichever tab it comes.
  let lost = 0;
  await ann.context().route(/\/issue\?/, async (route) => {
    lost += 1;
    if (lost > 1) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await ann.context().setOffline(false);
  const refused = ann.getByRole('button', { name: '1 refused · Waiting to be sent (1)' });
  await refused.waitFor();
  const nine = ten.filter((number) => number !== '07');
  expect((await issued()).map(({ item }) => item)).toEqual(nine.map((number) => `P-${number}`));

  // Who signs out is asked; another sees that something waits, and sends nothing.
  await ann.setViewportSize({ width: 1440, height: 900 });
  await other.close();
  await ann.goto(`${plant.desk.url}/picking`);
  await ann.getByRole('button', { name: 'ann: user, site and look' }).click();
  await ann.getByRole('menuitem', { name: 'Sign out' }).click();
  await ann.getByRole('dialog', { name: 'Sign out' }).getByText('One thing you did waits to be sent.').waitFor();
  await ann.getByRole('button', { name: 'Sign out all the same' }).click();
  await ann.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await signInAs(ann, plant.desk, 'bob', '/pick');
  await ann.getByText('1 of ann waits on this device.').waitFor();
  expect(await ann.getByRole('button', { name: /Waiting to be sent/ }).count()).toBe(0);
  await ann.context().clearCookies();

  await ann.setViewportSize(phone);
  await signInAs(ann, plant.desk, 'ann', '/pick');
  await refused.click();
  const seventh = ann.getByRole('listitem', { name: /^2 pcs of P-07 from A-07 to MO-1/ });
  await seventh.getByText(/A-07/).nth(1).waitFor();
  await picture(ann, 'pick-refused');
  await seventh.getByRole('button', { name: 'Change' }).click();
  await seventh.getByLabel('From').fill('B-07');
  await seventh.getByRole('button', { name: 'Send it so' }).click();
  await ann.getByRole('button', { name: /Waiting to be sent/ }).waitFor({ state: 'detached' });

  const all = await issued();
  expect(all.map(({ item, from_location, qty, by }) => [item, from_location, qty, by])).toEqual(
    ten.map((number) => [`P-${number}`, number === '07' ? 'B-07' : `A-${number}`, 2, 'ann@example.com']),
  );
  // At the moments at which they were picked, on the plant's clock: not an hour off.
  for (const { moved_at } of all) {
    const before = Date.parse(plantNow) - Date.parse(moved_at);
    expect([before >= 0, before < 3_500_000]).toEqual([true, true]);
  }
});
