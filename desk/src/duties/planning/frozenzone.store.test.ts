import { plan as solved } from '@hotlist/engine';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { setSetting } from '../../server/settings.ts';
import { type Ask, plantDay as days, plantNow, setNow, type TestApp, testApp } from '../../server/test-app.ts';
import { setApproval } from '../approval/approval.test-support.ts';
import { asRun, keepMade } from './planning.jobs.ts';
import { readInputs } from './planning.store.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** Three released orders wait for one welder, eight hours each; the site's clock shows Tuesday 9:00. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Fri 06:00-14:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [
    { code: 'W1', work_centre: 'WELD' },
    { code: 'W2', work_centre: 'WELD' },
  ]);
  await put('/items', [
    { code: 'FRAME', name: 'Frame', supply: 'make', unit: 'pcs' },
    { code: 'TUBE', name: 'Tube', supply: 'buy', unit: 'pcs' },
  ]);
  await put('/vendors', [{ code: 'KRAFT', name: 'Kraft' }]);
  await put('/sources', [{ item: 'TUBE', vendor: 'KRAFT', vendor_days: 20 }]);
  await put('/locations', [{ code: 'A1' }]);
  await put('/stock', [{ item: 'TUBE', location: 'A1', qty: 1 }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 480 }]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  const orders = [
    ['MO-A', 1],
    ['MO-B', 1],
    ['MO-C', 2],
    ['MO-D', 2],
    ['MO-E', 3],
    ['MO-F', 6],
  ] as const;
  for (const [number, due] of orders) {
    await put('/work-orders', [{ number, item: 'FRAME', qty: 1, due: days(due), state: 'firm' }]);
    await put('/customer-lines', [
      { order_no: `SO${number.slice(2)}`, line: 1, customer: 'MILLER', item: 'FRAME', qty: 1, due: days(due) },
    ]);
    expect((await planner('POST', `/work-orders/by-number/${number}/release`, {})).status).toBe(201);
  }
});
afterAll(() => test.close());
beforeEach(() => setNow(test.db, plantNow));

async function plan(): Promise<number> {
  const { body: run } = await planner('POST', '/planning-runs', {});
  await test.workOff();
  const done = (await planner('GET', `/planning-runs/${run.id}`)).body;
  expect(done).toMatchObject({ state: 'done', error: null });
  return (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
}

async function publish(): Promise<void> {
  const number = await plan();
  await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
  expect((await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true })).status).toBe(201);
}

/** Steps of the newest plan by their order, in the order in which they start. */
async function stepsNow() {
  const rows = await test.db
    .selectFrom('plan_steps')
    .innerJoin('plan_versions', 'plan_versions.id', 'plan_steps.version')
    .select(['order_id', 'machine', 'starts', 'frozen', 'number'])
    .orderBy('number', 'desc')
    .orderBy('starts')
    .execute();
  return rows.filter((row) => row.number === rows[0]?.number).map((row) => ({ ...row, order: row.order_id.slice(5) }));
}
const onW1 = async (): Promise<readonly string[]> =>
  (await stepsNow()).filter((row) => row.machine === 'W1').map((row) => row.order);
const firstOf = async (order: string) => (await stepsNow()).find((row) => row.order === order);

async function patch(kind: string, filter: string, change: object): Promise<void> {
  const [row] = (await planner('GET', `/${kind}?filter=${filter}`)).body.rows;
  expect((await planner('PATCH', `/${kind}/${row.id}`, change, { version: row.version })).status).toBe(200);
}

