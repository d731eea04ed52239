import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lateDaysText } from '../../house/lengths.ts';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { StandingPlans } from './answers.jobs.ts';
import { readInputs } from './planning.store.ts';

let test: TestApp;
let planner: Ask;
let viewer: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** A frame takes two metres of tube; the tube of the first order is on a line two weeks late, and QUICK is there in two. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'expediter', 'storekeeper', 'supervisor']);
  viewer = await test.as(['viewer']);
  await put('/units', [{ code: 'pcs' }, { code: 'm', decimals: 3 }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/calendar-days', [{ calendar: 'DAY', day: days(2) }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [
    { code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs' },
    { code: 'TUBE', name: 'Tubing', supply: 'buy', unit: 'm' },
  ]);
  await put('/components', [{ parent: 'FRAME', component: 'TUBE', qty_per: 2 }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', setup_minutes: 30, run_minutes: 6 }]);
  await put('/vendors', [{ code: 'KRAFT' }, { code: 'QUICK' }]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  await put('/sources', [{ item: 'TUBE', vendor: 'QUICK', rank: 2, transit_days: 2, unit_cost: 4.5 }]);
  await put('/purchase-lines', [
    { order_no: 'PO-1', line: 1, vendor: 'KRAFT', item: 'TUBE', qty: 40, promised: days(2), estimated: days(15) },
  ]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 20, due: days(1), unit_price: 420 },
  ]);
});
afterAll(() => test.close());

async function plan() {
  expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
  await test.workOff();
}

/** Planning is a worker's job; a busy machine takes its time. */
const patience = 120_000;

it('no plan, asked, says that nothing is planned', async () => {
  for (const path of ['/ship-dates?line=SO-1/1', '/ready-plan'])
    expect(await viewer('GET', path)).toMatchObject({ status: 202, body: { code: 'nothing-planned', status: 202 } });
});

