import { once } from 'node:events';
import { createServer } from 'node:net';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openBrowser, openPage, phone, type RunningDesk } from './browser.ts';
import { faultsOf, picture, signIn, startDemo, visitAs } from './demo.ts';

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

/** A printer of tickets: it takes what comes on its port. */
async function printerAt(): Promise<{ readonly port: number; readonly taken: Buffer[]; close(): void }> {
  const taken: Buffer[] = [];
  const server = createServer((socket) => {
    const parts: Buffer[] = [];
    socket.on('data', (part: Buffer) => parts.push(part));
    socket.on('end', () => taken.push(Buffer.concat(parts)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as { port: number }).port, taken, close: () => void server.close() };
}

interface Rows<Row> {
  readonly rows: readonly Row[];
}
interface Ticket {
  readonly order: string;
  readonly issue: number | null;
}
interface Print {
  readonly subject: string;
  readonly state: string;
  readonly labels: number;
  readonly asked_by: string;
}
const read = <Body>(page: Page, path: string): Promise<Body> =>
  page.evaluate(async (address) => (await fetch(`/api/v1${address}`)).json() as Promise<never>, path);
const tickets = async (page: Page, filter: string) =>
  (await read<Rows<Ticket>>(page, `/tickets?filter=${encodeURIComponent(filter)}&limit=1000`)).rows;

/** Every released order has its paper, and tickets go to one printer from now on; answers the issue of each. */
async function allPrinted(planner: Page, port: number): Promise<ReadonlyMap<string, number | null>> {
  const admin = await openPage(browser);
  await visitAs(admin, desk, 'admin', '/profile');
  expect(await sent(admin, 'POST', '/printers', { code: 'HALL', host: '127.0.0.1', port, speaks: 'PDF' })).toBe(201);
  await admin.close();
  expect(await sent(planner, 'PUT', '/labels/ticket-printer', { printer: 'HALL' })).toBe(200);
  const due = () => tickets(planner, 'paper:in:to print,changed since');
  const orders = (await due()).map(({ order }) => order);
  if (orders.length > 0) expect(await sent(planner, 'POST', '/tickets/send', { orders })).toBe(201);
  await vi.waitUntil(async () => (await due()).length === 0, { timeout: 120_000, interval: 500 });
  return new Map((await tickets(planner, 'paper:eq:printed')).map(({ order, issue }) => [order, issue]));
}

/** Once its plan is published the printer has what is new or changed, and no ticket that was printed before. */
async function changedAlone(planner: Page, supervisor: Page, before: ReadonlyMap<string, number | null>) {
  const { version } = await read<{ version: { number: number } }>(planner, '/plan-state');
  expect(await sent(planner, 'POST', `/plan-versions/${version.number}/submit`, {})).toBe(201);
  expect(await sent(supervisor, 'POST', `/plan-versions/${version.number}/approve`, { publish: true })).toBe(201);
  const lists = (
    await read<Rows<{ id: number; operations: number }>>(planner, `/publications?version=${version.number}`)
  ).rows;
  const batch: string[] = [];
  for (const { id } of lists)
    batch.push(...(await read<{ tickets: string[] }>(planner, `/publications/${id}`)).tickets);
  expect(batch.length).toBeGreaterThan(0);
  const issues = new Map((await tickets(planner, '')).map(({ order, issue }) => [order, issue]));
  expect(batch.filter((order) => before.has(order) && before.get(order) === issues.get(order))).toEqual([]);
  const own = async () =>
    (await read<Rows<Print>>(planner, '/labels/prints')).rows.filter(({ asked_by }) => asked_by.startsWith('Sven'));
  await vi.waitUntil(async () => (await own()).every(({ state }) => state === 'sent'), {
    timeout: 120_000,
    interval: 500,
  });
  const prints = await own();
  const ofTickets = prints.filter(({ subject }) => subject === 'ticket');
  expect(ofTickets.reduce((sum, { labels }) => sum + labels, 0)).toBe(batch.length);
  // Each list is changed by a rush order, or was never sent: it is printed too.
  expect(prints.length - ofTickets.length).toBe(lists.filter(({ operations }) => operations > 0).length);
  return prints.length;
}

test('at four in the afternoon: a planner asks on the phone, a supervisor approves on another, the tickets come', async () => {
  const planner = await openPage(browser, { viewport: phone });
  const told = lastTold(planner);
  await signIn(planner, desk, 'planner', '/hot-list');
  await planner.getByText(/▲/).first().waitFor();
  const printer = await printerAt();
  const before = await allPrinted(planner, printer.port);
  expect(before.size).toBeGreaterThan(0);
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
  const earlier = printer.taken.length;
  const prints = await changedAlone(planner, supervisor, before);
  expect(printer.taken.length - earlier).toBe(prints);
  printer.close();
  // An address without a page stands in the house too.
  await planner.goto(`${desk.url}/rush/nowhere`);
  await planner.getByText('There is no page at this address.').waitFor();
  await planner.getByRole('link', { name: 'Rush order' }).first().waitFor();
  await picture(planner, 'no-page');
  expect(faults).toEqual([]);
});
