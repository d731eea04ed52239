import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createUser } from '../desk/src/duties/users/users.store.ts';
import type { Role } from '../desk/src/house/permission.ts';
import { type Database, openTables } from '../desk/src/server/database/database.ts';
import { stamp } from '../desk/src/server/http.ts';
import { makeSite, plantDay } from '../desk/src/server/test-app.ts';
import { openBrowser, openPage, phone, type RunningDesk, startDesk } from './browser.ts';
import { faultsOf, password, picture, signInAs } from './demo.ts';

let browser: Browser;
let desk: RunningDesk;
let db: Database;

interface Answer {
  readonly rows: readonly {
    readonly id: number;
    readonly version: number;
    readonly number: number;
    readonly state: string;
  }[];
}
/** Asks as who is signed in at a page. */
type Ask = (method: string, path: string, data?: object, version?: number) => Promise<Answer>;
const askAs =
  (page: Page): Ask =>
  async (method, path, data, version) => {
    const answer = await page.request.fetch(`${desk.url}/api/v1${path}`, {
      method,
      headers: {
        origin: desk.url,
        'idempotency-key': crypto.randomUUID(),
        ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      },
      ...(data ? { data } : {}),
    });
    expect(answer.status(), `${method} ${path}: ${await answer.text()}`).toBeLessThan(300);
    return (await answer.json()) as Answer;
  };

const people: Readonly<Record<string, Role>> = {
  paula: 'planner',
  peter: 'planner',
  sven: 'supervisor',
  olga: 'operator',
};
const letters = ['A', 'B', 'C', 'E'];

let page: Page;
let planner: Ask;

/** Three orders wait for one welder, a day each, in the order A, B, C; that plan is published and its tickets are printed. */
beforeAll(async () => {
  [browser, desk] = [await openBrowser(), await startDesk()];
  db = openTables(desk.databaseUrl, 2);
  await makeSite(db, 'PLANT');
  await db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    for (const [name, role] of Object.entries(people))
      await createUser(tx, { name, email: `${name}@example.com`, password, grants: [{ site: 'PLANT', role }] });
  });
  page = await openPage(browser);
  await signInAs(page, desk, 'paula', '/versions');
  planner = askAs(page);
  const supervisor = await openPage(browser);
  await signInAs(supervisor, desk, 'sven', '/versions');
  await askAs(supervisor)('PUT', '/approval-settings', { frozen_days: 0 });
  await planner('POST', '/units', { code: 'pcs' });
  await planner('POST', '/calendars', { code: 'DAY', week: 'Mon-Sun 06:00-14:00' });
  await planner('POST', '/work-centres', { code: 'WELD', calendar: 'DAY', department: 'Metal' });
  await planner('POST', '/machines', { code: 'W1', work_centre: 'WELD' });
  await planner('POST', '/customers', { code: 'MILLER', name: 'Miller Cycles' });
  for (const letter of letters) {
    await planner('POST', '/items', { code: `FRAME-${letter}`, supply: 'make', unit: 'pcs' });
    await planner('POST', '/routing-steps', {
      item: `FRAME-${letter}`,
      seq: 10,
      work_centre: 'WELD',
      run_minutes: 480,
    });
  }
  for (const [letter, due] of [
    ['A', 1],
    ['B', 4],
    ['C', 6],
  ] as const)
    await order(letter, due);
  const first = await plan();
  await planner('POST', `/plan-versions/${first}/submit`, {});
  await askAs(supervisor)('POST', `/plan-versions/${first}/approve`, { publish: true });
  await idle();
});
afterAll(async () => {
  await browser?.close();
  await db?.destroy();
  await desk?.stop();
});

async function order(letter: string, due: number): Promise<void> {
  const of = { item: `FRAME-${letter}`, due: plantDay(due) };
  await planner('POST', '/work-orders', { number: `MO-${letter}`, qty: 1, state: 'firm', ...of });
  await planner('POST', '/customer-lines', { order_no: `SO-${letter}`, line: 1, customer: 'MILLER', qty: 1, ...of });
}

async function change(kind: string, filter: string, to: object): Promise<void> {
  const { rows } = await planner('GET', `/${kind}?filter=${filter}`);
  const { id, version } = rows[0]!;
  await planner('PATCH', `/${kind}/${id}`, to, version);
}

/** Until no run waits or works. */
const idle = () =>
  vi.waitUntil(
    async () => {
      const { rows } = await planner('GET', '/planning-runs');
      return rows.every(({ state }) => state !== 'waiting' && state !== 'running');
    },
    { timeout: 60_000, interval: 300 },
  );

async function plan(): Promise<number> {
  await planner('POST', '/planning-runs', {});
  await idle();
  return (await planner('GET', '/plan-versions?limit=1')).rows[0]!.number;
}

