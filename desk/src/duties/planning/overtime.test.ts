import { check } from '@hotlist/engine';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { readAsMade } from './asmade.store.ts';
import { standingVersion } from './planning.store.ts';

let test: TestApp;

beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

/** Planning is a worker's job; a busy machine takes its time. */
const patience = 120_000;

it(
  'a version keeps the overtime that it opens, with its hours among its figures, and is read back with it',
  async () => {
    const planner = await test.as(['planner', 'expediter', 'storekeeper', 'supervisor']);
    const put = async (path: string, rows: readonly object[]): Promise<void> => {
      for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
    };
    // Four hours a day; a hundred frames are ten and a half, due tomorrow evening.
    await put('/units', [{ code: 'pcs' }]);
    await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-10:00' }]);
    await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
    await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
    await put('/items', [{ code: 'FRAME', name: 'Frame 54', supply: 'make', unit: 'pcs' }]);
    await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', setup_minutes: 30, run_minutes: 6 }]);
    await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
    await put('/customer-lines', [
      { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 100, due: days(1), unit_price: 420 },
    ]);
    const evening = { work_from: `${days(1)}T10:00`, work_to: `${days(1)}T20:00`, hour_price: 10 };
    expect(await planner('POST', '/overtime-windows', { code: 'LATE', ...evening })).toMatchObject({ status: 422 });
    await put('/overtime-windows', [{ code: 'LATE', calendar: 'DAY', ...evening }]);
    expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
    await test.workOff();

    const [version] = (await planner('GET', '/plan-versions')).body.rows;
    expect(version.figures).toMatchObject({ onTime: 1, overtimeSeconds: 10 * 3600 });
    const { problem, plan } = await test.db
      .transaction()
      .setIsolationLevel('repeatable read')
      .execute(async (tx) => {
        const standing = await standingVersion(tx, 'PLANT');
        return readAsMade(tx, 'PLANT', standing!);
      });
    // Ten hours at 10.00.
    expect(plan.overtime).toMatchObject([{ window: 'LATE', cost: 100_00, for: [{ seq: 10 }] }]);
    expect(check(problem, plan)).toEqual([]);
  },
  patience,
);
