import type { HandEdit, Plan, Problem } from '@hotlist/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** Two work orders, and one that is planned, on one machine. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'storekeeper']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-22:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY', hour_cost: 45 }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/customers', [{ code: 'MILLER' }]);
  for (const [letter, due] of [
    ['A', 3],
    ['B', 5],
    ['C', 4],
  ] as const) {
    await put('/items', [{ code: `FRAME-${letter}`, supply: 'make', unit: 'pcs' }]);
    await put('/routing-steps', [{ item: `FRAME-${letter}`, seq: 10, work_centre: 'WELD', run_minutes: 240 }]);
    const of = { item: `FRAME-${letter}`, qty: 1, due: plantDay(due) };
    if (letter !== 'C') await put('/work-orders', [{ number: `MO-${letter}`, state: 'firm', ...of }]);
    await put('/customer-lines', [{ order_no: `SO-${letter}`, line: 1, customer: 'MILLER', ...of }]);
  }
});
afterAll(() => test.close());

async function plan(): Promise<number> {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  return (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
}
const problemOf = async (version: number) =>
  (await planner('GET', `/board/problem?version=${version}`)).body as { problem: Problem; plan: Plan };
const keep = async (version: number, acts: readonly (readonly object[])[], reason: string): Promise<number> => {
  const { status, body } = await planner('POST', '/board/drafts', { version, acts, reason });
  expect([status, body.detail]).toEqual([201, undefined]);
  return body.number;
};
const publish = async (number: number): Promise<void> => {
  expect(await planner('POST', `/plan-versions/${number}/submit`, {})).toMatchObject({ status: 201 });
  const approved = await supervisor('POST', `/plan-versions/${number}/approve?confirm=rules-broken`, {
    publish: true,
    reason: 'Agreed',
  });
  expect(approved).toMatchObject({ status: 201, body: { state: 'published' } });
};

const publishRun = async (number: number): Promise<void> => {
  expect((await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {})).status).toBe(201);
  const approved = await supervisor('POST', `/plan-versions/${number}/approve`, { publish: true });
  expect(approved).toMatchObject({ status: 201, body: { state: 'published' } });
};

