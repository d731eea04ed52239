import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, type RunningDesk } from './browser.ts';
import { signIn, startDemo } from './demo.ts';

let browser: Browser;
let desk: RunningDesk;
beforeAll(async () => {
  [browser, desk] = [await openBrowser(), await startDemo()];
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

async function plannerPage(): Promise<Page> {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner');
  await page.getByRole('link', { name: 'Import' }).waitFor();
  return page;
}

/** As a spreadsheet would paste: the event, with tab-separated cells, on the cell of the cursor. */
const paste = (page: Page, text: string) =>
  page.getByRole('grid').evaluate((grid, cells) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', cells);
    (grid.querySelector('[data-here]') ?? grid).dispatchEvent(
      new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
    );
  }, text);

test('rows pasted from a spreadsheet are refused where they are wrong, mended, taken, undone, taken again and exported as they are', async () => {
  const page = await plannerPage();
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.goto(`${desk.url}/records/customers`);
  await page.getByRole('row').nth(1).waitFor();
  await page.getByRole('row').nth(1).getByRole('gridcell').nth(1).click();
  await paste(page, 'Customer\tName\tClass\nZZ-1\tZephyr Bikes\t2\nZZ-2\tZulu Cycles\tmuch\n');
  const dialog = page.getByRole('dialog', { name: 'Paste from a spreadsheet' });
  await dialog.getByRole('row', { name: /^3 Class much/ }).waitFor();
  expect(await dialog.getByRole('button', { name: /^Take/ }).count()).toBe(0);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await dialog.waitFor({ state: 'detached' });

  const mended = 'Customer\tName\tClass\nZZ-1\tZephyr Bikes\t2\nZZ-2\tZulu Cycles\t3\n';
  const take = async () => {
    await paste(page, mended);
    await dialog.getByText('2 new customers, 0 changed').waitFor();
    await dialog.getByRole('button', { name: 'Take 2 rows' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
  };
  const exported = () =>
    page.evaluate(async () => (await fetch('/api/v1/exports/customers?format=csv&filter=code:in:ZZ-1,ZZ-2')).text());
  await take();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(exported).not.toContain('ZZ-1');
  await page.getByRole('row').nth(1).getByRole('gridcell').nth(1).click();
  await take();
  const out = await exported();
  expect(out.trim().split(/\r?\n/)).toHaveLength(3);
  expect(out).toContain('Zephyr Bikes');
  expect(out).toContain('Zulu Cycles');
  expect(errors).toEqual([]);
});

test('the second of two editors is shown field by field what it is now, and writes only what he chooses', async () => {
  const page = await plannerPage();
  await page.goto(`${desk.url}/records/customers`);
  await page.getByRole('row').nth(1).getByRole('gridcell').nth(1).click();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Change', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Mine');
  const id = new URL(page.url()).searchParams.get('row') ?? '';
  await page.evaluate(async (record) => {
    const { version } = (await (await fetch(`/api/v1/customers/${record}`)).json()) as { version: number };
    await fetch(`/api/v1/customers/${record}`, {
      method: 'PATCH',
      headers: {
        'content-type': 'application/json',
        'if-match': `"${version}"`,
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify({ name: 'Theirs' }),
    });
  }, id);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText(/changed it while you did/).waitFor();
  await page.getByRole('cell', { name: 'Theirs' }).waitFor();
  expect(await page.getByRole('button', { name: 'Write mine' }).isDisabled()).toBe(true);
  await page.getByRole('checkbox', { name: 'Mine' }).check();
  await page.getByRole('button', { name: 'Write mine' }).click();
  await expect
    .poll(() =>
      page.evaluate(
        async (record) => ((await (await fetch(`/api/v1/customers/${record}`)).json()) as { name: string }).name,
        id,
      ),
    )
    .toBe('Mine');
  await page.getByRole('tab', { name: 'History' }).click();
  await page.getByText('Theirs').first().waitFor();
});
