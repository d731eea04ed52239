import type { HandEdit, Plan } from '@hotlist/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Ask, plantDay as days } from '../../server/test-app.ts';
import { type SmallPlant, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;
let planner: Ask;
let supervisor: Ask;
let base: number;
let plan: Plan;

/** A is welded and B painted, each for its customer, four hours; C and D are welded beside A, one after the other. */
beforeAll(async () => {
  plant = await smallPlant();
  ({ planner, supervisor } = plant);
  await sql`select nextval(pg_get_serial_sequence('plan_versions', 'id')) from generate_series(1, 7)`.execute(
    plant.test.db,
  );
  await plant.centre('WELD', 'W1');
  await plant.centre('PAINT', 'P1');
  for (const [letter, centre] of [
    ['A', 'WELD'],
    ['B', 'PAINT'],
    ['C', 'WELD'],
    ['D', 'WELD'],
  ] as const) {
    await plant.made(`FRAME-${letter}`, 240, centre);
    await plant.ordered(letter, { due: days(9) });
  }
});
afterAll(() => plant.test.close());
beforeEach(async () => {
  base = await plant.plan();
  plan = (await planner('GET', `/board/problem?version=${base}`)).body.plan;
});

const day = 86_400;
const later = (order: string, seconds: number): HandEdit => {
  const step = plan.operations.find((one) => one.order === `work/${order}`)!;
  return { kind: 'move', order: step.order, seq: step.seq, start: (step.start + seconds) as typeof step.start };
};
async function kept(...acts: readonly (readonly HandEdit[])[]): Promise<number> {
  const { body } = await planner('POST', '/board/drafts', { version: base, acts, reason: 'the painter is away' });
  expect(body.detail).toBeUndefined();
  return body.number;
}
async function submitted(...acts: readonly (readonly HandEdit[])[]): Promise<number> {
  const number = await kept(...acts);
  expect(await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {})).toMatchObject({ status: 201 });
  return number;
}
const told = async (number: number) => (await supervisor('GET', `/plan-versions/${number}`)).body;
const allBut = (number: number, acts: readonly number[], orders: readonly string[] = []) =>
  supervisor('POST', `/plan-versions/${number}/approve-all-but`, { orders, acts });

async function steps(version: number): Promise<Readonly<Record<string, string>>> {
  const { rows } = await sql<{ order_id: string; starts: string }>`
    select s.order_id, s.starts from plan_steps s join plan_versions v on v.id = s.version
    where v.number = ${version} order by s.starts`.execute(plant.test.db);
  return Object.fromEntries(rows.map((row) => [row.order_id.slice('work/'.length), row.starts]));
}
const made = async (number: number) => {
  const { rows } = await sql<{ parent: number | null; base: number; state: string }>`
    select p.number as parent, (v.by_hand ->> 'base')::int as base, v.state
    from plan_versions v left join plan_versions p on p.id = v.parent where v.number = ${number}`.execute(
    plant.test.db,
  );
  return rows[0]!;
};

/** Approved without the move of A. */
async function withoutA(number: number) {
  expect(await allBut(number, [1])).toMatchObject({
    status: 202,
    body: { held: [], done: expect.stringContaining(`Version ${number} is made again without the move of step 10`) },
  });
  await plant.test.workOff();
  const { all_but, version } = await told(number);
  expect(all_but).toMatchObject({ state: 'done', error: null });
  expect(version.state).toBe('rejected');
  const [was, whole, rest] = [await steps(base), await steps(number), await steps(all_but.made)];
  expect(rest).toEqual({ ...was, 'MO-B': whole['MO-B'] });
  expect(rest['MO-B']).not.toBe(was['MO-B']);
  return all_but;
}

describe('before anything is published a plan that was moved by hand', () => {
  it('is approved without some of its changes, told against what was moved', async () => {
    const number = await kept([later('MO-B', 3600)], [later('MO-A', 2 * day)]);
    const says = `Of what is moved of version ${base}, which is not the published one, changes by hand can be left out as long as no order, stock, calendar or other input changes; its orders cannot. After that it is approved whole or not at all.`;
    expect(await told(number)).toMatchObject({ whole_only: null, acts_only: says });
    expect(await planner('POST', `/plan-versions/${number}/submit`, {})).toMatchObject({ status: 201 });
    const { made: rest, told: said } = await withoutA(number);
    expect(said).toMatch(new RegExp(`^Against version ${base}: `));
    expect(await made(rest)).toEqual({ parent: null, base, state: 'approved' });
    expect(await supervisor('POST', `/plan-versions/${rest}/reject`, { reason: 'the next test' })).toMatchObject({
      status: 201,
    });
  });
});

