import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBrowser, openPage, patience, type RunningDesk } from './browser.ts';
import { faultsOf, picture, signIn, startDemo } from './demo.ts';

let browser: Browser;
let desk: RunningDesk;
beforeAll(async () => {
  browser = await openBrowser();
  desk = await startDemo();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

interface Drawn {
  readonly version: { readonly number: number };
  readonly orders: {
    readonly id: readonly string[];
    readonly qty: readonly number[];
    readonly state: readonly string[];
  };
}

interface WorkOrder {
  readonly number: string;
  readonly qty: number;
  readonly state: string;
}

test('on the board a work order that is not begun is resized and split: it is written at once, and the next plan has it', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/board');
  const faults = faultsOf(page);
  const canvas = page.getByRole('img', { name: /operations in \d+ rows/ });
  await canvas.waitFor();
  const get = async (path: string) => (await page.request.get(`${desk.url}/api/v1${path}`)).json();
  const drawn = async () => (await get('/board')) as Drawn;
  const { version, orders } = await drawn();
  const at = orders.id.findIndex(
    (id, n) =>
      id.startsWith('work/') && orders.state[n] !== 'started' && Number.isInteger(orders.qty[n]) && orders.qty[n]! >= 4,
  );
  const [number, qty] = [orders.id[at]!.slice(5), orders.qty[at]!];
  const isFor = async (of: string) =>
    ((await get(`/work-orders?search=${of}`)) as { rows: readonly WorkOrder[] }).rows.find((row) => row.number === of)
      ?.qty;
  expect(await isFor(number)).toBe(qty);

  const open = async (): Promise<void> => {
    await page.goto(`${desk.url}/board?search=${number}`);
    await canvas.waitFor();
    await page.keyboard.press('F3');
    await page.locator('[aria-live="polite"]').filter({ hasText: number }).first().waitFor();
  };
  const dialog = page.getByRole('dialog');
  await open();
  await page.keyboard.press('q');
  await dialog.getByText(/that is written at once/).waitFor();
  await picture(page, 'boardsize-form');
  await dialog.getByRole('textbox', { name: 'Quantity' }).fill(String(qty - 1));
  await page.keyboard.press('Enter');
  await page.getByText(`Work order ${number} is for ${qty - 1}, no more for ${qty}.`).waitFor();
  expect(await isFor(number)).toBe(qty - 1);

  // The plan that is drawn does not know it, and says so.
  const again = page.getByRole('button', { name: 'Plan again' });
  await again.waitFor();
  await picture(page, 'boardsize-plan-again');
  await page.keyboard.press('x');
  await dialog.getByRole('textbox', { name: 'Stays in this order' }).fill('1');
  await page.keyboard.press('Enter');
  await dialog.getByText(`Work order ${number} is for ${qty - 1} by now, not for ${qty}.`).waitFor();
  await page.keyboard.press('Escape');
  await again.click();
  await vi.waitUntil(async () => (await drawn()).version.number > version.number, { timeout: patience, interval: 500 });

  await open();
  await page.keyboard.press('x');
  await dialog.getByRole('textbox', { name: 'Stays in this order' }).fill('1');
  await page.keyboard.press('Enter');
  const said = await page.getByText(new RegExp(`^Work order ${number} is for 1, and \\S+ for the other`)).textContent();
  const rest = /and (\S+) for/.exec(said ?? '')![1]!;
  expect([await isFor(number), await isFor(rest)]).toEqual([1, qty - 2]);
  await picture(page, 'boardsize-split');
  expect(faults).toEqual([]);
});
