import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay, plantNow, setNow, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;
const hours = (count: number): string => new Date(Date.parse(plantNow) + count * 3_600_000).toISOString();
const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};
const publish = async (number: number) => {
  await planner('POST', `/plan-versions/${number}/submit`, {});
  const answer = await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
};
/** Whom the floor has not begun, by the exceptions and by the attainment, and for how many hours. */
const waiting = async () => {
  const { rows } = (await planner('GET', '/exceptions')).body;
  const { departed } = (await planner('GET', '/attainment')).body;
  return [rows, departed].map((list) =>
    list.map(({ order, seconds }: { order: string; seconds: number }) => `${order} ${seconds / 3600}`).sort(),
  );
};

/** Two saws, worked around the clock; MO-1 on one of them now, MO-2 on the other. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'buyer', 'storekeeper', 'supervisor']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'ALL', week: 'Mon-Sun 00:00-24:00' }]);
  await put('/work-centres', [{ code: 'SAW', calendar: 'ALL' }]);
  await put('/machines', [
    { code: 'S1', work_centre: 'SAW' },
    { code: 'S2', work_centre: 'SAW' },
  ]);
  await put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, name: 'Saw', work_centre: 'SAW', run_minutes: 60 }]);
  const order = { item: 'FRAME', qty: 4, due: plantDay(0), state: 'firm' };
  await put('/work-orders', [
    { number: 'MO-1', ...order },
    { number: 'MO-2', ...order },
  ]);
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  await publish(1);
  await test.workOff();
});
afterAll(() => test.close());

it('what was not begun is late from the first publication on that said so, whatever was published since', async () => {
  await setNow(test.db, hours(2));
  expect(await waiting()).toEqual([
    ['MO-1 2', 'MO-2 2'],
    ['MO-1 2', 'MO-2 2'],
  ]);
  const { epoch } = (await planner('GET', '/board?version=1')).body;
  const start = Date.parse(hours(3)) / 1000 - epoch;
  const [{ machine }] = await test.db
    .selectFrom('plan_steps')
    .select('machine')
    .where('order_id', '=', 'work/MO-2')
    .execute();
  const act = [
    { kind: 'unlock', order: 'work/MO-2', seq: 10 },
    { kind: 'move', order: 'work/MO-2', seq: 10, start, machine },
  ];
  const made = await planner('POST', '/board/drafts', {
    version: 1,
    acts: [act],
    reason: 'MO-2 waits for its drawing',
  });
  expect(made.status, JSON.stringify(made.body)).toBe(201);
  await publish(made.body.number);
  // Published at two: a clock that is pinned tells that of the plan alone.
  await test.db
    .updateTable('plan_versions')
    .set({ now: hours(2) })
    .where('number', '=', made.body.number)
    .execute();
  expect(await waiting()).toEqual([['MO-1 2'], ['MO-1 2']]);
  await setNow(test.db, hours(5));
  expect(await waiting()).toEqual([
    ['MO-1 5', 'MO-2 2'],
    ['MO-1 5', 'MO-2 2'],
  ]);
});
