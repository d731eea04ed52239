import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';
import { approvesAllBut } from './allbut.jobs.ts';
import { setApproval } from './approval.test-support.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;
let second: Ask;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect(await planner('POST', path, row)).toMatchObject({ status: 201 });
}

/** Three orders wait for one welder, a day each, as A, B, C; D is planned only. No zone is frozen. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner']);
  supervisor = await test.as(['supervisor']);
  second = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-14:00' }]);
  await put('/work-centres', [{ code: 'WELD', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'W1', work_centre: 'WELD' }]);
  await put('/items', [
    ...['A', 'B', 'C', 'E'].map((letter) => ({ code: `FRAME-${letter}`, supply: 'make', unit: 'pcs' })),
    { code: 'FORK', name: 'Fork', supply: 'make', unit: 'pcs' },
  ]);
  await put('/routing-steps', [
    ...['A', 'B', 'C', 'E'].map((letter) => ({
      item: `FRAME-${letter}`,
      seq: 10,
      work_centre: 'WELD',
      run_minutes: 480,
    })),
    { item: 'FORK', seq: 10, work_centre: 'WELD', run_minutes: 60 },
  ]);
  await put('/customers', [{ code: 'MILLER', name: 'Miller Cycles' }]);
  for (const [letter, due] of [
    ['A', 1],
    ['B', 4],
    ['C', 6],
  ] as const) {
    await put('/work-orders', [
      { number: `MO-${letter}`, item: `FRAME-${letter}`, qty: 1, due: days(due), state: 'firm' },
    ]);
    await put('/customer-lines', [
      { order_no: `SO-${letter}`, line: 1, customer: 'MILLER', item: `FRAME-${letter}`, qty: 1, due: days(due) },
    ]);
  }
  await put('/customer-lines', [
    { order_no: 'SO-D', line: 1, customer: 'MILLER', item: 'FORK', qty: 1, due: days(30) },
  ]);
  await setApproval(supervisor, { frozen_days: 0 });
  const first = await plan();
  await submit(first);
  expect((await supervisor('POST', `/plan-versions/${first}/approve`, { publish: true })).status).toBe(201);
  await test.workOff();
});
afterAll(() => test.close());

async function plan(): Promise<number> {
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  return newest();
}
const newest = async (): Promise<number> => (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
const submit = (number: number) => planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
const allBut = (who: Ask, number: number, orders: readonly string[]) =>
  who('POST', `/plan-versions/${number}/approve-all-but`, { orders });
const seen = async (number: number) => (await planner('GET', `/plan-versions/${number}`)).body;

/** Steps of a version by their orders, as they begin. */
async function steps(number: number) {
  const rows = await test.db
    .selectFrom('plan_steps')
    .innerJoin('plan_versions', 'plan_versions.id', 'plan_steps.version')
    .select(['order_id', 'machine', 'starts', 'ends'])
    .where('number', '=', number)
    .where('item', 'like', 'FRAME-%')
    .orderBy('starts')
    .execute();
  return rows.map(({ order_id, ...row }) => ({ ...row, order: order_id.slice('work/MO-'.length) }));
}
const sequence = async (number: number): Promise<string> => (await steps(number)).map((one) => one.order).join('');

/** C was wanted yesterday and A can wait: the next plan has C in A's place. */
async function urgent(): Promise<number> {
  for (const [kind, filter, to] of [
    ['customer-lines', 'order_no:eq:SO-C', { due: days(-1), priority: 1 }],
    ['work-orders', 'number:eq:MO-C', { due: days(-1) }],
    ['customer-lines', 'order_no:eq:SO-A', { due: days(10) }],
    ['work-orders', 'number:eq:MO-A', { due: days(10) }],
  ] as const)
    await change(kind, filter, to);
  return plan();
}

async function change(kind: string, filter: string, to: object): Promise<void> {
  const [row] = (await planner('GET', `/${kind}?filter=${filter}`)).body.rows;
  expect((await planner('PATCH', `/${kind}/${row.id}`, to, { version: row.version })).status).toBe(200);
}

