import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay as days, setNow, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Fri 06:00-14:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 600 }]);
  await put('/work-orders', [{ number: 'WO-1', item: 'FRAME', qty: 20, due: days(20) }]);
  expect((await planner('POST', '/tickets/release', { orders: ['WO-1'] })).status).toBe(201);
  await planner('POST', '/planning-runs', {});
  await test.workOff();
});
afterAll(() => test.close());

async function walls() {
  const [weld] = (await planner('GET', '/walls')).body.rows;
  const { closed } = (await planner('GET', '/dispatch/WELD')).body;
  return [weld.first.state, weld.closed, closed];
}

it('work begun runs while its machine is open, and goes on when it opens again', async () => {
  expect(await walls()).toEqual(['waiting', null, []]);
  expect((await planner('POST', '/progress', { ticket: 'WO-1', seq: 10, machine: 'W1', started: true })).status).toBe(
    201,
  );
  // Tuesday 9:00.
  expect(await walls()).toEqual(['started', null, []]);
  // Saturday, and Friday at its last second and at its end.
  const monday = { machine: 'W1', opens: '2026-11-09T05:00:00Z' };
  for (const [now, closed] of [
    ['2026-11-07T10:00:00.000Z', monday],
    ['2026-11-06T12:59:59.000Z', null],
    ['2026-11-06T13:00:00.000Z', monday],
    ['2026-11-09T05:00:00.000Z', null],
  ] as const) {
    await setNow(test.db, now);
    expect([now, ...(await walls())]).toEqual([now, 'started', closed, closed ? [closed] : []]);
  }
});