test('the supervisor compares on the phone, approves all but one; the wall screen changes; an old ticket scanned says superseded', async () => {
  const wall = await openPage(browser, { viewport: { width: 1920, height: 1080 } });
  await signInAs(wall, desk, 'olga', '/wall/WELD');
  const next = wall.getByRole('region', { name: 'Next' });
  await next.getByText('MO-A').waitFor();
  const turns = async (): Promise<string> =>
    (await next.innerText())
      .match(/MO-[A-E]/g)
      ?.filter((one, at, all) => all.indexOf(one) === at)
      .join(' ') ?? '';
  expect(await turns()).toBe('MO-A MO-B MO-C');

  // C is wanted tomorrow, A can wait, and two of B are wanted.
  await change('customer-lines', 'order_no:eq:SO-C', { due: plantDay(1), priority: 1 });
  await change('work-orders', 'number:eq:MO-C', { due: plantDay(1) });
  await change('customer-lines', 'order_no:eq:SO-A', { due: plantDay(10) });
  await change('work-orders', 'number:eq:MO-A', { due: plantDay(10) });
  await change('work-orders', 'number:eq:MO-B', { qty: 2 });
  const draft = await plan();
  const faults = faultsOf(page);
  await page.goto(`${desk.url}/versions/${draft}`);
  await page.getByRole('button', { name: 'Submit for approval' }).click();
  await page.getByText(/^Submitted: waits/).waitFor();
  expect(await page.getByRole('checkbox', { name: /^Leave out/ }).count()).toBe(0);

  const hand = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await signInAs(hand, desk, 'sven', '/approvals');
  const handFaults = faultsOf(hand);
  await hand.getByRole('link', { name: 'Read what changes' }).tap();
  const tick = hand.getByRole('checkbox', { name: 'Leave out SO-A/1' });
  await tick.tap();
  expect(await hand.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(phone.width);
  const left = hand.getByRole('region', { name: 'Left out' });
  await left.getByText('SO-A/1').waitFor();
  await picture(hand, 'allbut-phone');
  await hand.emulateMedia({ colorScheme: 'dark' });
  await picture(hand, 'allbut-phone-dark');
  await hand.emulateMedia({ colorScheme: 'light' });
  const door = left.getByRole('button', { name: 'Approve all but this one' });
  expect((await door.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await door.tap();
  await hand.getByText('was approved in place of').waitFor({ timeout: 60_000 });
  expect(await turns()).toBe('MO-A MO-B MO-C');
  await picture(hand, 'allbut-made-phone');
  await hand
    .getByRole('link', { name: `Version ${draft + 1}` })
    .first()
    .tap();
  await hand.getByText(/submitted it: version \d+ without MO-A/).waitFor();
  await picture(hand, 'allbut-approved-phone');
  await hand.getByRole('button', { name: 'Publish' }).tap();
  await hand.getByText(/^Published: the floor works to it/).waitFor();

  await vi.waitUntil(async () => (await turns()) === 'MO-A MO-C MO-B', { timeout: 30_000 });
  await picture(wall, 'allbut-wall');
  const floor = await openPage(browser, { viewport: phone });
  await signInAs(floor, desk, 'olga', '/report');
  await floor.getByRole('textbox', { name: 'Ticket or work order' }).fill('T-MO-B-1');
  await floor.keyboard.press('Enter');
  await floor.getByText(/T-MO-B-1 is superseded by issue 2, .* Work by the new paper/).waitFor();
  await picture(floor, 'allbut-ticket-phone');
  expect([...faults, ...handFaults]).toEqual([]);
});

test('of two planners who submit against the same plan the second is told, and reads the difference when the first is published', async () => {
  await idle();
  const first = await plan();
  await planner('POST', `/plan-versions/${first}/submit`, {});
  await order('E', 3);
  const second = await plan();
  const peter = await openPage(browser);
  await signInAs(peter, desk, 'peter', `/versions/${second}`);
  const faults = faultsOf(peter);
  await peter.getByRole('button', { name: 'Submit for approval' }).click();
  await peter.getByText(new RegExp(`Version ${first} was submitted by paula .* against the same plan`)).waitFor();
  await picture(peter, 'rival');
  await peter.getByRole('button', { name: 'Submit it beside' }).click();
  await peter.getByText(/^Submitted: waits/).waitFor();

  const hand = await openPage(browser, { viewport: phone, hasTouch: true, isMobile: true });
  await signInAs(hand, desk, 'sven', `/versions/${first}`);
  await hand.getByRole('button', { name: 'Approve and publish' }).tap();
  await hand.getByText(/^Published: the floor works to it/).waitFor();
  const against = peter.getByRole('region', { name: 'Since it was made' });
  await against.getByText('In it these ship at another date than in this one:').waitFor();
  await against.getByRole('link', { name: 'SO-E/1' }).waitFor();
  await peter.getByText(`Overtaken while submitted: version ${first} was published since it was made.`).waitFor();
  await picture(peter, 'overtaken');
  expect(faults).toEqual([]);
});
