import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { plantDay as day } from '../desk/src/server/test-app.ts';
import { openBrowser, openPage, phone } from './browser.ts';
import { faultsOf, picture, signInAs } from './demo.ts';
import { askAs, type Plant, plan, startPlant } from './plant.ts';

let browser: Browser;
let plant: Plant;
beforeAll(async () => {
  browser = await openBrowser();
  plant = await startPlant({ planner: 'planner', buyer: 'buyer', expediter: 'expediter' });
});
afterAll(async () => {
  await browser?.close();
  await plant?.stop();
});

/** Frames wait for tubes and lugs of Kraft, who has promised nothing of them yet; 3 days are on the road, one is between dock and stock. */
const records: readonly (readonly [path: string, row: object])[] = [
  ['/units', { code: 'pcs' }],
  ['/calendars', { code: 'DAY', week: 'Mon-Fri 06:00-22:00' }],
  ['/work-centres', { code: 'WELD', calendar: 'DAY' }],
  ['/machines', { code: 'W1', work_centre: 'WELD' }],
  ['/items', { code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs' }],
  ['/items', { code: 'TUBE-25', name: 'Tube 25 mm', supply: 'buy', unit: 'pcs' }],
  ['/items', { code: 'LUG-7', name: 'Lug 7, brazed', supply: 'buy', unit: 'pcs' }],
  ['/components', { parent: 'FRAME', component: 'TUBE-25', qty_per: 2 }],
  ['/components', { parent: 'FRAME', component: 'LUG-7', qty_per: 1 }],
  ['/routing-steps', { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 3 }],
  ['/vendors', { code: 'KRAFT', name: 'Kraft Tubes' }],
  ['/vendors', { code: 'BOLT', name: 'Bolt & Co' }],
  [
    '/sources',
    { item: 'TUBE-25', vendor: 'KRAFT', vendor_item: 'KT-025', vendor_days: 30, transit_days: 3, dock_days: 1 },
  ],
  ['/sources', { item: 'LUG-7', vendor: 'KRAFT', vendor_days: 30, transit_days: 3, dock_days: 1 }],
  ['/customers', { code: 'MILLER' }],
  ['/customer-lines', { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 6, due: day(16) }],
  ['/purchase-lines', { order_no: 'PO-1', line: 1, vendor: 'KRAFT', item: 'TUBE-25', qty: 20, required: day(9) }],
  ['/purchase-lines', { order_no: 'PO-1', line: 2, vendor: 'KRAFT', item: 'LUG-7', qty: 8, required: day(9) }],
  ['/purchase-lines', { order_no: 'PO-2', line: 1, vendor: 'BOLT', item: 'LUG-7', qty: 3, required: day(9) }],
];

async function looks(page: Page, name: string) {
  for (const scheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await picture(page, `${name}-${scheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('a buyer makes a link, the vendor confirms one line and gives another date for the other on his phone, the open hot list moves, and the revoked link opens nothing', async () => {
  const [planner, buyer, expediter] = [await openPage(browser), await openPage(browser), await openPage(browser)];
  await signInAs(planner, plant.desk, 'planner', '/hot-list');
  await signInAs(buyer, plant.desk, 'buyer', '/records/purchase-lines');
  const [asPlanner, asBuyer] = [askAs(planner, plant.desk), askAs(buyer, plant.desk)];
  for (const [path, row] of records)
    await (['/purchase-lines', '/vendors', '/sources'].includes(path) ? asBuyer : asPlanner)('POST', path, row);
  await plan(asPlanner);
  await signInAs(expediter, plant.desk, 'expediter', '/hot-list?filter=kind:in:purchase_line');
  const lug = expediter.getByRole('row', { name: /PO-1\/2 Lug 7/ });
  await lug.waitFor();

  await buyer.reload();
  const faults = faultsOf(buyer);
  await buyer.getByRole('row', { name: /PO-1/ }).first().click();
  await buyer.keyboard.press('Enter');
  await buyer.getByRole('tab', { name: 'Links' }).click();
  await buyer.getByText('No link shows this yet.').waitFor();
  await buyer.getByRole('button', { name: 'New link' }).click();
  await buyer.getByRole('dialog').getByRole('button', { name: 'Make' }).click();
  const shown = buyer.getByRole('dialog', { name: 'The vendor’s link' });
  const address = await shown.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(address).toMatch(/\/vendor\/[\w-]{43}$/);
  await picture(buyer, 'vendor-link-made');
  await shown.getByRole('button', { name: 'Close' }).click();

  const small = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  const faultsThere = faultsOf(small);
  const front = await small.goto(address);
  expect(front?.headers()).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'content-security-policy': expect.stringContaining("script-src 'self'"),
  });
  const heading = small.getByRole('heading', { name: 'Plant PLANT: your open order lines' });
  await heading.waitFor();
  expect(await small.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
    'PO-1/1 Tube 25 mm',
    'PO-1/2 Lug 7, brazed',
  ]);
  await small.getByText('your number KT-025').waitFor();
  // A working day before Thursday 12 November from dock to stock, 3 days on the road.
  await small.getByText('so it leaves you by Sun 8 Nov').first().waitFor();
  await looks(small, 'vendor-page-phone');
  const answer = (ref: string) => small.getByRole('group', { name: `Your answer for ${ref}` });
  await answer('PO-1/1').getByText('We confirm Thu 12 Nov').tap();
  await answer('PO-1/2').getByText('Another date', { exact: true }).tap();
  await small.getByLabel('Date', { exact: true }).fill(day(10));
  await small.getByLabel('On that day it').selectOption({ label: 'leaves us' });
  await small.getByLabel('Note (if you like)').fill('The mill is late');
  await small.getByRole('button', { name: 'Send 2 answers' }).tap();
  await small.getByText('Please type your name').waitFor();
  await small.getByLabel('Your name').fill('Anna Kraft');
  await looks(small, 'vendor-page-phone-answers');
  // The page is no wider than the phone.
  expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
  // The buyer asks for more meanwhile: nothing is sent, what she confirmed is asked again, what she typed stays.
  const { rows } = await asBuyer('GET', '/purchase-lines?filter=item:is TUBE-25');
  const [{ id, version }] = rows as [(typeof rows)[number]];
  await asBuyer('PATCH', `/purchase-lines/${id}`, { qty: 60 }, version);
  await small.getByRole('button', { name: 'Send 2 answers' }).tap();
  await small.getByText('One line could not be taken: see why there. Nothing was sent.').waitFor();
  await small.getByRole('button', { name: 'Send 1 answer' }).waitFor();
  expect(await small.getByLabel('Note (if you like)').inputValue()).toBe('The mill is late');
  await looks(small, 'vendor-page-phone-refused');
  // She confirms what is wanted now, not what she saw before.
  await small.getByText('60 pcs').first().waitFor();
  await answer('PO-1/1').getByText('We confirm Thu 12 Nov').tap();
  await small.getByRole('button', { name: 'Send 2 answers' }).tap();
  await small.getByText('Thank you, Anna Kraft. We have received the dates of 2 lines.').waitFor();

  // Friday 13 November and 3 days is Monday; the working day after it is Tuesday.
  await expect.poll(() => lug.getByText('Tue 17 Nov').count(), { timeout: 60_000 }).toBe(2);
  await small
    .getByText(/Confirmed by Anna Kraft, /)
    .first()
    .waitFor();
  await looks(small, 'vendor-page-phone-done');
  await lug.click();
  await expediter.keyboard.press('Enter');
  await expediter.getByRole('tab', { name: 'Promises' }).click();
  await expediter.getByText(/Anna Kraft, vendor page · .* by Kraft Tubes, by link 1/).waitFor();
  await expediter.getByRole('tab', { name: 'Calls' }).click();
  await expediter.getByText('Another date given on the vendor page. The mill is late').waitFor();

  const wide = await openPage(browser);
  await wide.goto(address);
  await wide
    .getByText(/Confirmed by Anna Kraft, /)
    .first()
    .waitFor();
  await looks(wide, 'vendor-page-desktop');

  // What an expediter logs meanwhile is not overruled by a page that did not show it.
  await answer('PO-1/2').getByText('Another date', { exact: true }).tap();
  await small.getByLabel('Date', { exact: true }).fill(day(17));
  await asBuyer('POST', '/contacts', {
    kind: 'purchase_line',
    ref: 'PO-1/2',
    with_whom: 'Bert Kraft',
    said: 'Monday after all',
    new_date: day(13),
    promised: true,
    means: 'dock',
  });
  await small.getByRole('button', { name: 'Send 1 answer' }).tap();
  await small
    .getByText(
      'PO-1/2 has changed since you opened the page: promised was Fri 13 Nov (leaves you), is Mon 16 Nov (arrives at our dock). Please look at it once more and send again.',
    )
    .first()
    .waitFor();
  await answer('PO-1/2').getByText('We confirm Mon 16 Nov').waitFor();

  // She tells of what she sends in two packages: it is on the dock schedule, and on her page.
  await answer('PO-1/1').getByText('We send goods').tap();
  const sent = (at: number) => small.getByRole('group', { name: `Package ${at}` });
  await sent(1).getByLabel('Quantity, pcs').fill('40');
  await sent(1).getByLabel('Lot').fill('L-7');
  await sent(1).getByLabel('Package (SSCC)').fill('340123450000000017');
  await small.getByRole('button', { name: 'Another package or lot' }).tap();
  await sent(2).getByLabel('Quantity, pcs').fill('25');
  await small.getByText('That is more than the 60 pcs that we still expect.').waitFor();
  await sent(2).getByLabel('Quantity, pcs').fill('20');
  await answer('PO-1/2').locator('..').getByRole('button', { name: 'Clear' }).tap();
  await small.getByRole('button', { name: 'Send 1 answer' }).tap();
  await small.getByText('Please give the number of your delivery note.').waitFor();
  await small.getByLabel('Number of your delivery note').fill('LS 4711');
  await small.getByLabel('Arrives at our dock on').fill(day(9));
  await looks(small, 'vendor-page-phone-shipment');
  expect(await small.evaluate(() => document.documentElement.scrollWidth)).toBe(phone.width);
  await small.getByRole('button', { name: 'Send 1 answer' }).tap();
  await small.getByText('Thank you, Anna Kraft. We have received your shipment LS 4711').waitFor();
  await small.getByText(/^60 pcs on the way by LS 4711, arriving /).waitFor();
  expect(JSON.stringify(await asBuyer('GET', '/dock-schedule?days=14'))).toContain('LS 4711');

  // A part of the lugs comes later: it is a line of its own from then on.
  await answer('PO-1/2').getByText('A part on another date').tap();
  await small.getByLabel('Of it, pcs').fill('3');
  await small.getByLabel('Date', { exact: true }).fill(day(20));
  await looks(small, 'vendor-page-phone-part');
  await small.getByRole('button', { name: 'Send 1 answer' }).tap();
  await small.getByRole('heading', { name: 'PO-1/3 Lug 7, brazed' }).waitFor();

  await answer('PO-1/2').getByText('We confirm Mon 16 Nov').tap();
  const links = buyer.getByRole('list', { name: 'Links of the vendor' });
  await links.getByText(/opened once|opened 2 times/).waitFor();
  await links.getByText(/answered last by Anna Kraft/).waitFor();
  await looks(buyer, 'vendor-links');
  await links.getByRole('button', { name: 'Revoke' }).click();
  await links.getByText(/revoked .* by buyer/).waitFor();
  await small.getByRole('button', { name: 'Send 1 answer' }).tap();
  const nothing = small.getByText(/^This link opens nothing\./);
  await nothing.first().waitFor();
  await small.reload();
  await nothing.waitFor();
  expect(await small.getByText('Kraft').count()).toBe(0);
  await looks(small, 'vendor-page-ended');
  expect(await small.context().cookies()).toEqual([]);
  expect(faults).toEqual([]);
  // The browser itself tells of the link that opens nothing.
  expect(faultsThere.filter((one) => !one.includes('404'))).toEqual([]);
});

test('what the buyer changes after the vendor chose is told at the line and confirmed anew by its own press; a read that fails leaves what is typed', async () => {
  const [planner, buyer] = [await openPage(browser), await openPage(browser)];
  await signInAs(planner, plant.desk, 'planner', '/hot-list');
  await signInAs(buyer, plant.desk, 'buyer', '/records/purchase-lines');
  const [asPlanner, asBuyer] = [askAs(planner, plant.desk), askAs(buyer, plant.desk)];
  await asPlanner('POST', '/units', { code: 'each' });
  await asPlanner('POST', '/items', { code: 'BELL', name: 'Bell', supply: 'buy', unit: 'each' });
  await asBuyer('POST', '/vendors', { code: 'NOVA', name: 'Nova Bells' });
  const bells = { order_no: 'PO-9', vendor: 'NOVA', item: 'BELL', qty: 20, required: day(9) };
  for (const line of [1, 2, 3, 4, 5, 6]) await asBuyer('POST', '/purchase-lines', { ...bells, line });
  const change = async (of: number, to: object) => {
    const { rows } = await asBuyer('GET', '/purchase-lines?filter=order_no:eq:PO-9&sort=line');
    const { id, version } = rows[of - 1]!;
    await asBuyer('PATCH', `/purchase-lines/${id}?confirm=promised`, to, version);
  };
  const made: unknown = await asBuyer('POST', '/vendor-links', { vendor: 'NOVA', order_no: null });
  const { token } = made as { readonly token: string };

  const small = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await small.clock.install();
  await small.goto(`${plant.desk.url}/vendor/${token}`);
  const answer = (ref: string) => small.getByRole('group', { name: `Your answer for ${ref}` });
  const confirmed = answer('PO-9/1').getByRole('radio', { name: /^We confirm/ });
  // What was read half a minute ago is read again when the network is back.
  const networkBack = async () => {
    await small.clock.fastForward('01:00');
    await small.context().setOffline(true);
    await small.context().setOffline(false);
  };
  await confirmed.check();
  await answer('PO-9/2').getByText('Ask a question').tap();
  await small.getByLabel('Your question').fill('Which tone?');
  await small.getByRole('button', { name: 'Send 2 answers' }).waitFor();
  await change(1, { qty: 5000 });
  await networkBack();
  await small.getByText('This line has changed since you chose. Please read it and choose again.').waitFor();
  await small.getByRole('button', { name: 'Send 1 answer' }).waitFor();
  expect(await confirmed.isChecked()).toBe(false);
  await answer('PO-9/1')
    .getByText(/^We confirm/)
    .tap();
  await small.getByRole('button', { name: 'Send 2 answers' }).waitFor();
  expect(await small.getByText('This line has changed since you chose.').count()).toBe(0);

  await small.route('**/vendor-page', (route) => route.fulfill({ status: 503, body: '' }));
  await networkBack();
  await small.getByRole('alert').first().waitFor();
  expect(await small.getByLabel('Your question').inputValue()).toBe('Which tone?');
  await small.unroute('**/vendor-page');

  // What was written of a line that is closed meanwhile is his still.
  await answer('PO-9/6').getByText('Ask a question').tap();
  await small.getByLabel('Your question').last().fill('Shall the rest be credited?');
  await change(6, { state: 'closed' });
  await networkBack();
  const closed = small.getByRole('listitem').filter({ hasText: 'This line is no longer open' });
  await closed.getByText('Shall the rest be credited?').waitFor();
  await looks(small, 'vendor-page-phone-wrote');
  await closed.getByRole('button', { name: 'Clear' }).tap();
  await closed.waitFor({ state: 'detached' });

  // Of many lines that are no more, the foot of the page names one.
  await small.getByRole('button', { name: 'Confirm all 5 dates' }).tap();
  for (const line of [3, 4, 5]) await change(line, { state: 'closed' });
  await small.getByLabel('Your name').fill('Nora Nova');
  await small.getByRole('button', { name: 'Send 5 answers' }).tap();
  await small.getByText('PO-9/3 was closed in the meantime: nothing more of it is expected. And 2 more.').waitFor();
  await looks(small, 'vendor-page-phone-gone');
  await small.getByRole('button', { name: 'Send 2 answers' }).tap();
  await small.getByText('Thank you, Nora Nova. We have received the dates of 2 lines.').waitFor();
});
