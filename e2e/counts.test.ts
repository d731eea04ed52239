import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, phone } from './browser.ts';
import { enter, faultsOf, picture, visitAs } from './demo.ts';
import { askAs, type Plant, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ ann: 'storekeeper', bob: 'storekeeper', eve: 'supervisor' });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

test('one counts blind on the phone while another moves goods from that bin; approved, the balance is what lies there', async () => {
  const boss = await openPage(browser);
  await enter(boss, plant.desk, 'eve');
  const set = askAs(boss, plant.desk);
  await set('POST', '/units', { code: 'pcs' });
  for (const code of ['TUBE-25', 'NUT-8'])
    await set('POST', '/items', { code, name: `${code} steel`, supply: 'buy', unit: 'pcs', unit_cost: 0.5 });
  for (const code of ['A-01', 'B-02']) await set('POST', '/locations', { code });

  const bob = await openPage(browser);
  await enter(bob, plant.desk, 'bob');
  const faults = faultsOf(bob);
  const store = askAs(bob, plant.desk);
  await store('POST', '/movements', {
    act: 'adjust',
    item: 'TUBE-25',
    to: 'A-01',
    qty: 137,
    reason: 'first count',
    moved_at: '2026-11-02T08:00:00Z',
  });
  await bob.goto(`${plant.desk.url}/counts`);
  await bob.getByRole('row', { name: /A-01.*TUBE-25.*C, never counted/ }).waitFor();
  await picture(bob, 'counts-due');
  await bob.getByRole('button', { name: 'Make a sheet (1)' }).click();
  await bob.getByRole('heading', { name: /^Count sheet CS-/ }).waitFor();
  await bob.getByText('Counted blind').waitFor();

  const ann = await openPage(browser, { viewport: phone });
  await visitAs(ann, plant.desk, 'ann', '/count');
  await ann.getByRole('link', { name: /CS-\d+.*1 to count/ }).click();
  const one = ann.getByRole('region', { name: 'Count TUBE-25 at A-01' });
  await one.waitFor();
  expect(await ann.content()).not.toContain('137');
  await picture(ann, 'count-phone');
  await ann.emulateMedia({ colorScheme: 'dark' });
  await picture(ann, 'count-phone-dark');
  await ann.emulateMedia({ colorScheme: 'light' });
  await one.getByLabel(/^What lies there/).fill('-1');
  await one.getByRole('button', { name: 'Counted' }).click();
  await one.getByText('Maybe type what is there: 0 when the bin is empty').waitFor();
  await one.getByRole('button', { name: 'Other goods' }).click();
  await ann.getByLabel('Item').fill('NUT-8');
  await ann.getByLabel('Quantity').fill('3');
  await ann.getByRole('button', { name: 'Add and count' }).click();
  await ann.getByText('NUT-8 at A-01 is counted.').waitFor();
  // A scan is typed too.
  await one.getByLabel(/^What lies there/).fill('A-01');
  await ann.keyboard.press('Enter');
  await one.getByLabel(/^What lies there/).fill('132');
  await ann.keyboard.press('Enter');
  await ann.getByText('TUBE-25 at A-01 is counted.').waitFor();
  await ann.getByText('1 line is to be counted again, by another person.').waitFor();

  // After it was counted 20 go; and 10 that went the day before are told only now.
  const go = { act: 'move', item: 'TUBE-25', from: 'A-01', to: 'B-02' };
  await store('POST', '/movements', { ...go, qty: 20 });
  await store('POST', '/movements', { ...go, qty: 10, moved_at: '2026-11-02T15:00:00Z' });
  await bob.reload();
  await bob.getByRole('button', { name: 'Type in' }).click();
  const paper = bob.getByRole('dialog', { name: /counted on paper/ });
  await paper.getByLabel('NUT-8 at A-01').fill('3');
  await bob.keyboard.press('Enter');
  await paper.getByText('✓ counted').nth(1).waitFor();
  await bob.keyboard.press('Escape');
  // 137 less the 10 told late are 127 of the book; 132 were there.
  const line = bob.getByRole('row', { name: /A-01.*TUBE-25.*counted.*132.*127.*\+5/ });
  await line.waitFor();
  await picture(bob, 'count-sheet');
  await bob.emulateMedia({ colorScheme: 'dark' });
  await picture(bob, 'count-sheet-dark');
  await bob.emulateMedia({ colorScheme: 'light' });
  await bob.getByRole('button', { name: 'Approve (1)' }).click();
  const approve = bob.getByRole('dialog', { name: /^Approve 1 count/ });
  await approve.getByRole('button', { name: 'Approve' }).click();
  await bob.getByText('1 count approved.').waitFor();

  await boss.goto(bob.url());
  await boss.getByRole('button', { name: 'Approve (1)' }).click();
  await boss.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
  await boss.getByText('1 count approved.').waitFor();
  await bob.goto(`${plant.desk.url}/stock`);
  await bob.getByRole('row', { name: /TUBE-25.*A-01.*112/ }).waitFor();
  await bob.getByRole('row', { name: /TUBE-25.*B-02.*30/ }).waitFor();
  await bob.getByRole('row', { name: /NUT-8.*A-01.*3/ }).waitFor();

  await boss.goto(`${plant.desk.url}/counts?show=accuracy`);
  await boss.getByText('50 % of 2 counts right').waitFor();
  await boss.getByText('Found more: 4 EUR.').waitFor();
  await picture(boss, 'counts-accuracy');
  // From a balance to all that was ever counted there.
  await bob.getByRole('row', { name: /TUBE-25.*A-01.*112/ }).click();
  await bob.keyboard.press('Enter');
  await bob.getByRole('link', { name: 'When it was counted' }).click();
  await bob.getByText('1 count of TUBE-25 at A-01, 1 right').waitFor();
  await bob.getByRole('row', { name: /A-01.*TUBE-25.*132.*127.*\+5.*ann.*bob/ }).waitFor();
  await picture(bob, 'counts-history');
  await bob.getByRole('button', { name: 'Show all' }).click();
  await bob.getByText('2 counts, 1 right').waitFor();
  await bob.setViewportSize(phone);
  await bob.emulateMedia({ colorScheme: 'dark' });
  await picture(bob, 'counts-history-phone-dark');
  await boss.goto(`${plant.desk.url}/counts?show=rules`);
  await boss.getByLabel('Counts of A a year').waitFor();
  await picture(boss, 'counts-rules');
  await boss.setViewportSize(phone);
  await picture(boss, 'counts-rules-phone');
  await boss.goto(`${plant.desk.url}/counts?show=sheets&view=All`);
  await boss.getByText('0 lines to count, 0 to approve').waitFor();
  await picture(boss, 'counts-sheets-phone');
  await boss.goto(`${plant.desk.url}/counts`);
  await boss.getByText(/0 due today/).waitFor();
  await boss.emulateMedia({ colorScheme: 'dark' });
  await picture(boss, 'counts-due-phone-dark');
  expect(faults).toEqual([]);
});

