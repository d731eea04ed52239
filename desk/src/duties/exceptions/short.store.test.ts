import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};
const plan = async () => {
  expect((await planner('POST', '/planning-runs', {})).status).toBeLessThan(300);
  await test.workOff();
};
interface Row {
  readonly key: string;
  readonly kind: string;
  readonly text: string;
  readonly lines: readonly { readonly line: string }[];
  readonly instead: readonly { readonly text: string; readonly version: number | null; readonly item: string | null }[];
}
const seen = async (): Promise<readonly Row[]> => (await planner('GET', '/exceptions')).body.rows;
const shorts = async () => (await seen()).filter(({ kind }) => kind === 'order-short');
const report = async (ticket: string, seq: number, more: object, confirm = '') => {
  const answer = await planner('POST', `/progress${confirm ? `?confirm=${confirm}` : ''}`, { ticket, seq, ...more });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
};

/** MO-1 makes ten frames: six for MO-2, which packs them for SO-1 tomorrow, and four that SO-2 takes in three days. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'buyer', 'storekeeper', 'supervisor', 'expediter']);
  const supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [
    { code: 'SAW', calendar: 'DAY' },
    { code: 'PACK', calendar: 'DAY' },
  ]);
  await put('/machines', [
    { code: 'S1', work_centre: 'SAW' },
    { code: 'S2', work_centre: 'SAW' },
    { code: 'P1', work_centre: 'PACK' },
  ]);
  await put('/items', [
    { code: 'FRAME', supply: 'make', unit: 'pcs' },
    { code: 'BIKE', supply: 'make', unit: 'pcs' },
  ]);
  await put('/components', [{ parent: 'BIKE', component: 'FRAME', qty_per: 1 }]);
  await put('/routing-steps', [
    { item: 'FRAME', seq: 10, name: 'Saw', work_centre: 'SAW', run_minutes: 30 },
    { item: 'FRAME', seq: 20, name: 'Deburr', work_centre: 'SAW', run_minutes: 6 },
    { item: 'BIKE', seq: 10, name: 'Pack', work_centre: 'PACK', run_minutes: 60 },
  ]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  await put('/locations', [{ code: 'BIN' }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'BIKE', qty: 6, due: plantDay(1) },
    { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'FRAME', qty: 4, due: plantDay(3) },
  ]);
  await put('/work-orders', [
    { number: 'MO-1', item: 'FRAME', qty: 10, due: plantDay(0), state: 'firm' },
    { number: 'MO-2', item: 'BIKE', qty: 6, due: plantDay(1), order_no: 'SO-1', line: 1, state: 'firm' },
  ]);
  await planner('POST', '/tickets/release', { orders: ['MO-1'] });
  await plan();
  await planner('POST', '/plan-versions/1/submit', {});
  expect((await supervisor('POST', '/plan-versions/1/approve', { publish: true })).status).toBe(201);
  await test.workOff();
}, 120_000);
afterAll(() => test.close());

describe('an order that delivers less than was published', () => {
  it('is none while nothing is scrap', async () => {
    await report('MO-1', 10, { good: 5 });
    expect(await shorts()).toEqual([]);
  });

  it('is told once with why, whom it leaves short and where the rest may come from', async () => {
    await report('MO-1', 10, { scrap: 3, scrap_reason: 'porous' });
    const [row, ...more] = await shorts();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ text: 'MO-1 delivers 3 FRAME less than was published (porous).' });
    expect(row!.lines.map(({ line }) => line)).toEqual(['SO-2/1']);
    expect(row!.instead.map(({ text }) => text)).toEqual([
      'Make the rest: no plan was made since that makes it. Maybe plan again.',
      'Tell Miller Cycles: nobody knows yet when the rest of SO-2/1 ships.',
    ]);
  });

  it('has the stock that is available: free, and taken by nobody', async () => {
    await put('/stock', [{ item: 'FRAME', location: 'BIN', qty: 1 }]);
    expect((await shorts())[0]!.instead[0]).toMatchObject({
      text: 'Take 1 from stock: 1 pcs FRAME is available. Planned again it is so; reserved it stays so.',
      item: 'FRAME',
    });
  });

  it('says what the plan made since makes of it, and tries to have that sooner', async () => {
    await plan();
    const [row] = await shorts();
    // The plan feeds SO-2 first and makes the rest for MO-2: of 3 + 1 that are there of its six, 2 are made.
    expect(row!.instead[0]!.text).toMatch(
      /^Make the rest as version 3 has it, planned since: 1 pcs from stock; 2 pcs by planned order \d+, .*\./,
    );
    expect(row!.instead[1]!.text).toMatch(/SO-2\/1 ships no later by the plan made since/);
    const { tried } = (await planner('GET', `/exceptions/proposals?key=${encodeURIComponent(row!.key)}`)).body;
    expect(tried).toMatch(/^\d+ moves were tried: /);
  });

  it('finished with fewer leaves short whom it was to feed, and still does once it is over', async () => {
    await report('MO-1', 10, { good: 2, finished: true });
    await report('MO-1', 20, { good: 5, finished: true }, 'finished-short');
    const [row] = await shorts();
    expect(row).toMatchObject({
      text: 'MO-1 delivers 5 FRAME less than was published (porous); 1 operation waits for it.',
    });
    expect(row!.lines.map(({ line }) => line)).toEqual(['SO-1/1', 'SO-2/1']);
    expect((await seen()).filter(({ kind }) => kind !== 'order-short' && kind !== 'not-begun')).toEqual([]);
  });

  it('is none any more once a plan that knows it is published', async () => {
    await plan();
    const { version } = (await planner('GET', '/plan-state')).body;
    await planner('POST', `/plan-versions/${version.number}/submit`, {});
    const other = await test.as(['supervisor']);
    expect((await other('POST', `/plan-versions/${version.number}/approve`, { publish: true })).status).toBe(201);
    await test.workOff();
    expect(await shorts()).toEqual([]);
  });

  it('counts as lost since what no version knew, not what the records had before the first report', async () => {
    await put('/items', [{ code: 'FORK', supply: 'make', unit: 'pcs' }]);
    await put('/customer-lines', [
      { order_no: 'SO-3', line: 1, customer: 'MILLER', item: 'FORK', qty: 9, due: plantDay(4) },
    ]);
    await put('/work-orders', [{ number: 'MO-3', item: 'FORK', qty: 10, scrap: 1, state: 'started' }]);
    await put('/work-steps', [
      { work_order: 'MO-3', seq: 10, work_centre: 'SAW', run_minutes: 5, state: 'started', good: 4, scrap: 1 },
    ]);
    await plan();
    const { version } = (await planner('GET', '/plan-state')).body;
    await planner('POST', `/plan-versions/${version.number}/submit`, {});
    const other = await test.as(['supervisor']);
    expect((await other('POST', `/plan-versions/${version.number}/approve`, { publish: true })).status).toBe(201);
    await test.workOff();
    await report('MO-3', 10, { scrap: 2, scrap_reason: 'bent' });
    expect(await shorts()).toMatchObject([{ text: 'MO-3 delivers 2 FORK less than was published (bent).' }]);

    // Written into the records it is lost since all the same.
    const step = (await planner('GET', '/work-steps')).body.rows.find(
      (one: { work_order: string }) => one.work_order === 'MO-3',
    );
    await planner('PATCH', `/work-steps/${step.id}`, { scrap: 4 }, { version: step.version });
    expect((await shorts())[0]!.text).toMatch(/^MO-3 delivers 3 FORK less than was published/);
  });
});
