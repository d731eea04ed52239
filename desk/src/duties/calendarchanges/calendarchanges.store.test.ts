import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { dayWords } from '../../house/daywords.ts';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;
const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};
const plan = async (): Promise<number> => {
  expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
  await test.workOff();
  return (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
};

/** Four released orders of eight hours wait for one welder; what begins within two working days is frozen once published. */
describe('a day closed over frozen work', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    test = await testApp();
    planner = await test.as(['planner', 'storekeeper']);
    supervisor = await test.as(['supervisor']);
    await put('/units', [{ code: 'pcs' }]);
    await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-14:00' }]);
    await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
    await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
    await put('/items', [{ code: 'FRAME', name: 'Frame', supply: 'make', unit: 'pcs' }]);
    await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 480 }]);
    await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
    for (const n of [1, 2, 3, 4]) {
      const due = plantDay(n);
      await put('/work-orders', [{ number: `MO-${n}`, item: 'FRAME', qty: 1, due, state: 'firm' }]);
      await put('/customer-lines', [
        { order_no: `SO-${n}`, line: 1, customer: 'MILLER', item: 'FRAME', qty: 1, due, promised: due },
      ]);
      expect((await planner('POST', `/work-orders/by-number/MO-${n}/release`, {})).status).toBe(201);
    }
  }, 120_000);
  afterAll(() => test.close());

  it('is shown, where nothing is published, as the planning run makes it too, which mends the newest plan', async () => {
    const from = await plan();
    const changes = { days: [{ calendar: 'DAY', day: plantDay(3), hours: '', name: 'Stocktaking' }] };
    const query = encodeURIComponent(JSON.stringify(changes));
    const shown = (await planner('GET', `/calendar-effects?changes=${query}`)).body;
    expect(shown.beside).toMatch(/^What a planning run would make with this, .*the newest plan, version 1, unless/);
    expect(await planner('POST', '/calendar-changes', { ...changes, plan: from })).toMatchObject({ status: 201 });
    const made = (await planner('GET', `/plan-versions/${from}/compare/${await plan()}`)).body.comparison;
    expect(shown.comparison.counts.moved).toBeGreaterThan(0);
    const { counts, verdict, operations } = made;
    expect(shown.comparison).toMatchObject({ counts, verdict, operations });
    const away = { days: [{ calendar: 'DAY', day: plantDay(3), hours: null, was: '' }] };
    expect((await planner('POST', '/calendar-changes', away)).status).toBe(201);

    const next = await plan();
    await planner('POST', `/plan-versions/${next}/submit?confirm=rival`, {});
    expect((await supervisor('POST', `/plan-versions/${next}/approve`, { publish: true })).status).toBe(201);
  });

  it('is shown as the planning run makes it: moves, frozen changes, broken promises and hours alike', async () => {
    const from = await plan();
    const frozen = await test.db.selectFrom('plan_steps').select('starts').where('frozen', '=', true).execute();
    expect(frozen.map(({ starts }) => starts.slice(0, 10))).toContain(plantDay(1));
    const changes = { days: [{ calendar: 'DAY', day: plantDay(1), hours: '', name: 'Stocktaking' }] };
    const query = encodeURIComponent(JSON.stringify(changes));
    const shown = await planner('GET', `/calendar-effects?changes=${query}`);
    expect(shown.status).toBe(200);
    expect(await planner('POST', '/calendar-changes', { ...changes, plan: from })).toMatchObject({ status: 201 });
    const made = (await planner('GET', `/plan-versions/${from}/compare/${await plan()}`)).body.comparison;
    // Who stood in the closed day, and who stood behind it, is told by it before it is saved and after.
    const closed = new RegExp(`DAY is closed on ${dayWords(plantDay(1), plantDay(0))} \\(Stocktaking\\)\\.`);
    for (const { orders } of [shown.body.comparison, made]) {
      const later = orders.filter(({ became }: { became: string }) => /later|newly late/.test(became));
      expect(later.length).toBeGreaterThan(0);
      for (const { why } of later) expect(why).toMatch(closed);
      expect(later.some(({ why }: { why: string }) => why.startsWith('New cause: DAY is closed'))).toBe(true);
    }
    const { counts, verdict, frozen_until, work_centres, operations } = shown.body.comparison;
    expect(counts.moved).toBeGreaterThan(0);
    expect({ counts, verdict, frozen_until, work_centres, operations }).toEqual({
      counts: made.counts,
      verdict: made.verdict,
      frozen_until: made.frozen_until,
      work_centres: made.work_centres,
      operations: made.operations,
    });
    // Left as it is, the floor loses no work to the closed day either.
    for (const { work } of shown.body.least.work_centres) expect(work.after).toBe(work.before);
  });

  it('and taken away again is named among what was written since', async () => {
    const away = { days: [{ calendar: 'DAY', day: plantDay(1), hours: null, was: '' }] };
    expect((await planner('POST', '/calendar-changes', away)).status).toBe(201);
    const { number } = (await planner('GET', '/plan-versions?limit=1')).body.rows[0];
    const { changes } = (await planner('GET', `/plan-versions/${number}`)).body;
    expect(changes).toMatchObject([{ kind: 'calendar_days', called: `DAY/${plantDay(1)}`, action: 'delete' }]);
  });

  it('that is so already writes nothing, and says so', async () => {
    const day = plantDay(24);
    const closed = { days: [{ calendar: 'DAY', day, hours: '', name: 'Xmas eve' }] };
    const row = async () => (await planner('GET', `/calendar-days?filter=day:eq:${day}`)).body.rows[0];
    expect((await planner('POST', '/calendar-changes', closed)).body.saved).toBe(1);
    const before = await row();
    expect(before).toMatchObject({ hours: '', name: 'Xmas eve', version: 1 });
    const again = { days: closed.days.map((one) => ({ ...one, was: '' })) };
    const { body } = await (await test.as(['planner']))('POST', '/calendar-changes', again);
    expect(body).toEqual({ saved: 0, done: 'It is so already: nothing was saved.' });
    expect(await row()).toEqual(before);
  });

  it('is written once where two make another special day of it in one moment: the second is told by whom', async () => {
    const ann = await test.as(['planner']);
    const saving = (who: Ask, hours: string) =>
      who('POST', '/calendar-changes', {
        days: [{ calendar: 'DAY', day: plantDay(20), hours, name: null, was: null }],
      });
    const waiting = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    // Nobody writes a day until both have come as far as they come.
    const both = await test.db.transaction().execute(async (tx) => {
      await sql`lock table calendar_days in share row exclusive mode`.execute(tx);
      const asked = [saving(planner, ''), saving(ann, '06:00-10:00')];
      await vi.waitUntil(async () => (await waiting.execute(test.db)).rows[0]!.n >= 2, { timeout: 30_000 });
      return { asked };
    });
    const made = await Promise.all(both.asked);
    expect(made.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409]);
    const told = made.find(({ status }) => status === 409)!;
    expect(told.body.code).toBe('changed');
    expect(told.body.detail).toMatch(
      /^Not as you saw it: .* of DAY is (closed|open 06:00-10:00) by now, changed by planner/,
    );
  });
});
