import { byHand, type HandEdit, type Plan, type Problem, ProblemError, prepare } from '@hotlist/engine';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBrowser, openPage, patience, phone, type RunningDesk } from './browser.ts';
import { faultsOf, picture, publishBy, signIn, startDemo } from './demo.ts';

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

const getBy = (page: Page) => async (path: string) => (await page.request.get(`${desk.url}/api/v1${path}`)).json();

/** False where the engine says that it cannot be. */
function unlessImpossible(tried: () => boolean): boolean {
  try {
    return tried();
  } catch (error) {
    if (error instanceof ProblemError) return false;
    throw error;
  }
}

/** A released work order that nobody worked on, has its ticket, and may be for one less without breaking a rule. */
async function oneToResize(get: ReturnType<typeof getBy>) {
  const { problem, plan } = (await get('/board/problem?version=1')) as { problem: Problem; plan: Plan };
  const { rows } = (await get('/tickets')) as { rows: readonly { order: string; issue: number | null }[] };
  const printed = new Set(rows.flatMap(({ order, issue }) => (issue === null ? [] : [order])));
  const prepared = prepare(problem, plan);
  for (const { id, state, qty, item } of problem.workOrders) {
    const { decimals } = problem.items.find((one) => one.id === item)!;
    if (state !== 'released' || qty < 4 || decimals !== 0 || !printed.has(id)) continue;
    const edit = { kind: 'resize', order: `work/${id}`, qty: qty - 1 } as HandEdit;
    const isClean = () => byHand(problem, plan, [edit], { prepared }).conflicts.length === 0;
    if (unlessImpossible(isClean)) return { number: id, item, qty };
  }
  throw new Error('no order of the demo may be made smaller');
}

test('a released work order is made smaller on the board: it is kept, read in the comparison, published, and its ticket is a changed one', async () => {
  const page = await openPage(browser);
  await signIn(page, desk, 'planner', '/versions/1');
  const faults = faultsOf(page);
  const get = getBy(page);
  await page.getByRole('button', { name: 'Submit for approval' }).click();
  await page.getByText(/^Submitted: waits/).waitFor();
  const boss = await openPage(browser);
  await signIn(boss, desk, 'supervisor', '/versions/1');
  const bossFaults = faultsOf(boss);
  await publishBy(boss, 'Approve and publish');
  await boss.getByText(/^Published: the floor works to it/).waitFor();
  const idle = async () =>
    ((await get('/planning-runs')) as { rows: readonly { state: string }[] }).rows.every(
      ({ state }) => state === 'done',
    );
  await vi.waitUntil(idle, { timeout: patience, interval: 500 });

  const { number, item, qty } = await oneToResize(get);
  const isFor = async () =>
    ((await get(`/work-orders?search=${number}`)) as { rows: readonly { number: string; qty: number }[] }).rows.find(
      (row) => row.number === number,
    )?.qty;
  const ticket = async () => ((await get(`/tickets/${number}`)) as { issue: number }).issue;
  const issue = await ticket();

  await page.goto(`${desk.url}/board?version=1&search=${number}`);
  await page.getByRole('img', { name: /operations in \d+ rows/ }).waitFor();
  await page.keyboard.press('F3');
  await page.locator('[aria-live="polite"]').filter({ hasText: number }).first().waitFor();
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Stays in this order' }).fill(String(qty));
  await page.keyboard.press('Enter');
  await dialog.getByText(`${number} is for ${qty} ${item}: some of it must stay, and some be split off.`).waitFor();
  await picture(page, 'boardsize-refused');
  await page.keyboard.press('Escape');
  await page.keyboard.press('q');
  await dialog.getByText(new RegExp(`It is for ${qty} \\S+\\.`)).waitFor();
  await dialog.getByRole('textbox', { name: 'Quantity' }).fill(String(qty - 1));
  await page.keyboard.press('Enter');
  const strip = page.getByRole('region', { name: 'What your changes do' });
  await strip.getByText(`${number} resized`).waitFor();
  await picture(page, 'boardsize-strip');
  await strip.getByRole('button', { name: 'Keep as draft' }).click();
  const window = page.getByRole('dialog', { name: 'Keep as draft' });
  await window.getByRole('textbox', { name: 'Why' }).fill('One less is wanted');
  await window.getByRole('button', { name: 'Keep as draft' }).click();
  await page.waitForURL(/version=(?!1\b)\d+/);
  const version = Number(/version=(\d+)/.exec(page.url())![1]);
  expect(await isFor()).toBe(qty);

  const made = `Makes ${number} (${item}) from ${qty} to ${qty - 1} by Paula Planner`;
  await page.goto(`${desk.url}/versions/${version}`);
  await page.getByRole('list', { name: 'Quantities by hand' }).getByText(made).waitFor();
  await page.getByRole('button', { name: 'Submit for approval' }).click();
  await page.getByText(/^Submitted: waits/).waitFor();

  await boss.goto(`${desk.url}/versions/${version}`);
  await boss.getByRole('list', { name: 'Quantities by hand' }).getByText(made).waitFor();
  await picture(boss, 'boardsize-compared');
  await boss.setViewportSize(phone);
  await boss.emulateMedia({ colorScheme: 'dark' });
  await picture(boss, 'boardsize-compared-phone-dark');
  expect(await boss.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  await publishBy(boss, 'Approve and publish');
  await boss.getByText(/^Published: the floor works to it/).waitFor();
  await picture(boss, 'boardsize-published-phone-dark');
  expect(await isFor()).toBe(qty - 1);
  expect(await ticket()).toBe(issue + 1);
  expect([...faults, ...bossFaults]).toEqual([]);
});
