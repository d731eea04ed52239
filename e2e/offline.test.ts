/** A picker loses the network in the middle of an order. */
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plantNow } from '../desk/src/server/test-app.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { picture, scan, signInAs } from './demo.ts';
import { type Ask, askAs, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
let ask: Ask;
/** As Bob, who has a network. */
let store: Ask;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ ann: 'storekeeper', bob: 'storekeeper', planner: 'planner' });
  const [planner, bob] = [await openPage(browser), await openPage(browser)];
  await signInAs(planner, plant.desk, 'planner', '/stock');
  await signInAs(bob, plant.desk, 'bob', '/stock');
  ask = askAs(planner, plant.desk);
  store = askAs(bob, plant.desk);
  await ask('POST', '/units', { code: 'pcs' });
  for (const number of ten) await ask('POST', '/locations', { code: `A-${number}` });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

const two = (at: number): string => String(at).padStart(2, '0');
const ten = Array.from({ length: 10 }, (_, at) => two(at + 1));

/** What the ledger has of parts whose codes begin so. */
const issued = (part: string) =>
  plant.db
    .selectFrom('movements')
    .select(['item', 'from_location', 'qty', 'by', 'moved_at'])
    .where('reference_kind', '=', 'issue')
    .where('item', 'like', `${part}-%`)
    .orderBy('item')
    .execute();

/** At the moments at which they were picked, on the plant's clock, which stands: not an hour off. */
function expectWhenDone(all: Awaited<ReturnType<typeof issued>>): void {
  for (const { moved_at } of all) {
    const before = Date.parse(plantNow) - Date.parse(moved_at);
    expect([before >= 0, before < 3_500_000]).toEqual([true, true]);
  }
}

async function pick(page: Page, number: string, left: number, part = 'P', order = 'MO-1'): Promise<void> {
  const one = page.getByRole('region', { name: `Pick ${part}-${number} at A-${number}` });
  await one.getByRole('button', { name: 'Picked' }).click();
  await page.getByText(`${order} · ${left} pick${left === 1 ? '' : 's'} left`).waitFor();
}

