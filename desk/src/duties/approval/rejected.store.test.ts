import { afterAll, beforeAll, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let other: Ask;
let supervisor: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

beforeAll(async () => {
  test = await testApp();
  [planner, other, supervisor] = [
    await test.as(['planner']),
    await test.as(['planner']),
    await test.as(['supervisor']),
  ];
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [{ code: 'FRAME', supply: 'make', unit: 'pcs' }]);
  await put('/routing-steps', [{ item: 'FRAME', seq: 10, work_centre: 'WELD', run_minutes: 60 }]);
  await put('/work-orders', [{ number: 'MO-1', item: 'FRAME', qty: 4, due: days(3), state: 'firm' }]);
});
afterAll(() => test.close());

async function plan(): Promise<number> {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  return (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
}
async function movedFrom(version: number, by = planner): Promise<number> {
  const { problem, plan } = (await by('GET', `/board/problem?version=${version}`)).body;
  const { order, seq, start } = plan.operations.find(({ item }: { item: string }) => item === 'FRAME');
  const later = { kind: 'move', order, seq, start: Math.max(start, problem.now) + 7_200 };
  const kept = await by('POST', '/board/drafts', { version, acts: [[later]], reason: 'The welder is away' });
  expect(kept).toMatchObject({ status: 201 });
  return kept.body.number;
}
async function rejected(who: Ask, number: number): Promise<void> {
  expect((await who('POST', `/plan-versions/${number}/submit?confirm=rival`, {})).status).toBe(201);
  const no = await supervisor('POST', `/plan-versions/${number}/reject`, { reason: 'SO-1 must not wait' });
  expect(no).toMatchObject({ status: 201, body: { state: 'rejected' } });
}
const told = async (who: Ask) => (await who('GET', '/rejected-versions')).body.rows;
const numbers = async (who: Ask) => (await told(who)).map(({ number }: { number: number }) => number);

it('who submitted a version is told that it was rejected, by whom and why, until he makes or submits another', async () => {
  const base = await plan();
  const moved = await movedFrom(base);
  expect(await told(planner)).toEqual([]);
  await rejected(planner, moved);
  expect(await told(planner)).toMatchObject([
    { number: moved, reason: 'SO-1 must not wait', by_hand: true, against: base },
  ]);
  expect([await told(other), await told(supervisor)]).toEqual([[], []]);

  // What somebody else submits says nothing of his.
  await rejected(other, base);
  expect([await numbers(planner), await numbers(other)]).toEqual([[moved], [base]]);
  expect(await told(other)).toMatchObject([{ by_hand: false, against: null }]);

  const again = await movedFrom(await plan());
  expect([await numbers(planner), await numbers(other)]).toEqual([[], [base]]);
  await rejected(planner, again);
  expect(await numbers(planner)).toEqual([again]);
  const next = await plan();
  expect((await planner('POST', `/plan-versions/${next}/submit?confirm=rival`, {})).status).toBe(201);
  expect(await numbers(planner)).toEqual([]);
});

async function renamed(from: string, to: string): Promise<void> {
  await test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    await tx.updateTable('user').set({ name: to }).where('name', '=', from).execute();
  });
}

it('goes by who keeps a draft, not by the name: a namesake says nothing of his, and another name is no other person', async () => {
  const mine = await movedFrom(await plan());
  await rejected(planner, mine);
  await renamed('planner 2', 'planner 1');
  await movedFrom(await plan(), other);
  expect(await numbers(planner)).toEqual([mine]);
  await renamed('planner 1', 'Ann Weld');
  await movedFrom(await plan());
  expect(await numbers(planner)).toEqual([]);
});
