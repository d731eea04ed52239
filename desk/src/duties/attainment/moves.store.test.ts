import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay, plantNow, setNow, type TestApp, testApp } from '../../server/test-app.ts';
import { setApproval } from '../approval/approval.test-support.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;

const hours = (count: number): string => new Date(Date.parse(plantNow) + count * 3_600_000).toISOString();
const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};
const report = async (order: string, more: object): Promise<{ posted: { id: number } }> => {
  const body = { ticket: `T-${order}-1`, seq: 10, ...more };
  const answer = await supervisor('POST', '/progress?confirm=finished-short,more-than-came,out-of-sequence', body);
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
};
/** At so many hours from now. Answers what it moved, by span. */
async function publish(at: number): Promise<unknown> {
  await setNow(test.db, hours(at));
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  const { number } = (await planner('GET', '/plan-versions?limit=1')).body.rows[0];
  await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
  const answer = await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return moved(number);
}
const moved = async (number: number) =>
  (await planner('GET', '/attainment')).body.publications.find((one: { number: number }) => one.number === number)
    ?.bands;

/** One saw, worked around the clock: MO-1 from now, and each of the others when the one before is done, four hours each. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'supervisor']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'ALL', week: 'Mon-Sun 00:00-24:00' }]);
  await put('/work-centres', [{ code: 'SAW', calendar: 'ALL' }]);
  await put('/machines', [{ code: 'S1', work_centre: 'SAW' }]);
  await put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, name: 'Saw', work_centre: 'SAW', run_minutes: 60 }]);
  const numbers = ['MO-1', 'MO-2', 'MO-3', 'MO-4'];
  await put(
    '/work-orders',
    numbers.map((number, n) => ({ number, item: 'FRAME', qty: 4, due: plantDay(n), state: 'firm' })),
  );
  for (const path of ['/tickets/release', '/tickets/print'])
    expect((await planner('POST', path, { orders: numbers })).status).toBe(201);
});
afterAll(() => test.close());

describe('what a publication moved', () => {
  const near = { from: 1, to: 2, zone: true };

  it('is asked of what waits when it is planned: not of what the floor has finished or begun before its time', async () => {
    expect(await publish(0)).toBeUndefined();
    await setNow(test.db, hours(3));
    const { posted } = await report('MO-2', { good: 4, finished: true, worked_at: hours(2) });
    await report('MO-3', { started: true, worked_at: hours(2) });
    // Of MO-2, MO-3 and MO-4, which were to begin after three hours, MO-4 waits, and keeps its place.
    expect(await publish(3)).toEqual([{ ...near, operations: 1, moved: 0 }]);
    // What is reported or taken back later was not known to it.
    await report('MO-4', { started: true, worked_at: hours(2) });
    const taken = await supervisor('POST', `/progress/${posted.id}/reversal`, { reason: 'wrong ticket' });
    expect(taken.status, JSON.stringify(taken.body)).toBe(201);
    expect(await moved(2)).toEqual([{ ...near, operations: 1, moved: 0 }]);
  });

  it('stands in the spans of the days as they were when it was planned, whatever is closed or set later', async () => {
    // MO-6 waits for the sixty hours of MO-5: it begins on the third day or the fourth.
    await put('/work-orders', [
      { number: 'MO-5', item: 'FRAME', qty: 60, due: plantDay(4), state: 'firm' },
      { number: 'MO-6', item: 'FRAME', qty: 4, due: plantDay(5), state: 'firm' },
    ]);
    await publish(4);
    const spans = await publish(4.5);
    expect(spans).toEqual([expect.objectContaining(near), { from: 3, to: 5, zone: false, operations: 1, moved: 0 }]);
    await put(
      '/calendar-days',
      [1, 2, 3].map((n) => ({ calendar: 'ALL', day: plantDay(n), hours: '' })),
    );
    const set = await setApproval(supervisor, { frozen_days: 4 });
    expect(set.status, JSON.stringify(set.body)).toBeLessThan(300);
    expect(await moved(4)).toEqual(spans);
    await test.db.updateTable('plan_versions').set({ worked_days: null, frozen_days: null }).execute();
    expect(await moved(4)).not.toEqual(spans);
  });
});
