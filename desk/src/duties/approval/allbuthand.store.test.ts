import type { HandEdit, Plan } from '@hotlist/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** A is welded and B painted, each for its customer, four hours; C is welded after A. A plan with them is published. */
beforeAll(async () => {
  test = await testApp();
  // As beside other sites: a version's id is not its number.
  await sql`select nextval(pg_get_serial_sequence('plan_versions', 'id')) from generate_series(1, 7)`.execute(test.db);
  planner = await test.as(['planner']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-14:00' }]);
  await put('/customers', [{ code: 'MILLER' }]);
  for (const [centre, machine] of [
    ['WELD', 'W1'],
    ['PAINT', 'P1'],
  ]) {
    await put('/work-centres', [{ code: centre, calendar: 'DAY' }]);
    await put('/machines', [{ code: machine, work_centre: centre }]);
  }
  for (const [letter, work_centre, day] of [
    ['A', 'WELD', 9],
    ['B', 'PAINT', 9],
    ['C', 'WELD', 9],
  ] as const) {
    const item = `FRAME-${letter}`;
    await put('/items', [{ code: item, supply: 'make', unit: 'pcs' }]);
    await put('/routing-steps', [{ item, seq: 10, work_centre, run_minutes: 240 }]);
    const of = { item, qty: 1, due: days(day) };
    await put('/work-orders', [{ number: `MO-${letter}`, state: 'firm', ...of }]);
    await put('/customer-lines', [{ order_no: `SO-${letter}`, line: 1, customer: 'MILLER', ...of }]);
  }
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  await planner('POST', '/plan-versions/1/submit', {});
  expect(await supervisor('POST', '/plan-versions/1/approve', { publish: true })).toMatchObject({ status: 201 });
  await test.workOff();
});
afterAll(() => test.close());

const planOf = async (version: number): Promise<Plan> =>
  (await planner('GET', `/board/problem?version=${version}`)).body.plan;
const newest = async () => (await planner('GET', '/plan-versions?limit=1')).body.rows[0];
const seen = async (number: number) => (await supervisor('GET', `/plan-versions/${number}`)).body;

async function steps(version: number): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ order_id: string; starts: string }>`
    select s.order_id, s.starts from plan_steps s join plan_versions v on v.id = s.version
    where v.number = ${version} order by s.starts`.execute(test.db);
  return Object.fromEntries(rows.map((row) => [row.order_id.slice('work/'.length), row.starts]));
}

/** Kept of the published version and submitted. */
async function moved(...acts: readonly (readonly HandEdit[])[]): Promise<number> {
  const { body } = await planner('POST', '/board/drafts', { version: 1, acts, reason: 'the painter is away' });
  expect(await planner('POST', `/plan-versions/${body.number}/submit?confirm=rival`, {})).toMatchObject({
    status: 201,
  });
  return body.number;
}
const later = (plan: Plan, order: string, seconds: number): HandEdit => {
  const step = plan.operations.find((one) => one.order === `work/${order}`)!;
  return { kind: 'move', order: step.order, seq: step.seq, start: (step.start + seconds) as typeof step.start };
};
const allBut = (number: number, orders: readonly string[]) =>
  supervisor('POST', `/plan-versions/${number}/approve-all-but`, { orders });
const day = 86_400;

describe('of the published version moved by hand all but one order', () => {
  it('is approved as it was seen: the other acts stand, what is left out stands as published', async () => {
    const plan = await planOf(1);
    const number = await moved([later(plan, 'MO-B', day)], [later(plan, 'MO-A', 2 * day)]);
    expect((await seen(number)).whole_only).toBeNull();
    const { rows } = await sql<{ parent: number; id: number }>`
      select d.parent::int, p.id::int from plan_versions d, plan_versions p
      where d.number = ${number} and p.number = 1`.execute(test.db);
    expect(rows[0]!.parent).toBe(rows[0]!.id);

    expect(await allBut(number, ['SO-A/1'])).toMatchObject({ status: 202 });
    await test.workOff();
    const rest = await newest();
    expect(rest).toMatchObject({ state: 'approved' });
    const [published, whole, left] = [await steps(1), await steps(number), await steps(rest.number)];
    expect(left).toEqual({ ...whole, 'MO-A': published['MO-A'] });
    expect(left['MO-B']).not.toBe(published['MO-B']);
    expect((await seen(number)).version.state).toBe('rejected');
  });

  it('is not approved where the rest moves it still, which is said; whatever was written since, it is approved as it was seen', async () => {
    const plan = await planOf(1);
    const told = async (number: number, orders: readonly string[]) => {
      expect(await allBut(number, orders)).toMatchObject({ status: 202 });
      await test.workOff();
      return (await planner('GET', '/planning-runs')).body.rows[0].error;
    };
    // A is put where C stands, which is pushed.
    const first = plan.operations.filter(({ machine }) => machine === 'W1').toSorted((a, b) => a.start - b.start)[0]!;
    const name = first.order.slice('work/'.length);
    const other = name === 'MO-A' ? 'MO-C' : 'MO-A';
    const pushing = await moved([later(plan, name, 3600)], [later(plan, 'MO-B', 3600)]);
    expect(await told(pushing, [other])).toMatch(
      new RegExp(
        `${other} would not stay as published: what is left of version ${pushing}, done by hand to ${name}, MO-B, moves it still`,
      ),
    );
    expect((await seen(pushing)).version.state).toBe('submitted');

    const [line] = (await planner('GET', '/customer-lines?filter=order_no:eq:SO-C')).body.rows;
    await planner('PATCH', `/customer-lines/${line.id}`, { due: days(12) }, { version: line.version });
    expect(await told(pushing, ['MO-B'])).toBeNull();
    const [published, whole, left] = [await steps(1), await steps(pushing), await steps((await newest()).number)];
    expect(left).toEqual({ ...whole, 'MO-B': published['MO-B'] });
  });
});