describe('a version approved without an order', () => {
  it('leaves it where it is published, keeps the rest as it was seen, is approved at once and published by the same people', async () => {
    expect(await sequence(1)).toBe('ABC');
    const number = await urgent();
    expect(await sequence(number)).toMatch(/^C/);
    await submit(number);

    for (const [orders, code] of [
      [['NOBODY'], 'not-in-it'],
      [['MO-A', 'MO-B', 'MO-C'], 'all-left-out'],
    ] as const)
      expect(await allBut(supervisor, number, orders)).toMatchObject({ status: 409, body: { code } });
    expect((await allBut(planner, number, ['MO-A'])).status).toBe(403);

    expect((await supervisor('GET', `/plan-versions/${number}/leave-out`)).body.rows).toContainEqual({
      order: 'SO-A/1',
      holds: ['MO-A'],
      others: [],
      gives: [],
      unlocks: [],
      barred: null,
    });
    const asked = await allBut(supervisor, number, ['SO-A/1']);
    expect(asked).toMatchObject({ status: 202, body: { held: ['MO-A'] } });
    const again = await allBut(second, number, ['MO-B']);
    expect(again).toMatchObject({ status: 409, body: { code: 'asked-already' } });
    expect(again.body.detail).toMatch(/^supervisor \d+ asked .* Maybe wait/);
    // Nor is all of it approved meanwhile, by a second press where the first one's button stood.
    const meanwhile = await supervisor('GET', `/plan-versions/${number}`);
    expect(meanwhile.body.barred.approve).toMatch(/^supervisor \d+ asked .* Maybe wait/);
    for (const publish of [false, true])
      expect(await supervisor('POST', `/plan-versions/${number}/approve`, { publish })).toMatchObject({
        status: 409,
        body: { code: 'asked-already' },
      });
    await test.workOff();

    const made = await newest();
    expect(await sequence(made)).toBe('ACB');
    expect((await steps(made))[0]).toEqual((await steps(1))[0]);
    expect(await seen(number)).toMatchObject({
      version: { state: 'rejected' },
      standing: `Approved all but SO-A/1, as version ${made}.`,
      all_but: { state: 'done', held: ['MO-A'], made },
    });
    const { version, decisions, instead_of, barred } = await seen(made);
    expect([version.state, instead_of, barred.publish]).toEqual(['approved', number, null]);
    expect(decisions).toMatchObject([
      {
        decision: 'submitted',
        who: expect.stringMatching(/^planner/),
        said: expect.stringMatching(/^supervisor \d+ left SO-A\/1 out of version \d+, which planner \d+ submitted$/),
      },
      { decision: 'approved', who: expect.stringMatching(/^supervisor/) },
    ]);
    expect(decisions[0].told).toMatch(
      new RegExp(
        `^Against published version \\d+: 1 order newly late \\(version ${number}: 1\\), no promise broken \\(version ${number}: none\\)\\.( 1 order ships later .*)?$`,
      ),
    );
    expect((await seen(number)).decisions.at(-1)).toMatchObject({
      decision: 'left-out',
      reason: `all but SO-A/1, as version ${made}`,
      said: expect.stringMatching(/^supervisor \d+: approved all but/),
    });
    const { rows } = (await planner('GET', '/plan-versions')).body;
    expect(rows.find((row: { number: number }) => row.number === number)).toMatchObject({
      standing: `approved all but SO-A/1, as version ${made}`,
    });
    // Another department's word may be missing yet: then nothing of it is approved.
    const madeIs = (state: 'approved' | 'submitted' | 'rejected') =>
      test.db.transaction().execute(async (tx) => {
        await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
        await tx.updateTable('plan_versions').set({ state }).where('number', '=', made).execute();
      });
    await madeIs('submitted');
    expect((await seen(number)).standing).toBe(
      `Submitted anew all but SO-A/1, as version ${made}, and waits for approval.`,
    );
    expect((await second('POST', `/plan-versions/${number}/approve`, {})).body.detail).toMatch(
      new RegExp(`^Version ${number} was submitted anew all but SO-A/1, as version ${made}, and waits for approval: `),
    );
    await madeIs('rejected');
    expect((await seen(number)).standing).toBe(`Rejected, all but SO-A/1 as version ${made}.`);
    await madeIs('approved');
    expect((await supervisor('GET', '/approvals')).body.rows).toMatchObject([
      {
        number: made,
        left_out: expect.stringMatching(/^supervisor \d+ left SO-A\/1 out of version \d+, which planner/),
      },
    ]);
    expect((await second('POST', `/plan-versions/${number}/approve`, {})).body.detail).toMatch(
      new RegExp(`^Version ${number} was approved all but SO-A/1, as version ${made}: supervisor .* Maybe go on with`),
    );
    expect((await supervisor('POST', `/plan-versions/${made}/publish`, {})).status).toBe(201);
    await test.workOff();
  });

  it('waits for a person to read and approve it where more is late in it than in the whole, and says so', async () => {
    await change('customer-lines', 'order_no:eq:SO-C', { due: days(9) });
    await change('work-orders', 'number:eq:MO-C', { due: days(9) });
    await change('customer-lines', 'order_no:eq:SO-B', { due: days(1), priority: 1 });
    await change('work-orders', 'number:eq:MO-B', { due: days(1) });
    const number = await plan();
    await submit(number);
    expect((await allBut(supervisor, number, ['MO-A'])).status).toBe(202);
    await test.workOff();
    const made = await newest();
    const told = expect.stringMatching(
      /^Against published version \d+: \d orders? newly late \(version \d+: (none|\d)\), no promise broken \(version \d+: none\)\. \d orders? ships? later than in version \d+, (by|at most) \d+\.\d d: SO-\S+\/1\. SO-\S+ (is|and|are).* hurt by it alone, so it was not approved at once\.$/,
    );
    const { version, decisions, barred } = (await supervisor('GET', `/plan-versions/${made}`)).body;
    expect(version.state).toBe('submitted');
    expect(decisions).toMatchObject([{ decision: 'submitted', told }]);
    // Whom it makes later is named with days and why, on the page of the rest and of the whole.
    const { lost } = await seen(made);
    expect(lost).toMatchObject({ whole: number, rest: made });
    expect(lost.first[0]).toEqual({
      demand: 'SO-B/1',
      lost: 'newly late',
      moved_days: expect.any(Number),
      ships: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      why: expect.stringMatching(/\S/),
    });
    expect(lost.first[0].moved_days).toBeGreaterThan(0);
    expect((await seen(number)).lost).toEqual(lost);
    // On its card under Approvals, too.
    const [card] = (await supervisor('GET', `/approvals/changes?numbers=${made}`)).body.rows;
    expect(card.lost).toEqual(lost);
    expect((await seen(number)).all_but).toMatchObject({ state: 'done', made, told });
    expect((await seen(number)).standing).toMatch(/^Submitted anew all but MO-A, .* waits for approval\.$/);
    expect(barred.approve).toBeNull();
    expect((await supervisor('POST', `/plan-versions/${made}/approve`, {})).body.state).toBe('approved');
    await supervisor('POST', `/plan-versions/${made}/reject`, { reason: 'B first' });
  });

  it('is not approved when another decided about it while the run was going: that is said, and nothing is kept', async () => {
    const number = await urgentAgain();
    await submit(number);
    expect((await allBut(supervisor, number, ['MO-A'])).status).toBe(202);
    const rejects = (confirm = '') =>
      second('POST', `/plan-versions/${number}/reject${confirm}`, { reason: 'C can wait' });
    // Who rejects it is asked first: the run comes to nothing by it.
    const asked = await rejects();
    expect(asked).toMatchObject({
      status: 409,
      body: { code: 'run-comes-to-nothing', values: { confirm: 'run-comes-to-nothing' } },
    });
    expect(asked.body.detail).toMatch(
      /^supervisor \d+ asked for .* the run comes to nothing\. Reject it all the same\?$/,
    );
    expect((await seen(number)).version.state).toBe('submitted');
    expect((await rejects('?confirm=run-comes-to-nothing')).body.state).toBe('rejected');
    await test.workOff();
    expect(await newest()).toBe(number);
    const { all_but } = await seen(number);
    expect(all_but).toMatchObject({ state: 'failed', made: null });
    expect(all_but.error).toMatch(/is rejected already: supervisor \d+ rejected it on/);
  });

  it('tells of a work order left out that cannot stand as published, and why', async () => {
    const [first] = await steps((await seen(await newest())).published);
    const hour = (hours: number): string => new Date(Date.parse(first!.starts) + hours * 3_600_000).toISOString();
    await put('/downtimes', [{ machine: 'W1', down_from: hour(1), down_to: hour(3), reason: 'Robot' }]);
    const number = await plan();
    await submit(number);
    expect((await allBut(supervisor, number, ['MO-A'])).status).toBe(202);
    await test.workOff();
    const { not_kept } = await seen(await newest());
    expect(not_kept).toEqual({
      count: 1,
      first: [
        expect.stringMatching(
          /^Step 10 of MO-A, which was left out and is held as published, .*: W1 is down while .* Maybe tell the floor\.$/,
        ),
      ],
    });
  });
});

