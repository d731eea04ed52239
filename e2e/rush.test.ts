import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBrowser, openPage, phone, type RunningDesk } from './browser.ts';
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

interface Effect {
  readonly hurts: readonly unknown[];
}

/** What the page was told last of the offer that waits its turn. */
function lastTold(page: Page): () => Effect {
  let last: Effect | undefined;
  page.on('response', async (one) => {
    if (/\/rush-effects\?.*option=kept/.test(one.url()) && one.status() === 200) last = await one.json();
  });
  return () => last ?? expect.fail('The page was told nothing of it yet.');
}

/** The card says it as the server does. Nothing is published, so the run keeps to none: some may wait though it goes before nobody. */
const wordsOf = ({ hurts }: Effect): RegExp => {
  if (hurts.length === 0) return /^Nobody ships later\.$/;
  return new RegExp(hurts.length === 1 ? '^1 order line ships later' : `^${hurts.length} order lines ship later`);
};

const isTold = (kept: Locator, told: () => Effect): Promise<void> =>
  vi.waitFor(async () => kept.getByText(wordsOf(told())).waitFor({ timeout: 500 }), {
    timeout: 120_000,
    interval: 500,
  });

/** A request of the page's own, with its status. */
const sent = (page: Page, method: string, path: string, body: object, more: object = {}): Promise<number> =>
  page.evaluate(
    async ([how, address, text, headers]) => {
      const own = { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID(), ...headers };
      const asked: RequestInit = { method: how, headers: own, body: text };
      return (await fetch(`/api/v1${address}`, asked)).status;
    },
    [method, path, JSON.stringify(body), more] as const,
  );

test('at four in the afternoon: a planner asks on the phone, a supervisor approves on another, the tickets come', async () => {
  const planner = await openPage(browser, { viewport: phone });
  const told = lastTold(planner);
  await signIn(planner, desk, 'planner', '/hot-list');
  await planner.getByText(/▲/).first().waitFor();
  await planner.goto(`${desk.url}/rush`);
  await planner.getByRole('combobox', { name: 'Customer' }).fill('NOBODY');
  await planner.getByRole('combobox', { name: 'Item' }).fill('BIKE-NOWHERE');
  await planner.getByLabel(/^Quantity/).fill('0');
  await planner.getByLabel(/^Wished for/).fill('1 jan 2020');
  await planner.getByRole('button', { name: 'When can it ship?' }).click();
  for (const text of ['no customer "NOBODY"', 'no item "BIKE-NOWHERE"', 'A quantity of 0', 'is gone by'])
    await planner.getByText(text).waitFor();
  await picture(planner, 'rush-faults-phone');
  // The first field at fault is gone to once, and mending another does not lead back to it.
  const focused = () => planner.evaluate(() => document.activeElement?.closest('div')?.parentElement?.textContent);
  await expect.poll(focused).toContain('Customer');
  await planner.getByLabel(/^Quantity/).fill('3');
  await planner.getByText('A quantity of 0').waitFor({ state: 'detached' });
  expect(await focused()).toContain('Quantity');

  const faults = faultsOf(planner);
  const [line] = await planner.evaluate(
    async () => (await (await fetch('/api/v1/customer-lines?filter=state:eq:open&limit=1')).json()).rows,
  );
  const changed = ({ id, version, priority }: { id: number; version: number; priority: number }) =>
    sent(planner, 'PATCH', `/customer-lines/${id}`, { priority: priority + 1 }, { 'if-match': `"${version}"` });
  expect(await changed(line)).toBe(200);
  await planner.getByRole('combobox', { name: 'Customer' }).fill(line.customer);
  await planner.getByRole('combobox', { name: 'Item' }).fill(line.item);
  await planner.getByLabel(/^Quantity/).fill('2');
  await planner.getByLabel(/^Wished for/).fill('+2');
  await planner.keyboard.press('Escape');
  // A plan whose inputs changed answers nothing; with the next one its refusal is gone, and the question still there.
  await planner.getByRole('button', { name: 'When can it ship?' }).click();
  const refusal = planner.getByRole('alert').filter({ hasText: 'plan' });
  await refusal.waitFor();
  await planner.getByRole('button', { name: 'Plan now' }).click();
  await refusal.waitFor({ state: 'detached' });
  await planner.getByRole('button', { name: 'When can it ship?' }).click();
  const kept = planner.getByRole('region', { name: 'If it waits its turn' });
  await isTold(kept, told);
  // While the next plan is being made the form waits for it, and asks that one.
  expect(await changed({ ...line, version: line.version + 1, priority: line.priority + 1 })).toBe(200);
  expect(await sent(planner, 'POST', '/planning-runs', {})).toBe(202);
  await planner.getByRole('button', { name: 'When can it ship?' }).click();
  await planner.getByText(/A new plan is being made of what has changed; it is asked as soon as it stands/).waitFor();
  await picture(planner, 'rush-waits-phone');
  await isTold(kept, told);
  await picture(planner, 'rush-offers-phone');
  await planner.emulateMedia({ colorScheme: 'dark' });
  await picture(planner, 'rush-offers-phone-dark');
  await planner.emulateMedia({ colorScheme: 'light' });
  await kept.getByRole('button', { name: 'Ask approval' }).click();
  await planner.getByText('It waits for a supervisor.').waitFor();

  const supervisor = await openPage(browser, { viewport: phone });
  await signIn(supervisor, desk, 'supervisor', '/approvals');
  const request = supervisor.getByRole('article', { name: `Rush order of ${line.item} for ${line.customer}` });
  await request.getByRole('button', { name: 'Approve' }).waitFor();
  await picture(supervisor, 'rush-approval-phone');
  await request.getByRole('button', { name: 'Approve' }).click();
  await supervisor.getByText(/^Approved: SO-\d+\/1 is ordered/).waitFor();

  // The planner's phone hears of it by itself.
  await planner.getByText(/^Approved by/).waitFor();
  await planner.getByText(/The plan (now )?ships it/).waitFor();
  await planner.setViewportSize({ width: 1440, height: 900 });
  await picture(planner, 'rush-approved');
  // An address without a page stands in the house too.
  await planner.goto(`${desk.url}/rush/nowhere`);
  await planner.getByText('There is no page at this address.').waitFor();
  await planner.getByRole('link', { name: 'Rush order' }).first().waitFor();
  await picture(planner, 'no-page');
  expect(faults).toEqual([]);
});
