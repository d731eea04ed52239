import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk } from './browser.ts';
import { faultsOf, picture, scan, signIn, startDemo } from './demo.ts';

let browser: Browser;
let desk: RunningDesk;
let page: Page;
let faults: readonly string[] = [];
beforeAll(async () => {
  [browser, desk] = [await openBrowser(), await startDemo()];
  page = await openPage(browser);
  await signIn(page, desk, 'planner', '/hot-list');
  await row(/▲/).first().waitFor();
  faults = faultsOf(page);
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

const row = (text: string | RegExp) => page.getByRole('grid').getByRole('row').filter({ hasText: text });

/** Records as the API answers them to the planner. */
async function asked(path: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const answer = await page.request.get(`${desk.url}/api/v1/${path}`);
  return ((await answer.json()) as { readonly rows: readonly Readonly<Record<string, unknown>>[] }).rows;
}

async function planNow(): Promise<void> {
  await page.getByRole('button', { name: 'Plan now' }).click();
  await page.getByText('A new plan stands.').waitFor();
}

/** What the hot list says of one customer line. */
async function onTheHotList(line: string) {
  await page.goto(`${desk.url}/hot-list?search=${encodeURIComponent(line)}`);
  const found = row(line).first();
  await found.waitFor();
  return found;
}

test('a planner brings own orders in a messy spreadsheet, sees one late and why, calls the vendor, and the new plan moves it', async () => {
  // Due with the order that waits for the tubing, after it by name, and for more than what stands finished.
  const [other] = await asked('customer-lines?filter=order_no:eq:SO-4011|line:eq:1');
  const [customer] = await asked('customers?limit=1');
  const [year = '', month = '', day = ''] = String(other?.due).slice(0, 10).split('-');
  const sheet = [
    'Orders of the week;;;;;',
    'from the front desk, do not change;;;;;',
    ';;;;;',
    'Order no;Pos;Customer;Article;Quantity;Due date',
    `ZX-1;1;CUSTOMER;BIKE-TOUR-54-RED;20;${day}.${month}.${year}`,
    `ZX-2;1;CUSTOMER;BIKE-KIDS-20-RED;=2*3;${year}-${month}-${day}`,
    `ZX-3;1;CUSTOMER;BIKE-CITY-54-BLAK;4;${day}.${month}.${year}`,
    `ZX-4;1;CUSTOMER;BIKE-CITY-54-BLACK;-3;31.02.${year}`,
  ];
  const text = sheet.join('\r\n').replaceAll('CUSTOMER', String(customer?.code));

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

  const late = await onTheHotList('ZX-1/1');
  await picture(page, 'day-late');
  await late.getByText('▲').waitFor();
  const before = await late.innerText();
  await late.getByRole('button', { name: 'Why?' }).click();
  const chain = page.getByRole('grid').getByRole('list');
  await chain.getByRole('link', { name: 'PO-7754/1' }).waitFor();
  await picture(page, 'day-chain');

  // Not the customer lines that it blocks: they name it too.
  await page.goto(`${desk.url}/hot-list?filter=kind:in:purchase_line&search=PO-7754`);
  await row('PO-7754/1').first().getByText('▲').click();
  await page.keyboard.press('c');
  const call = page.getByRole('dialog').filter({ hasText: 'PO-7754/1' });
  await call.getByLabel('They said').fill('The truck is here tomorrow');
  await call.getByLabel('New date').fill('tomorrow');
  await call.getByLabel('They said').press('Enter');
  await call.waitFor({ state: 'hidden' });
  await planNow();

  const after = await onTheHotList('ZX-1/1');
  await expect.poll(() => after.innerText()).not.toBe(before);
  expect(await after.innerText()).not.toContain('PO-7754/1');
  expect(faults).toEqual([]);
});

test('a planner firms and releases an order, prints its ticket, scans it, reports, corrects a slip, and the next plan leaves it finished', async () => {
  await page.goto(`${desk.url}/orders/SO-4021/1`);
  const sheet = page.getByRole('region', { name: 'Production sheet' });
  await sheet.getByRole('button', { name: 'Firm' }).first().click();
  const firmed = await page.getByText(/Work order \S+ is firm/).innerText();
  const order = /Work order (\S+) is firm/.exec(firmed)?.[1] ?? '';
  await page.goto(`${desk.url}/hot-list`);
  await planNow();

  await page.goto(`${desk.url}/orders/SO-4021/1`);
  const line = sheet.getByRole('row').filter({ hasText: order });
  await line.getByRole('button', { name: 'Release' }).click();
  await line.getByText('released').waitFor();
  await picture(page, 'day-released');

  await page.goto(`${desk.url}/tickets?search=${order}`);
  await row(order).waitFor();
  const [printed] = await Promise.all([
    page.waitForResponse((one) => one.url().includes('/tickets/print')),
    page.getByRole('button', { name: /^Print \d+ due$/ }).click(),
  ]);
  const { pdf, tickets } = (await printed.json()) as {
    readonly pdf: string;
    readonly tickets: readonly { readonly order: string; readonly text: string }[];
  };
  const paper = await page.request.get(`${desk.url}${pdf}`);
  expect((await paper.body()).subarray(0, 5).toString()).toBe('%PDF-');
  const barcode = tickets.find((one) => one.order === order)?.text ?? '';

  await scan(page, barcode);
  await page.getByRole('heading', { name: order }).waitFor();
  await page.getByRole('button', { name: 'Start' }).click();
  await page
    .getByText(/operation 10: started/)
    .first()
    .waitFor();
  await page.getByLabel(/^Good/).fill('2');
  await page.getByRole('button', { name: 'Finish' }).click();
  await page.getByText('would be finished with 2').waitFor();
  await page.getByRole('button', { name: 'It is so: post it' }).click();
  await page.getByRole('listitem').filter({ hasText: /^10/ }).getByText('✓ 2').waitFor();
  await picture(page, 'day-finished');

  await page.goto(`${desk.url}/progress?search=${order}`);
  const reports = page.getByRole('grid', { name: 'Reports' });
  await reports.getByText('finished').first().click();
  await page.keyboard.press('.');
  await page.getByRole('menuitem', { name: 'Correct' }).click();
  const window = page.getByRole('dialog');
  await window.getByLabel('Why is it corrected?').fill('one more stood behind the door');
  await window.getByLabel('Good').fill('3');
  await window.getByRole('button', { name: 'Post the right one' }).click();
  await reports.getByText('one more stood behind the door').first().waitFor();

  await page.goto(`${desk.url}/hot-list`);
  await planNow();
  await page.goto(`${desk.url}/report/${barcode}`);
  await page.getByRole('listitem').filter({ hasText: /^10/ }).getByText('✓ 3').waitFor();
  const dispatch = await page.request.get(`${desk.url}/api/v1/dispatch`);
  const left = ((await dispatch.json()) as { rows: { order: string; seq: number }[] }).rows;
  // A step may be in parts.
  const seqs = new Set(left.filter((one) => one.order === order).map(({ seq }) => seq));
  expect([...seqs].toSorted()).toEqual([20, 30, 40]);
  expect(faults).toEqual([]);
});