describe('changes by hand of a version that another publication overtook', () => {
  let [base, first, second] = [0, 0, 0];
  let moves: Readonly<Record<string, HandEdit & { readonly start: number }>> = {};

  it('are done again on the published version, a draft by hand too: what is firm since is called by its work order', async () => {
    base = await plan();
    const { problem, plan: stood } = await problemOf(base);
    const later = (item: string, days: number) => {
      const { order, seq, start } = stood.operations.find((one) => one.item === `FRAME-${item}`)!;
      return { kind: 'move', order, seq, start: start + days * 86_400 } as HandEdit & { readonly start: number };
    };
    moves = { A: later('A', 8), B: later('B', 9), C: later('C', 1) };
    const from = Math.floor(problem.now / 86_400) * 86_400 + 86_400 + 22 * 3600;
    const overtime = { kind: 'overtime', of: 'W1', from, to: from + 3600 };
    first = await keep(base, [[moves.A!], [overtime]], 'A waits');
    second = await keep(base, [[moves.B!], [moves.C!]], 'B and C wait');
    // Nothing is published: what a hand moved shows against the version that it was moved from.
    const { body: unpublished } = await planner('GET', `/plan-versions/${first}`);
    expect(unpublished).toMatchObject({ parent: null, made_of: base, held_against: base, in_it: { late: 1 } });
    const { body: compared } = await supervisor('GET', `/plan-versions/${base}/compare/${first}`);
    expect(compared.comparison.counts.moved).toBeGreaterThan(0);
    const { body: changes } = await supervisor('GET', `/approvals/changes?numbers=${first}`);
    const { verdict, counts } = compared.comparison;
    expect(changes.rows).toMatchObject([{ held_against: base, change: { verdict, counts }, in_it: { late: 1 } }]);
    await publish(first);
    expect((await planner('GET', `/plan-versions/${first}`)).body).toMatchObject({ held_against: base });

    const refused = await planner('POST', `/plan-versions/${second}/submit`, {});
    expect(refused).toMatchObject({ status: 409, body: { code: 'overtaken' } });
    const standing = async (of: number) => (await planner('GET', `/plan-versions/${of}/standing`)).body;
    expect([await standing(first), await standing(second)]).toMatchObject([
      { state: 'published', overtaken: false },
      { state: 'draft', overtaken: true },
    ]);
    const { status, body } = await planner('POST', '/board/again', { version: second });
    expect([status, body.onto, body.told, body.reason, body.left]).toEqual([201, first, null, 'B and C wait', []]);
    expect(body.acts[0]).toEqual([moves.B]);
    // Planned in it, and made firm by the publication.
    expect(body.acts[1][0].order).toMatch(/^work\//);

    // Its overtime is recorded: it is not added once more.
    const { plan: published } = await problemOf(first);
    expect(published.operations.find(({ item }) => item === 'FRAME-A')?.start).toBe(moves.A!.start);
    const third = await keep(first, body.acts, body.reason);
    const seen = (await planner('GET', `/plan-versions/${third}`)).body;
    expect([seen.parent, seen.barred.submit]).toEqual([first, null]);
    const { body: drawn } = await planner('GET', `/board?version=${first}`);
    expect([drawn.version.movable, (await planner('GET', `/board?version=${third}`)).body.version.movable]).toEqual([
      true,
      false,
    ]);
    // Each publication is followed by a run.
    await test.workOff();
    await publish(third);
    expect((await problemOf(third)).plan.operations.find(({ item }) => item === 'FRAME-B')?.start).toBe(moves.B!.start);
  });

  it('nobody asks for who may not move by hand, and of a version that was not moved there are none', async () => {
    const viewer = await test.as(['viewer']);
    expect((await viewer('POST', '/board/again', { version: second })).status).toBe(403);
    const none = await planner('POST', '/board/again', { version: base });
    expect(none).toMatchObject({ status: 422, body: { code: 'not-moved' } });
    const unkept = await planner('POST', '/board/again', { version: base, acts: [[moves.B]] });
    expect(unkept).toMatchObject({ status: 201, body: { reason: null, acts: [[moves.B]] } });
  });

  it('are done on the published one whatever was written since; what is cancelled by now is left out, with why', async () => {
    const { body: all } = await planner('GET', '/work-orders?limit=10');
    const { id, version } = all.rows.find(({ number }: { number: string }) => number === 'MO-B');
    const cancelled = await planner('PATCH', `/work-orders/${id}`, { state: 'cancelled' }, { version });
    expect(cancelled.status).toBe(200);
    await plan();
    const versions = (await planner('GET', '/plan-versions?limit=50')).body.rows as { number: number; state: string }[];
    const published = versions.find(({ state }) => state === 'published')?.number;
    const { body } = await planner('POST', '/board/again', { version: second });
    expect([body.onto, body.told]).toEqual([published, null]);
    expect(body.left).toEqual([{ what: 'MO-B step 10 moved', why: 'MO-B is cancelled by now.' }]);
    expect(body.acts).toHaveLength(1);
  });

  it('that were never kept are those that are asked for, also of a version that a hand made; its own stay its own', async () => {
    const unkept = [[{ ...moves.A!, start: moves.A!.start + 86_400 }]];
    const { status, body } = await planner('POST', '/board/again', { version: first, acts: unkept });
    expect([status, body.reason, body.left]).toEqual([201, null, []]);
    expect(body.acts).toEqual(unkept);
  });

  it('are called by the work orders that the first of two publications since made, also where neither was moved by hand', async () => {
    await put('/items', [{ code: 'FRAME-D', supply: 'make', unit: 'pcs' }]);
    await put('/routing-steps', [{ item: 'FRAME-D', seq: 10, work_centre: 'WELD', run_minutes: 240 }]);
    await put('/customer-lines', [
      { order_no: 'SO-D', line: 1, customer: 'MILLER', item: 'FRAME-D', qty: 1, due: plantDay(3) },
    ]);
    const from = await plan();
    const { order, seq, start } = (await problemOf(from)).plan.operations.find(({ item }) => item === 'FRAME-D')!;
    expect(order).toMatch(/^planned\//);
    const kept = await keep(from, [[{ kind: 'move', order, seq, start: start + 86_400 }]], 'D waits');
    for (let times = 0; times < 2; times += 1) {
      await publishRun(await plan());
      await test.workOff();
    }
    const { status, body } = await planner('POST', '/board/again', { version: kept });
    expect([status, body.left]).toEqual([201, []]);
    expect(body.acts[0][0].order).toMatch(/^work\//);
  });
});
