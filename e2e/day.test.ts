import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk } from './browser.ts';
import { faultsOf, picture, signIn, startDemo } from './demo.ts';

let browser: Browser;
let desk: RunningDesk;
let page: Page;
let faults: readonly string[] = [];
beforeAll(async () => {
  [browser, desk] = [await openBrowser(), await startDemo()];
  page = await openPage(browser);
  await signIn(page, desk, 'planner', '/hot-list');
  await row(/▲/).first().waitFor({ timeout: 60_000 });
  faults = faultsOf(page);
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

const row = (text: string | RegExp) => page.getByRole('grid').getByRole('row').filter({ hasText: text });

/** A plant day `days` after today, as [year, month, day]. */
function dayAfter(days: number): readonly [string, string, string] {
  const [year = '', month = '', day = ''] = new Date(Date.now() + days * 86_400_000)
    .toISOString()
    .slice(0, 10)
    .split('-');
  return [year, month, day];
}

async function planNow(): Promise<void> {
  await page.getByRole('button', { name: 'Plan now' }).click();
  await page.getByText('A new plan stands.').waitFor({ timeout: 60_000 });
}

/** What the hot list says of one customer line. */
async function onTheHotList(line: string) {
  await page.goto(`${desk.url}/hot-list?search=${encodeURIComponent(line)}`);
  const found = row(line).first();
  await found.waitFor();
  return found;
}

test('a planner brings own orders in a messy spreadsheet, sees one late and why, calls the vendor, and the new plan moves it', async () => {
  const [year, month, day] = dayAfter(9);
  const customers = 'Radhaus Lindner';
  const sheet = [
    'Orders of the week;;;;;',
    'from the front desk, do not change;;;;;',
    ';;;;;',
    'Order no;Pos;Customer;Article;Quantity;Due date',
    `EX-1;1;CUSTOMER;BIKE-CITY-54-BLACK;60;${day}.${month}.${year}`,
    `EX-2;1;CUSTOMER;BIKE-KIDS-20-RED;=2*3;${year}-${month}-${day}`,
    `EX-3;1;CUSTOMER;BIKE-CITY-54-BLAK;4;${day}.${month}.${year}`,
    `EX-4;1;CUSTOMER;BIKE-CITY-54-BLACK;-3;31.02.${year}`,
  ];
  const known = await page.request.get(`${desk.url}/api/v1/customers?limit=1`);
  const { rows } = (await known.json()) as { readonly rows: readonly { readonly code: string }[] };
  const text = sheet.join('\r\n').replaceAll('CUSTOMER', rows[0]?.code ?? customers);

  await page.goto(`${desk.url}/import`);
  await page.locator('input[type=file]').setInputFiles({
    name: 'orders of the week.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(text, 'latin1'),
  });
  const problems = page.getByRole('grid', { name: 'Problems' });
  await problems.getByRole('row').filter({ hasText: 'BIKE-CITY-54-BLAK' }).filter({ hasText: '7' }).first().waitFor();
  await problems
    .getByRole('row')
    .filter({ hasText: `31.02.${year}` })
    .filter({ hasText: '8' })
    .first()
    .waitFor();
  await picture(page, 'day-problems');
  await page.getByRole('button', { name: 'Take the 2 good, park 2 bad' }).click();
  await page.getByRole('status').getByText('2 new, 0 changed').waitFor();

  await page.goto(`${desk.url}/hot-list`);
  await page.getByText(/inputs? changed since the plan/).waitFor();
  await planNow();

  const late = await onTheHotList('EX-1/1');
  await late.getByText('▲').waitFor();
  const before = await late.innerText();
  await late.getByRole('button', { name: 'Why?' }).click();
  const chain = page.getByRole('grid').getByRole('list');
  await chain.getByRole('link', { name: 'PO-7754/1' }).waitFor();
  await picture(page, 'day-chain');

  await onTheHotList('PO-7754/1');
  await row(/^[^]*Tube 28.6[^]*PO-7754\/1|PO-7754\/1[^]*Tube 28.6/)
    .first()
    .getByText('▲')
    .click();
  await page.keyboard.press('c');
  const call = page.getByRole('dialog');
  await call.getByLabel('They said').fill('The truck is here tomorrow');
  await call.getByLabel('New date').fill(dayAfter(1).join('-'));
  await call.getByLabel('They said').press('Enter');
  await call.waitFor({ state: 'hidden' });
  await planNow();

  const after = await onTheHotList('EX-1/1');
  await expect.poll(() => after.innerText(), { timeout: 15_000 }).not.toBe(before);
  expect(await after.innerText()).not.toContain('PO-7754/1');
  expect(faults).toEqual([]);
});
