/** Why orders ship later that a machine's downtime pushes, through the engine and the records: no reason is handed in. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { instantOf, secondsOf } from '../../house/clock.ts';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};
const plan = async (): Promise<number> => {
  expect(await planner('POST', '/planning-runs', {})).toMatchObject({ status: 202 });
  await test.workOff();
  expect((await planner('GET', '/planning-runs')).body.rows[0]).toMatchObject({ state: 'done', error: null });
  return (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
};
/** What became of each order that ships later, and why. */
const told = async (before: number, after: number): Promise<Record<string, string>> => {
  const { comparison } = (await planner('GET', `/plan-versions/${before}/compare/${after}`)).body;
  return Object.fromEntries(
    comparison.orders.map(({ demand, became, why }: Record<string, string>) => [demand, `${became}. ${why}`]),
  );
};
/** A draft of a version with nothing but machines that are down, from a day at eight to another. */
const draft = async (version: number, ...downs: readonly (readonly [machine: string, from: number, to: number])[]) => {
  const { problem } = (await planner('GET', `/board/problem?version=${version}`)).body;
  const at = (day: number) => secondsOf(instantOf('Europe/Berlin', plantDay(day), '08:00')) - secondsOf(problem.epoch);
  const acts = downs.map(([machine, from, to]) => [{ kind: 'downtime', machine, from: at(from), to: at(to) }]);
  const kept = await planner('POST', '/board/drafts', { version, acts, reason: 'its bearing is changed' });
  expect(kept).toMatchObject({ status: 201 });
  return kept.body.number as number;
};
const down = (machine: string, from: number, to: number) =>
  put('/downtimes', [{ machine, down_from: `${plantDay(from)}T08:00`, down_to: `${plantDay(to)}T08:00` }]);

/** A step takes a whole day of its machine. */
const step = (item: string, seq: number, work_centre: string) => ({
  item,
  seq,
  work_centre,
  setup_minutes: 0,
  run_minutes: 480,
});
const line = (n: number, item: string, due: number) => ({
  order_no: `SO-${n}`,
  line: 1,
  customer: 'MILLER',
  item,
  qty: 1,
  due: plantDay(due),
});

let first: number;

beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper', 'supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 08:00-16:00' }]);
  const centres = ['LACE', 'ASSY', 'OVEN', 'SAW'];
  await put(
    '/work-centres',
    centres.map((code) => ({ code, name: code, department: 'Frames', calendar: 'DAY' })),
  );
  await put(
    '/machines',
    centres.map((code) => ({ code: `${code}-1`, work_centre: code })),
  );
  await put(
    '/items',
    ['WHEEL', 'BIKE', 'STOOL', 'POT', 'BENCH'].map((code) => ({ code, name: code, supply: 'make', unit: 'pcs' })),
  );
  await put('/components', [{ parent: 'BIKE', component: 'WHEEL', qty_per: 1 }]);
  await put('/routing-steps', [
    step('WHEEL', 10, 'LACE'),
    step('BIKE', 10, 'ASSY'),
    step('STOOL', 10, 'ASSY'),
    step('POT', 10, 'OVEN'),
    step('POT', 20, 'ASSY'),
    step('BENCH', 10, 'SAW'),
  ]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  // Its oven is up again on the day before its last step: that leaves no time.
  await down('OVEN-1', 0, 6);
  await put('/customer-lines', [
    line(1, 'BIKE', 4),
    line(2, 'STOOL', 5),
    line(3, 'STOOL', 6),
    line(4, 'POT', 7),
    line(5, 'BENCH', 4),
  ]);
  first = await plan();
}, 120_000);
afterAll(() => test.close());

const byHand = (machine: string, from: string, to: string) =>
  expect.stringMatching(
    new RegExp(
      `^(newly late|later)\\. New cause: planner\\S* 1 took ${machine} out from ${from} 08:00 to ${to} 08:00 by hand\\.`,
    ),
  );

it('names what was put in by hand, with who did and from when to when, however far behind it the order stands', async () => {
  // The wheel is laced on day 3, the bicycle built on day 4, stools behind it on days 5 and 6, a pot on day 7.
  const laced = byHand('LACE-1', 'Fri 6 Nov', 'Sat 7 Nov');
  expect(await told(first, await draft(first, ['LACE-1', 3, 4]))).toEqual({
    'SO-1/1': laced,
    'SO-2/1': laced,
    'SO-3/1': laced,
    'SO-4/1': laced,
  });
});

it('names nothing that pushed nobody, and not what the other version had as well', async () => {
  expect(await told(first, await draft(first, ['SAW-1', 6, 8]))).toEqual({});
  const one = await draft(first, ['LACE-1', 3, 4]);
  const later = byHand('ASSY-1', 'Mon 9 Nov', 'Tue 10 Nov');
  expect(await told(one, await draft(first, ['SAW-1', 6, 8], ['LACE-1', 3, 4], ['ASSY-1', 6, 7]))).toEqual({
    'SO-2/1': later,
    'SO-3/1': later,
    'SO-4/1': later,
  });
});

it('names a record of downtime that came between two plans', async () => {
  await down('LACE-1', 0, 4);
  await down('SAW-1', 8, 9);
  expect(await told(first, await plan())).toEqual({
    'SO-1/1': expect.stringMatching(
      /^newly late\. New cause: LACE-1 is down from Tue 3 Nov 08:00 to Sat 7 Nov 08:00\. LACE-1 is down, so step 10 /,
    ),
  });
});

it('is no new cause where it stood there before: of what is due a day sooner the oven was down then too', async () => {
  const before = (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
  const { rows } = (await planner('GET', '/customer-lines')).body;
  const { id, version } = rows.find(({ order_no }: { order_no: string }) => order_no === 'SO-4');
  expect(await planner('PATCH', `/customer-lines/${id}`, { due: plantDay(6) }, { version })).toMatchObject({
    status: 200,
  });
  expect(await told(before, await plan())).toEqual({
    'SO-4/1': expect.stringMatching(/^newly late\. Due .*In time before with the same: OVEN-1 is down, so step 10 /),
  });
});

it('names a record of downtime behind what keeps its turn in the frozen zone', async () => {
  await put('/customer-lines', [line(7, 'BENCH', 1)]);
  const published = await plan();
  expect(await planner('POST', `/plan-versions/${published}/submit`, {})).toMatchObject({ status: 201 });
  const supervisor = await test.as(['supervisor']);
  const done = await supervisor('POST', `/plan-versions/${published}/approve`, { publish: true });
  expect(done).toMatchObject({ body: { state: 'published' } });
  await test.workOff();
  await down('SAW-1', 1, 2);
  expect((await told(published, await plan()))['SO-7/1']).toMatch(
    /^newly late\. New cause: SAW-1 is down from Wed 4 Nov 08:00 to Thu 5 Nov 08:00\./,
  );
});

it('is no cause where the date had moved before the downtime was recorded', async () => {
  await put('/customer-lines', [line(9, 'BENCH', 12)]);
  const before = await plan();
  const { rows } = (await planner('GET', '/customer-lines?filter=order_no:eq:SO-9')).body;
  const [{ id, version }] = rows;
  expect(await planner('PATCH', `/customer-lines/${id}`, { due: plantDay(15) }, { version })).toMatchObject({
    status: 200,
  });
  const moved = await plan();
  await down('SAW-1', 11, 13);
  const after = await plan();
  const { 'SO-9/1': by } = await told(before, moved);
  expect(by).toMatch(/^later\. /);
  expect((await told(before, after))['SO-9/1']).toBe(by);
});