describe('of a plan other than the published one, moved by hand,', () => {
  beforeAll(() => plant.publish());

  it('changes by hand are left out: the others are done again on it, against what is published', async () => {
    const published = (await told(await kept([later('MO-B', 60)]))).published;
    expect(published).not.toBe(base);
    const number = await submitted([later('MO-B', 3600)], [later('MO-A', 2 * day)]);
    expect(await told(number)).toMatchObject({
      whole_only: null,
      acts_only: `To approve it without some changes by hand, tick them. Its orders have no tick: version ${base}, which was moved, is not the published one.`,
    });
    const { rows, acts } = (await supervisor('GET', `/plan-versions/${number}/leave-out`)).body;
    expect(rows).toEqual([]);
    expect(acts.map((one: { name: string }) => one.name)).toEqual([
      expect.stringMatching('^the move of step 10 of MO-B on P1 by planner'),
      expect.stringMatching('^the move of step 10 of MO-A on W1 by planner'),
    ]);
    const { made: rest, told: said } = await withoutA(number);
    expect(said).toMatch(new RegExp(`^Against published version ${published}: `));
    expect(await made(rest)).toEqual({ parent: published, base, state: 'approved' });
    expect((await told(rest)).barred.publish).toBeNull();
  });

  it('what moves more operations without a change than with it waits to be read, and says which', async () => {
    const [first, second, third] = plan.operations
      .filter(({ machine }) => machine === 'W1')
      .toSorted((a, b) => a.start - b.start)
      .map((one) => ({ ...one, order: one.order.slice('work/'.length) }));
    // The second makes room for the first; without that it is pushed, and the third behind it.
    const number = await submitted(
      [later(second!.order, 5 * day)],
      [later(first!.order, second!.start - first!.start)],
    );
    expect(await allBut(number, [0])).toMatchObject({ status: 202 });
    await plant.test.workOff();
    const { all_but } = await told(number);
    expect(all_but.told).toContain(
      ` It moves 3 operations (version ${number}: 2), step 10 of ${third!.order} too, which nobody has seen yet`,
    );
    expect((await made(all_but.made)).state).toBe('submitted');
  });

  it('orders are not left out, nor all that was done by hand', async () => {
    const number = await submitted([later('MO-B', 3600)], [later('MO-A', 3600)]);
    expect(await allBut(number, [0], ['SO-A/1'])).toMatchObject({
      status: 409,
      body: {
        code: 'acts-alone',
        detail: `Version ${number} is version ${base} moved by hand, and that is not the published one: changes by hand can be left out of it, orders cannot. Maybe leave out the changes that were done to them.`,
      },
    });
    expect(await allBut(number, [0, 1])).toMatchObject({
      status: 409,
      body: {
        code: 'all-left-out',
        detail: `Without these nothing is left of what was done by hand: that is version ${base}. Maybe reject version ${number}, and have version ${base} submitted.`,
      },
    });
    expect(await allBut(number, [2])).toMatchObject({ status: 409, body: { code: 'no-such-act' } });
  });

  it('nothing is left out once an input was written, before it is asked for or after', async () => {
    const number = await submitted([later('MO-B', 3600)], [later('MO-A', 3600)]);
    expect(await allBut(number, [1])).toMatchObject({ status: 202 });
    await plant.changed('C', { due: days(12) });
    await plant.test.workOff();
    const { all_but, version, whole_only, acts_only } = await told(number);
    expect(version.state).toBe('submitted');
    expect(all_but.error).toBe(
      `Version ${base} was made from inputs that have changed since, SO-C/1 the latest: its changes by hand cannot be done again without some. Maybe approve all of version ${number}, or reject it and have it planned anew.`,
    );
    expect([whole_only, acts_only]).toEqual([expect.stringContaining('planned anew without some orders'), null]);
    expect(await allBut(number, [1])).toMatchObject({ status: 409, body: { code: 'moved-by-hand' } });
  });
});