test('a supervisor freezes the places of an inventory: nothing moves there until it is counted, or until the freeze is lifted', async () => {
  const boss = await openPage(browser);
  await enter(boss, plant.desk, 'eve');
  const faults = faultsOf(boss);
  const ann = await openPage(browser);
  await visitAs(ann, plant.desk, 'ann', '/stock');
  const set = askAs(boss, plant.desk);
  await set('POST', '/units', { code: 'ea' });
  await set('POST', '/items', { code: 'RIM-700', supply: 'buy', unit: 'ea' });
  for (const code of ['C-01', 'C-02']) await set('POST', '/locations', { code });
  const store = askAs(ann, plant.desk);
  await store('POST', '/movements', { act: 'adjust', item: 'RIM-700', to: 'C-01', qty: 9, reason: 'first count' });
  await store('POST', '/count-sheets', { locations: ['C-*'], inventory: true });
  const id = (await store('GET', '/count-sheets?open=yes')).rows[0]?.id;

  await boss.goto(`${plant.desk.url}/counts/${id}`);
  await boss.getByRole('button', { name: 'Freeze', exact: true }).click();
  await boss.getByText(/^Frozen: nothing moves at the 2 places of CS-\d+/).waitFor();
  await boss.getByText(/Frozen .* by eve: nothing moves at its places until they are counted and approved\./).waitFor();
  await picture(boss, 'count-frozen');
  await boss.setViewportSize(phone);
  await boss.emulateMedia({ colorScheme: 'dark' });
  await picture(boss, 'count-frozen-phone-dark');
  const refused = await ann.request.post(`${plant.desk.url}/api/v1/movements`, {
    data: { act: 'move', item: 'RIM-700', from: 'C-01', to: 'C-02', qty: 1 },
    headers: { origin: plant.desk.url, 'idempotency-key': crypto.randomUUID() },
  });
  expect(((await refused.json()) as { detail: string }).detail).toMatch(/^eve froze C-01 for count sheet CS-\d+/);
  await ann.goto(`${plant.desk.url}/counts?show=sheets`);
  await ann.getByRole('row', { name: /CS-\d+.*eve/ }).waitFor();

  // Where the book has nothing somebody looks too.
  await boss.getByText('The book has nothing at C-02: to be looked at too').waitFor();
  const walker = await openPage(browser, { viewport: phone });
  await visitAs(walker, plant.desk, 'bob', `/count/${id}`);
  await walker.getByText('1 line to count, 1 place to look at').waitFor();
  await walker.getByRole('button', { name: /C-02.*no goods on the sheet/ }).click();
  await walker.getByRole('heading', { name: 'C-02' }).waitFor();
  await picture(walker, 'count-look-phone');
  await walker.getByRole('button', { name: 'It is empty' }).click();
  await walker.getByText(/CS-\d+ · 1 line to count$/).waitFor();
  await boss.getByText('The book has nothing at C-02').waitFor({ state: 'detached' });

  await boss.getByRole('button', { name: 'Lift the freeze' }).click();
  await boss.getByRole('dialog').getByLabel('Reason').fill('a lorry waits');
  await boss.getByRole('dialog').getByRole('button', { name: 'Lift the freeze' }).click();
  await boss.getByText(/^The freeze of CS-\d+ is lifted/).waitFor();
  await store('POST', '/movements', { act: 'move', item: 'RIM-700', from: 'C-01', to: 'C-02', qty: 1 });
  expect(faults).toEqual([]);
});
