import { expect, it, onTestFinished } from 'vitest';
import { plantDay as days, testApp } from '../../server/test-app.ts';

const patience = 120_000;

/** 60 frames are welded in 6 h; their 60 tubes are cut in 60 h, their 60 lugs in 1 h. Due the day after tomorrow. */
async function lateFrames() {
  const test = await testApp();
  onTestFinished(() => test.close());
  const planner = await test.as(['planner', 'expediter']);
  const put = async (path: string, rows: readonly object[]) => {
    for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
  };
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 00:00-24:00' }]);
  await put('/work-centres', [
    { code: 'WELD', calendar: 'DAY' },
    { code: 'CUT', calendar: 'DAY' },
    { code: 'FORGE', calendar: 'DAY' },
  ]);
  await put('/machines', [
    { code: 'W1', work_centre: 'WELD' },
    { code: 'C1', work_centre: 'CUT' },
    { code: 'F1', work_centre: 'FORGE' },
  ]);
  await put(
    '/items',
    ['FRAME', 'TUBE', 'LUG'].map((code) => ({ code, supply: 'make', unit: 'pcs' })),
  );
  await put('/components', [
    { parent: 'FRAME', component: 'TUBE', qty_per: 1 },
    { parent: 'FRAME', component: 'LUG', qty_per: 1 },
  ]);
  await put('/routing-steps', [
    { item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 6 },
    { item: 'TUBE', seq: 10, work_centre: 'CUT', run_minutes: 60 },
    { item: 'LUG', seq: 10, work_centre: 'FORGE', run_minutes: 1 },
  ]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/customer-lines', [
    { order_no: 'SO-1', line: 1, customer: 'MILLER', item: 'FRAME', qty: 60, due: days(2) },
  ]);
  await put('/work-orders', [
    { number: 'MO-TUBE', item: 'TUBE', qty: 60, due: days(9) },
    { number: 'MO-LUG', item: 'LUG', qty: 60, due: days(9) },
  ]);
  const plan = async () => {
    expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
    await test.workOff();
  };
  await plan();
  return { test, planner, plan };
}

it(
  'an order has one day of need: its message in the material plan, the hot list and the dispatch list say the same',
  async () => {
    const { planner } = await lateFrames();
    const { rows: hot } = (await planner('GET', '/hot-list')).body;
    const line = hot.find((row: { ref: string }) => row.ref === 'SO-1/1');
    expect(line.late_days).toBeGreaterThan(0);
    // The frames take 6 h of welding before they are due.
    const need = Date.parse(line.need) - 6 * 3_600_000;
    const { rows: messages } = (await planner('GET', '/action-messages')).body;
    const { rows: dispatch } = (await planner('GET', '/dispatch')).body;
    const told = ['MO-TUBE', 'MO-LUG'].map((order) =>
      [
        messages.find((row: { supply: string }) => row.supply === `work/${order}`).to_at,
        hot.find((row: { ref: string }) => row.ref === `${order}/10`).need,
        dispatch.find((row: { order: string }) => row.order === order).need,
      ].map((at) => Date.parse(at)),
    );
    expect(told).toEqual([
      [need, need, need],
      [need, need, need],
    ]);
  },
  patience,
);

it(
  'where the newest plan needs an order by another day than the published one, each list tells its own and the other beside it',
  async () => {
    const { test, planner, plan } = await lateFrames();
    const supervisor = await test.as(['supervisor']);
    const told = async () => {
      const { rows: hot } = (await planner('GET', '/hot-list')).body;
      const { rows: messages } = (await planner('GET', '/action-messages')).body;
      const { rows: dispatch } = (await planner('GET', '/dispatch')).body;
      const { rows: wall } = (await planner('GET', '/dispatch/CUT')).body;
      const of = (rows: readonly { order: string }[]) => rows.find(({ order }) => order === 'MO-TUBE')! as never;
      return {
        hot: hot.find(({ ref }: { ref: string }) => ref === 'MO-TUBE/10'),
        message: messages.find(({ supply }: { supply: string }) => supply === 'work/MO-TUBE').to_at,
        dispatch: of(dispatch) as { need: string; newest: object | null },
        wall: of(wall) as { need: string; newest: object | null },
      };
    };
    const published = (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
    expect(await planner('POST', `/plan-versions/${published}/submit`, {})).toMatchObject({ status: 201 });
    expect(await supervisor('POST', `/plan-versions/${published}/approve`, { publish: true })).toMatchObject({
      status: 201,
    });
    const before = await told();
    expect([before.hot.published, before.dispatch.newest, before.wall.newest]).toEqual([null, null, null]);
    expect(before.dispatch.need).toBe(before.hot.need);

    const line = (await planner('GET', '/customer-lines')).body.rows[0];
    expect(
      await planner('PATCH', `/customer-lines/${line.id}`, { due: days(1) }, { version: line.version }),
    ).toMatchObject({ status: 200 });
    await plan();
    const after = await told();
    // The customer wants it a day earlier.
    const sooner = new Date(Date.parse(before.hot.need) - 86_400_000).toISOString();
    expect([after.hot.need, after.message].map((at) => Date.parse(at))).toEqual([sooner, sooner].map(Date.parse));
    expect(after.hot.published).toEqual({ version: published, need: before.hot.need });
    for (const list of [after.dispatch, after.wall]) {
      expect(list.need).toBe(before.hot.need);
      expect(list.newest).toEqual({ version: published + 1, need: after.hot.need });
    }
    // A purchase line or a customer's has one need: that of the newest plan.
    expect((await planner('GET', '/hot-list?kind=customer_line')).body.rows[0].published).toBeNull();
  },
  patience,
);
