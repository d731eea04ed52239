import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, visitAs } from './demo.ts';
import { askAs, askWithoutPage, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({
    keeper: 'storekeeper',
    planner: 'planner',
    novice: 'storekeeper',
    admin: 'administrator',
  });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

test('a storekeeper moves by the keyboard, is asked before a balance falls below zero, takes back, and sees how it stood', async () => {
  const planner = await openPage(browser);
  await visitAs(planner, plant.desk, 'planner', '/stock');
  await planner.getByText('Nothing is on hand here.').waitFor();
  const ask = askAs(planner, plant.desk);
  await ask('POST', '/units', { code: 'pcs' });
  await ask('POST', '/items', { code: 'TUBE-25', name: 'Tube 25 mm', supply: 'buy', unit: 'pcs' });
  for (const location of [{ code: 'A-01' }, { code: 'B-02' }, { code: 'QA', kind: 'inspection' }])
    await ask('POST', '/locations', location);

  const page = await openPage(browser);
  await visitAs(page, plant.desk, 'keeper', '/stock');
  const faults = faultsOf(page);
  const stock = askAs(page, plant.desk);
  const found = { act: 'adjust', item: 'TUBE-25', to: 'A-01', reason: 'first count' };
  await stock('POST', '/movements', { ...found, qty: 10, moved_at: '2026-11-02T08:00:00Z' });
  const row = (location: string) => page.getByRole('row', { name: new RegExp(`TUBE-25.*${location}`) });
  await row('A-01').click();
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Move' }).press('Enter');
  const window = page.getByRole('dialog', { name: /^Move TUBE-25 at A-01: 10 pcs on hand/ });
  await window.getByLabel(/^Quantity/).fill('12');
  await window.getByRole('combobox', { name: 'To' }).fill('B-02');
  await page.keyboard.press('Enter');
  await window.getByText('10 of TUBE-25 are at A-01, and 12 would be taken').waitFor();
  await picture(page, 'stock-below-zero');
  await window.getByRole('button', { name: 'Take it all the same' }).click();
  await window.getByText('Below zero needs a reason').waitFor();
  await window.getByLabel(/^Reason/).fill('the truck waits');
  await window.getByRole('button', { name: 'Move' }).click();
  await window.getByRole('button', { name: 'Take it all the same' }).click();
  await page.getByText('12 pcs of TUBE-25 moved from A-01 to B-02.').waitFor();
  await row('B-02').waitFor();
  await page.getByText('1 below zero').waitFor();

  await row('A-01').click();
  await page.keyboard.press('Enter');
  const panel = page.getByRole('complementary', { name: 'TUBE-25 at A-01' });
  const movements = panel.getByRole('list', { name: 'Movements' }).getByRole('listitem');
  await movements.nth(1).waitFor();
  expect(await movements.first().textContent()).toMatch(/−12 pcs.*to B-02.*-2 pcs after.*the truck waits/);
  await picture(page, 'stock');
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'stock-dark');
  await page.setViewportSize(phone);
  await picture(page, 'stock-panel-phone-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await picture(page, 'stock-panel-phone');
  await page.setViewportSize({ width: 1440, height: 900 });
  await movements.first().getByRole('button', { name: 'Take back' }).click();
  const back = page.getByRole('dialog', { name: /^Take back: 12 pcs of TUBE-25/ });
  await back.getByLabel(/^Reason/).fill('it was the other rack');
  await page.keyboard.press('Enter');
  await page.getByText(/^Movement \d+ is taken back/).waitFor();
  await movements.nth(2).waitFor();
  expect(await movements.first().textContent()).toMatch(/\+12 pcs.*from B-02.*10 pcs after.*Takes back movement/);

  // The planner's page hears of it by itself; moving is not his.
  await planner.getByRole('row', { name: /TUBE-25.*A-01/ }).click();
  await planner.keyboard.press('.');
  const move = planner.getByRole('menuitem', { name: /Move/ });
  await move.waitFor();
  expect([await move.isDisabled(), await move.getAttribute('title')]).toEqual([true, 'Storekeepers do this.']);
  await planner.keyboard.press('Escape');
  await planner.goto(`${plant.desk.url}/stock?asof=2026-11-01`);
  await planner.getByText('Nothing is on hand here.').waitFor();
  await planner.goto(`${plant.desk.url}/stock?asof=2026-11-02`);
  await planner.getByRole('row', { name: /TUBE-25.*A-01.*10/ }).waitFor();
  await planner.setViewportSize(phone);
  await picture(planner, 'stock-asof-phone');
  expect(faults).toEqual([]);
});

test('what a trainee moves waits above the list of stock until another storekeeper countersigns it', async () => {
  const people = await askWithoutPage(browser, plant.desk, 'admin');
  const { rows } = (await people('GET', '/users')) as unknown as {
    rows: readonly { number: number; email: string; version: number }[];
  };
  const novice = rows.find(({ email }) => email === 'novice@example.com');
  if (!novice) throw new Error('the novice is nobody here');
  await people('PATCH', `/users/${novice.number}`, { trainee: true }, novice.version);

  const page = await openPage(browser, { viewport: phone });
  await visitAs(page, plant.desk, 'planner', '/stock');
  const plan = askAs(page, plant.desk);
  await plan('POST', '/units', { code: 'each' });
  await plan('POST', '/items', { code: 'LUG', supply: 'buy', unit: 'each' });
  for (const code of ['L-01', 'L-02']) await plan('POST', '/locations', { code });

  const keeper = await openPage(browser);
  await visitAs(keeper, plant.desk, 'keeper', '/stock');
  const faults = faultsOf(keeper);
  await askAs(keeper, plant.desk)('POST', '/movements', {
    act: 'adjust',
    item: 'LUG',
    to: 'L-01',
    qty: 9,
    reason: 'first count',
  });

  // Somebody else looks at this item all the while.
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${plant.desk.url}/stock?filter=item:eq:LUG`);
  await page.getByRole('row', { name: /LUG.*L-01.*9/ }).waitFor();

  const trainee = await openPage(browser);
  await visitAs(trainee, plant.desk, 'novice', '/stock');
  await trainee.getByRole('row', { name: /LUG.*L-01/ }).click();
  await trainee.keyboard.press('.');
  await trainee.getByRole('menuitem', { name: 'Move', exact: true }).press('Enter');
  const window = trainee.getByRole('dialog', { name: /^Move LUG at L-01/ });
  await window.getByLabel(/^Quantity/).fill('4');
  await window.getByRole('combobox', { name: 'To' }).fill('L-02');
  await trainee.keyboard.press('Enter');
  await trainee.getByText(/It counts once a storekeeper has countersigned it/).waitFor();
  const waits = (of: typeof keeper) => of.getByRole('region', { name: 'Waits for a countersign' });
  await waits(trainee).getByText('4 each of LUG moved from L-01 to L-02.').waitFor();
  expect(await waits(trainee).getByRole('button').count()).toBe(0);

  await waits(keeper).getByText('4 each of LUG moved from L-01 to L-02.').waitFor();
  await picture(keeper, 'stock-told');
  await keeper.emulateMedia({ colorScheme: 'dark' });
  await keeper.setViewportSize(phone);
  await picture(keeper, 'stock-told-phone-dark');
  await waits(keeper).getByRole('button', { name: 'Countersign' }).click();
  await keeper.getByText('4 each of LUG moved from L-01 to L-02.').last().waitFor();
  await waits(keeper).waitFor({ state: 'detached' });
  await waits(trainee).waitFor({ state: 'detached' });
  await keeper.setViewportSize({ width: 1440, height: 900 });
  await keeper.getByRole('row', { name: /LUG.*L-02.*4/ }).waitFor();
  await page.getByRole('row', { name: /LUG.*L-01.*5/ }).waitFor();
  await page.getByRole('row', { name: /LUG.*L-02.*4/ }).waitFor();
  expect(faults).toEqual([]);
});

test('what would overfill a place is asked, with where there is room', async () => {
  const ask = await askWithoutPage(browser, plant.desk, 'planner');
  await ask('POST', '/units', { code: 'pc' });
  await ask('POST', '/items', { code: 'RIM', name: 'Rim 28"', supply: 'buy', unit: 'pc' });
  await ask('POST', '/locations', { code: 'R-01' });
  for (const [code, capacity] of [
    ['R-02', 12],
    ['R-03', 20],
  ] as const)
    await ask('POST', '/locations', { code, capacity, capacity_unit: 'pc' });

  const page = await openPage(browser);
  await visitAs(page, plant.desk, 'keeper', '/stock?filter=item:eq:RIM');
  const faults = faultsOf(page);
  const found = { act: 'adjust', item: 'RIM', reason: 'first count' };
  for (const [to, qty] of [
    ['R-01', 30],
    ['R-02', 10],
  ] as const)
    await askAs(page, plant.desk)('POST', '/movements', { ...found, to, qty });
  await page.getByRole('row', { name: /RIM.*R-01.*30/ }).click();
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Move', exact: true }).press('Enter');
  const window = page.getByRole('dialog', { name: /^Move RIM at R-01/ });
  await window.getByLabel(/^Quantity/).fill('9');
  await window.getByRole('combobox', { name: 'To' }).fill('R-02');
  await page.keyboard.press('Enter');
  await window
    .getByText(
      'R-02 holds 12 pc at most: 10 are there, and with 9 more there would be 7 too many. Maybe put 2 pc there and 7 pc at R-03, which has room for 20 pc.',
    )
    .waitFor();
  await picture(page, 'stock-overfull');
  await page.setViewportSize(phone);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, 'stock-overfull-phone-dark');
  await page.setViewportSize({ width: 1440, height: 900 });
  await window.getByLabel(/^Quantity/).fill('2');
  await window.getByRole('button', { name: 'Move' }).click();
  await page.getByText('2 pc of RIM moved from R-01 to R-02.').waitFor();
  await page.getByRole('row', { name: /RIM.*R-02.*12/ }).waitFor();
  // One more is put there by who says why.
  await page.getByRole('row', { name: /RIM.*R-01.*28/ }).click();
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Move', exact: true }).press('Enter');
  await window.getByLabel(/^Quantity/).fill('1');
  await window.getByRole('combobox', { name: 'To' }).fill('R-02');
  await page.keyboard.press('Enter');
  const yes = window.getByRole('button', { name: 'Put it there all the same' });
  await yes.waitFor();
  expect(await yes.isDisabled()).toBe(true);
  await window.getByLabel('Why it is put there all the same').fill('It lies on top');
  await picture(page, 'stock-overfull-why');
  await yes.click();
  await page.getByText('1 pc of RIM moved from R-01 to R-02.').waitFor();
  const [moved] = (await askAs(page, plant.desk)('GET', '/movements?item=RIM&location=R-02&limit=1')).rows;
  expect(moved).toMatchObject({ qty: 1, confirmed: 'overfull', reason: 'It lies on top' });
  expect(faults).toEqual([]);
});
