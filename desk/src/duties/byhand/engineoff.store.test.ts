import type { Plan, Problem, Second } from '@hotlist/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { secondsOf } from '../../house/clock.ts';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';
import { boardOf, type Wire } from '../board/board.ts';
import { changesSince, versionCalled } from '../planning/planning.store.ts';

let test: TestApp;
let planner: Ask;
const put = async (path: string, rows: readonly object[]) => {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
};

beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper', 'supervisor']);
  await put('/units', [{ code: 'pc', decimals: 0 }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 08:00-16:00' }]);
  await put('/work-centres', [
    { code: 'WELD', name: 'Welding', calendar: 'DAY' },
    { code: 'PACK', calendar: 'DAY' },
  ]);
  await put('/machines', [
    { code: 'W1', work_centre: 'WELD' },
    { code: 'P1', work_centre: 'PACK' },
  ]);
  await put('/items', [
    { code: 'TUBE', supply: 'buy', unit: 'pc' },
    { code: 'FRAME', supply: 'make', unit: 'pc' },
  ]);
  await put('/components', [{ parent: 'FRAME', component: 'TUBE', qty_per: 2 }]);
  await put('/routing-steps', [
    { item: 'FRAME', seq: 10, name: 'Weld', work_centre: 'WELD', setup_minutes: 30, run_minutes: 60 },
    { item: 'FRAME', seq: 20, name: 'Pack', work_centre: 'PACK', run_minutes: 30 },
  ]);
  await put('/locations', [{ code: 'A' }]);
  await put('/stock', [{ item: 'TUBE', location: 'A', qty: 5 }]);
  await put('/work-orders', [
    { number: 'WO-1', item: 'FRAME', qty: 2, due: plantDay(9) },
    { number: 'WO-2', item: 'FRAME', qty: 2, due: plantDay(10) },
  ]);
}, 120_000);
afterAll(() => test.close());

describe('where nothing was ever planned', () => {
  const open = async () => boardOf((await planner('GET', '/board?open=true')).body as Wire);
  const kept = async (hours: readonly (readonly [string, number, number])[], more: object = {}) => {
    const { epoch } = await open();
    const moves = hours.map(([order, seq, day]) => ({
      kind: 'move' as const,
      order: `work/${order}`,
      seq,
      start: secondsOf(`${plantDay(day)}T10:00:00Z`) - epoch,
    }));
    return planner('POST', '/board/drafts', {
      version: 0,
      epoch,
      acts: [[{ kind: 'stand' }, ...moves]],
      reason: 'By hand',
      ...more,
    });
  };

  it('the open steps of firm and released orders are there, from the records, without a planning run', async () => {
    const board = await open();
    const called = [...board.steps.seq].map((seq, n) => [
      board.orders.id[board.steps.order[n]!],
      seq,
      board.names[board.steps.name[n]!],
      board.machines[board.steps.machine[n]!]?.code,
      board.steps.setup[n]! + board.steps.run[n]!,
    ]);
    expect(called).toEqual([
      ['work/WO-1', 10, 'Weld', 'W1', 9000],
      ['work/WO-1', 20, 'Pack', 'P1', 3600],
      ['work/WO-2', 10, 'Weld', 'W1', 9000],
      ['work/WO-2', 20, 'Pack', 'P1', 3600],
    ]);
    expect((await planner('GET', '/planning-runs')).body.rows).toEqual([]);
    expect((await planner('GET', '/board')).body.version).toBeNull();
  });

  it('is kept as a draft of what was typed alone, with the rules that it breaks, and nothing stands by it', async () => {
    const answer = await kept([
      ['WO-1', 10, 3],
      ['WO-2', 10, 3],
    ]);
    expect(answer).toMatchObject({ status: 201, body: { number: 1 } });
    const seen = (await planner('GET', '/plan-versions/1')).body as { broken: { rule: string; text: string }[] };
    expect(seen.broken.map(({ rule }) => rule)).toEqual([
      'no machine over capacity',
      'material is present when consumed',
    ]);
    expect(seen.broken[1]?.text).toMatch(/3 of TUBE are missing then/);
    const board = boardOf((await planner('GET', '/board?version=1')).body as Wire);
    expect([...board.steps.seq]).toEqual([10, 10]);
    expect((await planner('GET', '/plan-state')).body.version).toBeNull();
    const again = await kept([
      ['WO-1', 10, 3],
      ['WO-2', 10, 3],
    ]);
    expect(again).toMatchObject({ body: { number: 1, before: { reason: 'By hand' } } });
    expect(await planner('GET', '/plan-versions/1')).toMatchObject({ body: { made_of: null, held_against: null } });
    for (const path of ['/board/problem?typed=true', '/plan-versions', '/plan-versions/1/standing'])
      expect(await planner('GET', path), path).toMatchObject({ status: 200 });
  });

  it('refuses a step of no open order', async () => {
    const answer = await kept([['WO-9', 10, 3]]);
    expect(answer).toMatchObject({ status: 422, body: { code: 'edits-impossible' } });
  });
});

describe('a schedule of a plan whose inputs changed since', () => {
  beforeAll(async () => {
    await put('/stock', [{ item: 'TUBE', location: 'A', lot: 'B', qty: 9 }]);
    await planner('POST', '/planning-runs', {});
    await test.workOff();
    await put('/downtimes', [
      { machine: 'W1', down_from: `${plantDay(4)}T00:00:00Z`, down_to: `${plantDay(6)}T00:00:00Z`, reason: 'Laser' },
    ]);
  }, 120_000);

  it('is typed all the same: it is judged by the inputs as they are now, and kept with their revision', async () => {
    expect(await planner('GET', '/board/problem?version=2')).toMatchObject({ body: { code: 'plan-stale' } });
    const { status, body } = await planner('GET', '/board/problem?version=2&typed=true');
    expect(status).toBe(200);
    const { problem, plan } = body as { problem: Problem; plan: Plan };
    expect(problem.machines.find(({ id }) => id === 'W1')?.downtime).toHaveLength(1);
    const start = (secondsOf(`${plantDay(5)}T10:00:00Z`) - secondsOf(problem.epoch)) as Second;
    const weld = plan.operations.find(({ seq }) => seq === 10)!;
    const kept = await planner('POST', '/board/drafts', {
      version: 2,
      acts: [[{ kind: 'stand' }, { kind: 'move', order: weld.order, seq: 10, start }]],
      reason: 'Typed',
    });
    expect(kept).toMatchObject({ status: 201, body: { number: 3 } });
    const seen = (await planner('GET', '/plan-versions/3')).body as { broken: { rule: string }[] };
    expect(seen.broken.map(({ rule }) => rule)).toContain('work only in working time');
    await test.db.transaction().execute(async (tx) => {
      expect(await changesSince(tx, 'PLANT', await versionCalled(tx, 'PLANT', 2), 9)).toHaveLength(1);
      expect(await changesSince(tx, 'PLANT', await versionCalled(tx, 'PLANT', 3), 9)).toEqual([]);
    });
  });

  it('is refused where another input changes while it is kept, and moved on the board as before: not at all', async () => {
    const moved = await planner('POST', '/board/drafts', {
      version: 2,
      acts: [[{ kind: 'lock', order: 'work/WO-1', seq: 10 }]],
      reason: 'Moved',
    });
    expect(moved).toMatchObject({ status: 409, body: { code: 'plan-stale' } });
  });

  it('is typed on nothing no more: what is planned is there to be typed on', async () => {
    expect(await planner('GET', '/board?open=true')).toMatchObject({ body: { code: 'plan-stands' } });
  });
});