// Each plans and publishes, late work and all.
describe('the frozen zone', { timeout: 120_000 }, () => {
  it('keeps machine and turn of what begins within two working days, whatever became more urgent', async () => {
    await publish();
    const before = await stepsNow();
    const zone = before.filter((row) => row.starts < `${days(2)}T12:00`);
    expect(zone.length).toBeGreaterThanOrEqual(2);
    const rest = before.filter((row) => !zone.includes(row));
    // The last one is wanted today now.
    await patch('customer-lines', 'order_no:eq:SO-F', { due: days(0), priority: 1 });
    await patch('work-orders', 'number:eq:MO-F', { due: days(0) });
    await plan();
    const after = await stepsNow();
    for (const step of zone) {
      const now = after.find((row) => row.order === step.order);
      expect([now?.order, now?.machine, now?.starts, now?.frozen]).toEqual([
        step.order,
        step.machine,
        step.starts,
        true,
      ]);
    }
    expect(rest.length).toBeGreaterThan(0);
    expect(after.filter((row) => row.frozen)).toHaveLength(zone.length);
  });

  it('lets clock times slide: what was not begun in time begins now, and what follows keeps its turn', async () => {
    await publish();
    const before = await onW1();
    await setNow(test.db, `${days(1)}T11:00:00.000Z`);
    await plan();
    const [first] = await stepsNow();
    expect(Date.parse(String(first?.starts))).toBeGreaterThanOrEqual(Date.parse(`${days(1)}T11:00:00Z`));
    const after = await onW1();
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
  });

  it('says what could not keep its turn', async () => {
    await publish();
    const [first, second] = await onW1();
    const stood = await firstOf(String(first));
    // What was first on the machine needs a tube that comes in three weeks; and a second frame is to be made of it.
    await put('/work-materials', [{ work_order: first, item: 'TUBE', seq: 10, qty: 50 }]);
    await patch('work-orders', `number:eq:${first}`, { qty: 2 });
    await plan();
    const now = await firstOf(String(first));
    expect(now?.machine).toBe('W1');
    expect(String(now?.starts) > String(stood?.starts)).toBe(true);
    const { rows } = (await planner('GET', '/action-messages?limit=200')).body;
    const told = rows.filter(
      (row: { kind: string; supply: string }) => row.kind === 'time-fence-conflict' && row.supply === `work/${first}`,
    );
    expect(told.map((row: { text: string }) => row.text)).toEqual([
      expect.stringMatching(
        new RegExp(
          `^Step 10 of ${first} could not keep its turn on W1: step 10 of ${second} goes first now.*The quantity of ${first} became 2 instead of 1`,
        ),
      ),
    ]);
  });

  it('is as long as the site says: of no days, nothing is frozen', async () => {
    await publish();
    expect((await setApproval(supervisor, { frozen_days: 0 })).status).toBe(200);
    await plan();
    expect((await stepsNow()).some((row) => row.frozen)).toBe(false);
    await setApproval(supervisor, { frozen_days: 2 });
  });

  it('keeps the parts of a step that is split over machines, each on its machine and in its place', async () => {
    await put('/work-centres', [{ code: 'CUT', calendar: 'DAY' }]);
    await put('/machines', [
      { code: 'C1', work_centre: 'CUT' },
      { code: 'C2', work_centre: 'CUT' },
    ]);
    await put('/items', [{ code: 'PANEL', name: 'Panel', supply: 'make', unit: 'pcs' }]);
    await put('/routing-steps', [{ item: 'PANEL', seq: 10, work_centre: 'CUT', run_minutes: 60, split_machines: 2 }]);
    const ordered = async (number: string, day: number) => {
      const due = days(day);
      await put('/work-orders', [{ number, item: 'PANEL', qty: 8, due, state: 'firm' }]);
      await put('/customer-lines', [
        { order_no: `SO${number.slice(2)}`, line: 1, customer: 'MILLER', item: 'PANEL', qty: 8, due },
      ]);
    };
    await ordered('MO-P', 1);
    await publish();
    const places = async () =>
      (await stepsNow())
        .filter((row) => row.order === 'MO-P')
        .map(({ machine, starts }) => [machine, starts])
        .toSorted();
    const before = await places();
    expect(before.map(([machine]) => machine)).toEqual(['C1', 'C2']);
    // Wanted before it, and it stays.
    await ordered('MO-Q', 0);
    await plan();
    expect(await places()).toEqual(before);
    expect((await stepsNow()).filter((row) => row.order === 'MO-P' && row.frozen)).toHaveLength(2);
  });

  it('is as long with a version as when its inputs were read, whatever is set before that is kept', async () => {
    const inputs = await test.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute((tx) => readInputs(tx, 'PLANT'));
    const { run, days: working } = asRun(inputs, {}, plantNow);
    const { problem } = run;
    const kept = await test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      await setSetting(tx, 'PLANT', 'frozen_days', 9);
      const made = { site: 'PLANT', inputs, problem, plan: solved(problem), days: working };
      const id = await keepMade(tx, [], made, { madeBy: 'Paula', reason: 'Test', now: plantNow });
      return tx.selectFrom('plan_versions').select('frozen_days').where('id', '=', id).executeTakeFirstOrThrow();
    });
    expect([inputs.frozenDays, kept.frozen_days]).toEqual([2, 2]);
  });
});