describe('the standing plan, asked', () => {
  beforeAll(plan, patience);

  it('is read before, while the question is typed', async () => {
    const { number } = (await planner('GET', '/plan-state')).body.version;
    expect(await viewer('GET', '/ready-plan')).toMatchObject({ status: 200, body: { number } });
  });

  it('when a line can ship: whoever sees orders may ask', async () => {
    const { status, body } = await viewer('GET', '/ship-dates?line=SO-1/1');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      version: { number: 1 },
      kept: { delayed: [], sets: expect.arrayContaining([expect.objectContaining({ kind: 'material' })]) },
      why: null,
    });
    // Late by the tube alone: with nobody else in the factory it would ship no sooner.
    expect(Date.parse(body.soonest)).toBeLessThanOrEqual(Date.parse(body.kept.date));
    expect(Date.parse(body.soonest)).toBeGreaterThan(Date.parse(`${days(1)}T16:00:00Z`));
  });

  it(
    'a date is promised as it was answered, with what set it; any other, and by a viewer, is refused',
    async () => {
      const { date, sets } = (await planner('GET', '/ship-dates?line=SO-1/1')).body.kept;
      const promised = { line: 'SO-1/1', date };
      expect(await viewer('POST', '/promises', promised)).toMatchObject({ status: 403 });
      const yearless = { ...promised, date: '0000-01-01T00:00:00Z' };
      expect(await planner('POST', '/promises', yearless)).toMatchObject({ status: 400 });
      const other = { ...promised, date: new Date(Date.parse(date) + 1000).toISOString() };
      expect(await planner('POST', '/promises', other)).toMatchObject({ status: 409, body: { code: 'other-date' } });
      expect((await viewer('GET', '/promises?line=SO-1/1')).body.rows).toEqual([]);
      expect(await planner('POST', '/promises', promised)).toMatchObject({ status: 201, body: { promised: date } });
      // Pressed again, by another button: it stands already, and nothing is added.
      expect(await planner('POST', '/promises', promised)).toMatchObject({ status: 201, body: { promised: date } });
      const [line] = (await planner('GET', '/customer-lines?filter=order_no:eq:SO-1')).body.rows;
      expect(Date.parse(line.promised)).toBe(Date.parse(date));
      expect((await viewer('GET', '/promises?line=SO-1/1')).body.rows).toMatchObject([
        { date: line.promised, plan: 1, sets: sets.map(({ text }: { text: string }) => text), off: expect.any(Number) },
      ]);
      // No plan reads the promise: what was planned still stands, and answers.
      expect(await planner('GET', '/ship-dates?line=SO-1/1')).toMatchObject({ status: 200 });
    },
    patience,
  );

  it('what would save a late line, with its cost and who must agree', async () => {
    const { body } = (await viewer('GET', '/rescues?line=SO-1/1')) as {
      body: { rows: { kind: string; cost: number | null; agree: string[]; date: string; before: string }[] };
    };
    const vendor = body.rows.find((row) => row.kind === 'second-vendor');
    // 40 m of tube at 4.50 are 180.00.
    expect(vendor).toMatchObject({ cost: 180_00, agree: ['buyer'] });
    expect(vendor!.date < vendor!.before).toBe(true);
  });

  it('how late a line would still be: in working days, as the lists say it, with orders called as people call them', async () => {
    const { body } = (await viewer('GET', '/rescues?line=SO-1/1')) as {
      body: { rows: { kind: string; date: string; late_days: number; gained_days: number; text: string }[] };
    };
    const vendor = body.rows.find((row) => row.kind === 'second-vendor')!;
    const elapsed = (Date.parse(vendor.date) - Date.parse(`${days(1)}T16:00:00Z`)) / 86_400_000;
    expect(elapsed).toBeGreaterThan(1);
    // The day after it is due is a holiday.
    expect(vendor.late_days).toBeCloseTo(elapsed - 1, 2);
    expect(vendor.text).toMatch(/instead of waiting for PO-1\/1:/);
    expect(vendor.text).toContain(`, ${lateDaysText(vendor.gained_days)} sooner. `);
  });

  it('knows no line that it does not plan', async () => {
    expect(await viewer('GET', '/rescues?line=SO-9/1')).toMatchObject({
      status: 404,
      body: { code: 'line-not-planned' },
    });
  });

  it(
    'says nothing once an input has changed, until it is planned again',
    async () => {
      await put('/customer-lines', [
        { order_no: 'SO-2', line: 1, customer: 'MILLER', item: 'FRAME', qty: 5, due: days(40), unit_price: 420 },
      ]);
      expect(await viewer('GET', '/ship-dates?line=SO-1/1')).toMatchObject({
        status: 202,
        headers: { 'content-type': expect.stringMatching(/^application\/problem\+json/) },
        body: { code: 'plan-stale' },
      });
      await plan();
      expect(await viewer('GET', '/ship-dates?line=SO-2/1')).toMatchObject({
        status: 200,
        body: { version: { number: 2 } },
      });
    },
    patience,
  );

  it(
    'who still sees an earlier version as the one that stands is told to ask again, and ends no later one',
    async () => {
      const plans = new StandingPlans(test.db);
      const snapshot = () => test.db.transaction().setIsolationLevel('repeatable read');
      await snapshot().execute(async (earlier) => {
        const { version } = (await plans.of(earlier, 'PLANT')).made;
        await plan();
        const later = await snapshot().execute((tx) => plans.of(tx, 'PLANT'));
        expect(later.made.version.number).toBe(version.number + 1);
        const refused = { code: 'plan-stale', message: expect.stringMatching(/Maybe ask again/) };
        await expect(plans.of(earlier, 'PLANT')).rejects.toMatchObject(refused);
        expect(later.gone).toBe(false);
        // Nor is the later one read for who asks about the earlier.
        await expect(new StandingPlans(test.db).of(earlier, 'PLANT')).rejects.toMatchObject(refused);
      });
      await plans.close();
    },
    patience,
  );
});

it('inputs are not read in a transaction that sees what others write between one kind and the next', async () => {
  const torn = test.db.transaction().execute((tx) => readInputs(tx, 'PLANT'));
  await expect(torn).rejects.toThrow(/of several moments/);
});