test('ten picks without a network are in the ledger, each once; what somebody else took meanwhile a person settles', async () => {
  await ask('POST', '/items', { code: 'BIKE', supply: 'make', unit: 'pcs' });
  await ask('POST', '/work-orders', { number: 'MO-1', item: 'BIKE', qty: 1, state: 'released' });
  await ask('POST', '/locations', { code: 'B-07' });
  const adjust = { act: 'adjust', reason: 'counted' };
  for (const number of ten) {
    await ask('POST', '/items', { code: `P-${number}`, name: `Part ${number}`, supply: 'buy', unit: 'pcs' });
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
  expect(await issued('P')).toEqual([]);

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
  expect((await issued('P')).map(({ item }) => item)).toEqual(nine.map((number) => `P-${number}`));

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

  const all = await issued('P');
  expect(all.map(({ item, from_location, qty, by }) => [item, from_location, qty, by])).toEqual(
    ten.map((number) => [`P-${number}`, number === '07' ? 'B-07' : `A-${number}`, 2, 'ann@example.com']),
  );
  expectWhenDone(all);
});

test('deliveries taken, brought and returned without a network are told in their turn; what another took meanwhile a person settles', async () => {
  await ask('POST', '/calendars', { code: 'DAY', week: 'Mon-Sun 06:00-22:00' });
  await ask('POST', '/work-centres', { code: 'WELD', calendar: 'DAY' });
  await ask('POST', '/locations', { code: 'STORE' });
  await ask('POST', '/locations', { code: 'STAGE' });
  await ask('POST', '/locations', { code: 'WELD-IN', kind: 'area', work_centre: 'WELD' });
  await ask('POST', '/items', { code: 'TUBE', supply: 'buy', unit: 'pcs' });
  await ask('POST', '/items', { code: 'FRAME', supply: 'make', unit: 'pcs' });
  await store('POST', '/movements', { act: 'adjust', reason: 'counted', item: 'TUBE', to: 'STORE', qty: 12 });
  for (const order of ['MO-11', 'MO-12', 'MO-13']) {
    await ask('POST', '/work-orders', { number: order, item: 'FRAME', qty: 1, state: 'released' });
    await ask('POST', '/work-steps', { work_order: order, seq: 10, work_centre: 'WELD', run_minutes: 3 });
    await ask('POST', '/work-materials', { work_order: order, item: 'TUBE', qty: 4, seq: 10 });
  }
  for (const order of ['MO-11', 'MO-12']) await store('POST', `/pick-lists/${order}/deliveries`, {});
  await store('POST', '/kits', { order: 'MO-13', location: 'STAGE' });
  await store('POST', '/kits/KIT-00001/check', { counted: [{ item: 'TUBE', qty: 4, sound: true }] });
  await store('POST', '/kits/KIT-00001/deliveries', {});

  const ann = await openPage(browser, { viewport: phone });
  await signInAs(ann, plant.desk, 'ann', '/deliver');
  const delivery = (at: number) => ann.getByRole('region', { name: `DLV-0000${at}` });
  const field = ann.getByRole('textbox', { name: /^At WELD-IN/ });
  await delivery(1).getByRole('heading', { name: 'STORE → WELD-IN' }).waitFor();
  await ann.context().setOffline(true);
  await delivery(1).getByRole('button', { name: 'Take' }).click();
  // A place that the phone does not know is not kept: it may be the wrong one.
  await field.fill('STORE');
  await ann.keyboard.press('Enter');
  await delivery(1).getByRole('alert').waitFor();
  await ann.getByRole('button', { name: 'Waiting to be sent (1)' }).waitFor();
  await field.fill('weld-in');
  await ann.keyboard.press('Enter');
  await delivery(2).getByRole('button', { name: 'Take' }).click();
  await delivery(2).getByRole('button', { name: 'Return' }).click();
  await ann.getByRole('textbox', { name: /why/ }).fill('no cart');
  await ann.getByRole('button', { name: 'Return' }).click();
  // Whoever scans the label of a kit has it in his hands.
  await delivery(3).getByRole('heading', { name: 'STAGE → WELD-IN' }).waitFor();
  await scan(ann, 'KIT-00001');
  // A ticket of the order says that it is there, too.
  await field.fill('T-MO-13-1');
  await ann.keyboard.press('Enter');
  await ann.getByText('Nothing waits to be brought.').waitFor();
  await ann.getByRole('button', { name: 'Waiting to be sent (6)' }).waitFor();
  await picture(ann, 'deliver-waiting');

  await store('POST', '/deliveries/DLV-00003/take', {});
  await ann.context().setOffline(false);
  await ann.getByRole('button', { name: '1 refused · Waiting to be sent (2)' }).click();
  const third = ann.getByRole('listitem', { name: /^DLV-00003 taken/ });
  await third.getByText('△ bob has DLV-00003. Maybe take it over.').waitFor();
  await third.getByRole('button', { name: 'Do it all the same' }).click();
  await ann.getByRole('button', { name: /Waiting to be sent/ }).waitFor({ state: 'detached' });

  const told = await plant.db
    .selectFrom('deliveries')
    .select(['number', 'taken_by', 'delivered_by', 'returned_by', 'reason'])
    .orderBy('number')
    .execute();
  expect(told.map((one) => Object.values(one))).toEqual([
    ['DLV-00001', 'ann', 'ann', null, null],
    ['DLV-00002', 'ann', null, 'ann', 'no cart'],
    ['DLV-00003', 'ann', 'ann', null, null],
  ]);
  const moved = await plant.db
    .selectFrom('movements')
    .select(['reference_key', 'to_location', 'qty'])
    .where('reference_kind', '=', 'delivery')
    .orderBy('id')
    .execute();
  expect(moved.map((one) => Object.values(one))).toEqual([
    ['DLV-00001', 'WELD-IN', 4],
    ['DLV-00003', 'WELD-IN', 4],
  ]);
});

test('a phone that is loaded anew without a network goes on picking; each pick is in the ledger once, at its moment', async () => {
  await ask('POST', '/items', { code: 'SCOOTER', supply: 'make', unit: 'pcs' });
  await ask('POST', '/work-orders', { number: 'MO-21', item: 'SCOOTER', qty: 1, state: 'released' });
  for (const number of ten) {
    await ask('POST', '/items', { code: `Q-${number}`, supply: 'buy', unit: 'pcs' });
    await ask('POST', '/work-materials', { work_order: 'MO-21', item: `Q-${number}`, qty: 2 });
    const to = `A-${number}`;
    await store('POST', '/movements', { act: 'adjust', reason: 'counted', item: `Q-${number}`, to, qty: 5 });
  }
  const ann = await openPage(browser, { viewport: phone });
  await signInAs(ann, plant.desk, 'ann', '/pick');
  const order = ann.getByRole('link', { name: /MO-21.*10 lines to pick/ });
  await order.waitFor();
  const keeps = (name: string) =>
    ann.evaluate(
      async (end) => (await (await caches.open('hotlist-answers')).keys()).some(({ url }) => url.endsWith(end)),
      encodeURIComponent(name),
    );
  await expect.poll(() => keeps('me')).toBe(true);
  await expect.poll(() => keeps('/pick-waves/MO-21?site=PLANT')).toBe(true);
  await ann.evaluate(async () => void (await navigator.serviceWorker.ready));

  await ann.context().setOffline(true);
  await ann.reload();
  await ann.getByText(/^No network. This is as of/).waitFor();
  await order.click();
  for (const [at, number] of ten.slice(0, 5).entries()) await pick(ann, number, 9 - at, 'Q', 'MO-21');
  await ann.reload();
  await ann.getByText('MO-21 · 5 picks left').waitFor();
  await ann.getByRole('button', { name: 'Waiting to be sent (5)' }).waitFor();
  await picture(ann, 'pick-anew');
  for (const [at, number] of ten.slice(5).entries()) await pick(ann, number, 4 - at, 'Q', 'MO-21');
  expect(await issued('Q')).toEqual([]);

  await ann.context().setOffline(false);
  await ann.getByRole('button', { name: /Waiting to be sent/ }).waitFor({ state: 'detached' });
  await ann.getByText(/^No network/).waitFor({ state: 'detached' });
  const all = await issued('Q');
  expect(all.map(({ item, from_location, qty }) => [item, from_location, qty])).toEqual(
    ten.map((number) => [`Q-${number}`, `A-${number}`, 2]),
  );
  expectWhenDone(all);

  // Nothing of hers stays on the phone when she leaves.
  await ann.setViewportSize({ width: 1440, height: 900 });
  await ann.goto(`${plant.desk.url}/picking`);
  await ann.getByRole('button', { name: 'ann: user, site and look' }).click();
  await ann.getByRole('menuitem', { name: 'Sign out' }).click();
  await ann.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect(await ann.evaluate(() => caches.has('hotlist-answers'))).toBe(false);
});
