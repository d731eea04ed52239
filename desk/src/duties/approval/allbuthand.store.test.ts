import type { HandEdit, Plan } from '@hotlist/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp } from '../../server/test-app.ts';
import { type SmallPlant, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;
let test: TestApp;
let planner: Ask;
let supervisor: Ask;

/** A is welded and B painted, each for its customer, four hours; C is welded after A. A plan with them is published. */
beforeAll(async () => {
  plant = await smallPlant();
  ({ test, planner, supervisor } = plant);
  // As beside other sites: a version's id is not its number.
  await sql`select nextval(pg_get_serial_sequence('plan_versions', 'id')) from generate_series(1, 7)`.execute(test.db);
  await plant.centre('WELD', 'W1');
  await plant.centre('PAINT', 'P1');
  for (const [letter, centre] of [
    ['A', 'WELD'],
    ['B', 'PAINT'],
    ['C', 'WELD'],
  ] as const) {
    await plant.made(`FRAME-${letter}`, 240, centre);
    await plant.ordered(letter, { due: days(9) });
  }
  await plant.publish();
});
afterAll(() => test.close());

const planOf = async (version: number): Promise<Plan> =>
  (await planner('GET', `/board/problem?version=${version}`)).body.plan;
const newest = async () => (await planner('GET', '/plan-versions?limit=1')).body.rows[0];
const seen = (number: number) => plant.seen(number);

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
const allBut = (number: number, orders: readonly string[], acts: readonly number[] = []) =>
  supervisor('POST', `/plan-versions/${number}/approve-all-but`, { orders, acts });
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
    const { comparison } = (await planner('GET', `/plan-versions/1/compare/${rest.number}`)).body;
    expect(comparison.orders).toMatchObject([
      { order_no: 'SO-B', why: expect.stringMatching(/planner.* moved step 10 of MO-B to .* by hand/) },
    ]);
  });

  it('is approved of moves of a quarter of an hour, too, as the comparison tells them', async () => {
    const plan = await planOf(1);
    const number = await moved([later(plan, 'MO-B', 900)], [later(plan, 'MO-A', 900)]);
    const { rows, moving } = (await supervisor('GET', `/plan-versions/${number}/leave-out`)).body;
    expect(moving.toSorted()).toEqual(expect.arrayContaining(['work/MO-A', 'work/MO-B']));
    expect(rows.find((one: { order: string }) => one.order === 'MO-B')).toMatchObject({ barred: null });
    expect(await allBut(number, ['MO-B'])).toMatchObject({ status: 202 });
    await test.workOff();
    const left = await steps((await newest()).number);
    expect(left['MO-B']).toBe((await steps(1))['MO-B']);
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
    const { acts } = (await supervisor('GET', `/plan-versions/${pushing}/leave-out`)).body;
    expect(acts).toEqual([
      {
        name: expect.stringMatching(`^the move of step 10 of ${name} on W1 by planner`),
        goes_with: expect.arrayContaining([name]),
        unlocks: [],
      },
      {
        name: expect.stringMatching(/^the move of step 10 of MO-B on P1 by planner/),
        goes_with: expect.arrayContaining(['MO-B']),
        unlocks: [],
      },
    ]);
    expect(await told(pushing, [other])).toBe(
      `Step 10 of ${other} would not stay as published: ${acts[0].name} moves it still. Maybe leave that out too, or reject it and say so.`,
    );
    const { version, all_but } = await seen(pushing);
    expect([version.state, all_but.in_the_way, all_but.orders]).toEqual(['submitted', [0], [other]]);

    await plant.changed('C', { due: days(12) });
    expect(await told(pushing, ['MO-B'])).toBeNull();
    const [published, whole, left] = [await steps(1), await steps(pushing), await steps((await newest()).number)];
    expect(left).toEqual({ ...whole, 'MO-B': published['MO-B'] });
  });

  it('leaves out what is in the way by its own tick, too; not all that was done, and not what nobody did', async () => {
    const plan = await planOf(1);
    const first = plan.operations.filter(({ machine }) => machine === 'W1').toSorted((a, b) => a.start - b.start)[0]!;
    const name = first.order.slice('work/'.length);
    const other = name === 'MO-A' ? 'MO-C' : 'MO-A';
    const number = await moved([later(plan, name, 7200)], [later(plan, 'MO-B', 7200)]);
    for (const [acts, code] of [
      [[0, 1], 'all-left-out'],
      [[2], 'no-such-act'],
    ] as const)
      expect(await allBut(number, [], acts)).toMatchObject({ status: 409, body: { code } });
    expect(await allBut(number, ['MO-B'], [0])).toMatchObject({ status: 409, body: { code: 'all-left-out' } });
    expect(await allBut(number, [])).toMatchObject({ status: 400 });

    const asked = await allBut(number, [other], [0]);
    expect(asked.body.done).toMatch(
      new RegExp(`^Version ${number} is made again without ${other}, the move of step 10 of ${name} on W1 by planner`),
    );
    await test.workOff();
    const rest = await newest();
    expect(rest).toMatchObject({ state: 'approved' });
    const [published, whole, left] = [await steps(1), await steps(number), await steps(rest.number)];
    expect(left).toEqual({ ...published, 'MO-B': whole['MO-B'] });
    const why = await seen(rest.number);
    expect(why.instead_of).toBe(number);
  });

  it('of a step that was moved twice both moves are in the way, each by its own name', async () => {
    const plan = await planOf(1);
    const first = plan.operations.filter(({ machine }) => machine === 'W1').toSorted((a, b) => a.start - b.start)[0]!;
    const name = first.order.slice('work/'.length);
    const other = name === 'MO-A' ? 'MO-C' : 'MO-A';
    const number = await moved([later(plan, name, 1800)], [later(plan, 'MO-B', 1800)], [later(plan, name, 5400)]);
    expect(await allBut(number, [other])).toMatchObject({ status: 202 });
    await test.workOff();
    const { all_but } = await seen(number);
    expect(all_but.in_the_way).toEqual([0, 2]);
    expect(all_but.error).toMatch(
      new RegExp(
        `: the move of step 10 of ${name} on W1 by planner \\d+ \\(1\\) and the move of .* \\(3\\) move it still\\. Maybe leave those out too`,
      ),
    );
  });

  it('that looks for what is in the way says so with every try, and ends where it is cancelled meanwhile', async () => {
    const plan = await planOf(1);
    const first = plan.operations.filter(({ machine }) => machine === 'W1').toSorted((a, b) => a.start - b.start)[0]!;
    const name = first.order.slice('work/'.length);
    const other = name === 'MO-A' ? 'MO-C' : 'MO-A';
    const number = await moved([later(plan, name, 1800)], [later(plan, 'MO-B', 1800)], [later(plan, name, 7200)]);
    // Somebody presses Cancel once the first is found.
    await sql`create table told_steps (step text, beat timestamptz)`.execute(test.db);
    await sql`create function told_step() returns trigger language plpgsql as $$ begin
      insert into told_steps values (new.step, new.beat_at);
      new.cancel_asked := new.cancel_asked or new.step like '%1 found%';
      return new; end $$`.execute(test.db);
    await sql`create trigger told_step before update of step on plan_runs for each row execute function told_step()`.execute(
      test.db,
    );
    expect(await allBut(number, [other])).toMatchObject({ status: 202 });
    await test.workOff();
    await sql`drop trigger told_step on plan_runs`.execute(test.db);
    const { rows } = await sql<{ step: string; beat: string }>`select * from told_steps`.execute(test.db);
    expect(rows.map(({ step }) => step)).toEqual([
      'Reading orders, stock and calendars',
      'Doing the changes by hand again',
      'Looking for what is in the way',
      'Looking for what is in the way: 1 found',
      '',
    ]);
    const beats = rows.slice(0, 4).map(({ beat }) => Date.parse(beat));
    expect(beats).toEqual(beats.toSorted((a, b) => a - b));
    expect(new Set(beats).size).toBe(4);
    const { version, all_but } = await seen(number);
    expect([version.state, all_but.state]).toEqual(['submitted', 'cancelled']);
  });

  it('is said to wait where its worker died, since when, wherever it is held up by that; before one began it, too', async () => {
    const plan = await planOf(1);
    const number = await moved([later(plan, 'MO-A', day)], [later(plan, 'MO-B', day)]);
    expect(await allBut(number, ['MO-A'])).toMatchObject({ status: 202 });
    const waits = / without some of it, and that run waits for a worker since \w{3} \d+ \w{3} \d\d:\d\d\. Maybe wait/;
    const ask = async () => {
      const { all_but, barred } = (await supervisor('GET', `/plan-versions/${number}`)).body;
      const { rows } = (await supervisor('GET', '/approvals?told=true')).body;
      const card = rows.find((one: { number: number }) => one.number === number).told;
      expect(card.barred.approve).toBe(barred.approve);
      expect((await allBut(number, ['MO-B'])).body.detail).toBe(barred.approve);
      return { since: all_but.waits_since, barred: barred.approve };
    };
    expect(await ask()).toEqual({ since: expect.any(String), barred: expect.stringMatching(waits) });

    const { rows } = await sql<{
      id: number;
    }>`update plan_runs set state = 'running', beat_at = now() - interval '30 seconds'
      where state = 'waiting' returning id`.execute(test.db);
    const [{ beat } = { beat: '' }] = (
      await sql<{ beat: string }>`select beat_at as beat from plan_runs where id = ${rows[0]!.id}`.execute(test.db)
    ).rows;
    expect(await ask()).toEqual({ since: beat, barred: expect.stringMatching(waits) });

    await sql`update plan_runs set beat_at = now() where id = ${rows[0]!.id}`.execute(test.db);
    expect(await ask()).toEqual({ since: null, barred: expect.stringMatching(/ and that run is going\. Maybe wait/) });
    await sql`update plan_runs set state = 'waiting' where id = ${rows[0]!.id}`.execute(test.db);
    await test.workOff();
    expect((await seen(number)).all_but).toMatchObject({
      state: 'done',
      orders: ['MO-A'],
      acts: [],
      waits_since: null,
    });
  });

  it('says at its tick, and afterwards, which lock goes with what is left out', async () => {
    const plan = await planOf(1);
    const lock = (order: string): HandEdit => ({ kind: 'lock', order: `work/${order}`, seq: 10 }) as HandEdit;
    const [a, b] = [later(plan, 'MO-A', 3 * day), later(plan, 'MO-B', 3 * day)];
    const number = await moved([a, lock('MO-A')], [b], [lock('MO-B')]);
    const { rows, acts } = (await supervisor('GET', `/plan-versions/${number}/leave-out`)).body;
    // Left alone, B is locked where it stands as published; what is nothing but a lock says so by its name.
    expect(acts.map((act: { unlocks: string[] }) => act.unlocks)).toEqual([['step 10 of MO-A'], [], []]);
    const of = (name: string) => rows.find((row: { order: string }) => row.order === name)?.unlocks;
    expect(['SO-A/1', 'MO-A', 'SO-B/1'].map(of)).toEqual([
      ['step 10 of MO-A'],
      ['step 10 of MO-A'],
      ['step 10 of MO-B'],
    ]);
    expect(await allBut(number, ['SO-A/1'])).toMatchObject({ status: 202 });
    await test.workOff();
    const { all_but } = await seen(number);
    expect(all_but.told).toMatch(new RegExp(` The lock of step 10 of MO-A in version ${number} is left out\\.`));
    const { comparison } = (await planner('GET', `/plan-versions/${number}/compare/${all_but.made}`)).body;
    expect(comparison.verdict).toMatch(/1 step locked, 1 step locked no more, /);
    // The other way round nothing is let go.
    const back = (await planner('GET', `/plan-versions/${all_but.made}/compare/${number}`)).body.comparison;
    expect(back.verdict).not.toMatch(/no more, no operation|locked no more/);
  });

  it('that breaks a rule is approved in part without what breaks it: that is said before it is asked for, and by the refusal', async () => {
    const plan = await planOf(1);
    const put = (order: string, start: number): HandEdit => ({ ...later(plan, order, 0), start }) as HandEdit;
    const start = plan.operations.find((one) => one.order === 'work/MO-A')!.start + 4 * day;
    const number = await moved([put('MO-A', start)], [put('MO-C', start)], [later(plan, 'MO-B', 4 * day)]);
    const { acts, broken } = (await supervisor('GET', `/plan-versions/${number}/leave-out`)).body;
    expect(broken.length).toBeGreaterThan(0);
    const [first] = broken as [{ words: string; acts: number[] }];
    expect(first.words).toBe(
      `Step 10 of ${first.acts[0] === 0 ? 'MO-A' : 'MO-C'} breaks “no machine over capacity” by ${acts[first.acts[0]!].name}: in part version ${number} is approved only without that.`,
    );

    expect(await allBut(number, ['MO-B'])).toMatchObject({ status: 202 });
    await test.workOff();
    const { version, all_but } = await seen(number);
    expect(version.state).toBe('submitted');
    expect(all_but.error).toMatch(
      new RegExp(
        `^What is left of version ${number} breaks a rule still: step 10 of MO-[AC] \\(no machine over capacity\\)\\. Maybe leave the change that did it out too, or approve all of version ${number} and say why\\.$`,
      ),
    );
    expect(all_but.in_the_way).toEqual(first.acts);

    expect(await allBut(number, ['MO-B'], first.acts)).toMatchObject({ status: 202 });
    await test.workOff();
    expect((await seen(number)).all_but).toMatchObject({ state: 'done', error: null });
  });
});