describe('a version that orders were left out of', () => {
  it('stays submitted where its rest cannot be approved by then: nothing is kept, and it is said why', async () => {
    const number = await plan();
    await submit(number);
    const rest = await plan();
    const { id: made } = await test.db
      .selectFrom('plan_versions')
      .select('id')
      .where('number', '=', rest)
      .executeTakeFirstOrThrow();
    const { id, name } = await test.db
      .selectFrom('version_decisions')
      .select(['person as id', 'who as name'])
      .where('decision', '=', 'approved')
      .orderBy('id')
      .executeTakeFirstOrThrow();
    const by = { id, name, email: '' };
    const approved = test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      // Another was published since the inputs of the rest were read.
      await tx.updateTable('plan_versions').set({ parent: null }).where('id', '=', made).execute();
      await approvesAllBut.approve(tx, 'PLANT', { version: number, held: ['MO-A'], by, reason: null }, made);
    });
    await expect(approved).rejects.toThrow(
      /^Version \d+ was made against no published version, but .* Maybe plan again/,
    );
    expect((await seen(number)).version.state).toBe('submitted');
  });

  it('is not told as rejected once its rest was cleared', async () => {
    const { number, reason } = await test.db
      .selectFrom('version_decisions')
      .select(['number', 'reason'])
      .where('decision', '=', 'left-out')
      .orderBy('id')
      .executeTakeFirstOrThrow();
    await test.db.deleteFrom('plan_runs').where('all_but', 'is not', null).execute();
    const { standing, decisions } = await seen(number);
    expect(standing).toBe(`Made anew ${reason}.`);
    expect(decisions.at(-1).said).toMatch(/^supervisor \d+: made anew all but SO-A\/1, as version \d+$/);
    const { rows } = (await planner('GET', '/plan-versions')).body;
    expect(rows.find((row: { number: number }) => row.number === number).standing).toBe(`made anew ${reason}`);
  });
});

/** Another order comes, wanted before all others. */
async function urgentAgain(): Promise<number> {
  await put('/work-orders', [{ number: 'MO-E', item: 'FRAME-E', qty: 1, due: days(1), state: 'firm' }]);
  await put('/customer-lines', [
    { order_no: 'SO-E', line: 1, customer: 'MILLER', item: 'FRAME-E', qty: 1, due: days(1), priority: 1 },
  ]);
  return plan();
}
