import type { HandEdit, Plan } from '@hotlist/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp, testApp } from '../../server/test-app.ts';

let test: TestApp;
let planner: Ask;
let supervisor: Ask;
let plan: Plan;

async function put(path: string, rows: readonly object[]): Promise<void> {
  for (const row of rows) expect((await planner('POST', path, row)).body.detail).toBeUndefined();
}
async function changed(path: string, filter: string, fields: object): Promise<void> {
  const [row] = (await planner('GET', `${path}?filter=${filter}`)).body.rows;
  expect(await planner('PATCH', `${path}/${row.id}`, fields, { version: row.version })).toMatchObject({ status: 200 });
}

/** Frames are welded, each on a machine of its own, and painted; a plan of that is published, by which their orders are released. */
beforeAll(async () => {
  test = await testApp();
  planner = await test.as(['planner', 'operator']);
  supervisor = await test.as(['supervisor']);
  await put('/units', [{ code: 'pcs' }]);
  await put('/calendars', [{ code: 'DAY', week: 'Mon-Sun 06:00-14:00' }]);
  await put('/customers', [{ code: 'MILLER' }]);
  await put('/work-centres', [{ code: 'PAINT', calendar: 'DAY' }]);
  await put('/machines', [{ code: 'P1', work_centre: 'PAINT' }]);
  for (const letter of ['A', 'B', 'C', 'D', 'E', 'F', 'G']) {
    const item = `FRAME-${letter}`;
    await put('/work-centres', [{ code: `WELD-${letter}`, calendar: 'DAY' }]);
    await put('/machines', [{ code: `W-${letter}`, work_centre: `WELD-${letter}` }]);
    await put('/items', [{ code: item, supply: 'make', unit: 'pcs' }]);
    await put('/routing-steps', [
      { item, seq: 10, work_centre: `WELD-${letter}`, run_minutes: 60 },
      { item, seq: 20, work_centre: 'PAINT', run_minutes: 10 },
    ]);
    const of = { item, qty: 1, due: days(3) };
    await put('/work-orders', [{ number: `MO-${letter}`, state: 'firm', ...of }]);
    await put('/customer-lines', [{ order_no: `SO-${letter}`, line: 1, customer: 'MILLER', ...of }]);
  }
  await planner('POST', '/planning-runs', {});
  await test.workOff();
  await planner('POST', '/plan-versions/1/submit', {});
  expect(await supervisor('POST', '/plan-versions/1/approve', { publish: true })).toMatchObject({ status: 201 });
  await test.workOff();
  plan = (await planner('GET', '/board/problem?version=1')).body.plan;
});
afterAll(() => test.close());

const day = 86_400;
const later = (order: string, seq: number, by: number): HandEdit => {
  const step = plan.operations.find((one) => one.order === `work/${order}` && one.seq === seq)!;
  return { kind: 'move', order: step.order, seq, start: (step.start + by) as typeof step.start };
};
async function kept(...edits: readonly HandEdit[]): Promise<number> {
  const { body } = await planner('POST', '/board/drafts', { version: 1, acts: edits.map((one) => [one]), reason: 'x' });
  expect(body.detail).toBeUndefined();
  return body.number;
}
const submit = (number: number) => planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
const approve = (number: number) => supervisor('POST', `/plan-versions/${number}/approve`, {});
const publish = (number: number) => supervisor('POST', `/plan-versions/${number}/publish`, {});
const told = async (number: number) => (await supervisor('GET', `/plan-versions/${number}`)).body;
const begin = async (order: string) => {
  const report = { ticket: order, seq: 10, good: 1, finished: true, started: true };
  expect((await planner('POST', '/progress', report)).body.detail).toBeUndefined();
};

describe('a draft of a published version that is older than inputs may be', () => {
  const back = (number: number, column: 'now' | 'made_at', hours: number) =>
    sql`update plan_versions set ${sql.ref(column)} = ${sql.ref(column)} - make_interval(hours => ${hours})
      where number = ${number}`.execute(test.db);
  let acts: HandEdit[][];
  beforeAll(async () => {
    await back(1, 'now', 30);
    plan = (await planner('GET', '/board/problem?version=1')).body.plan;
    acts = [[later('MO-A', 20, 2 * day)]];
  });
  afterAll(async () => {
    await back(1, 'now', -30);
    plan = (await planner('GET', '/board/problem?version=1')).body.plan;
  });

  it('puts nothing between the moment of that version and what time it is', async () => {
    const { problem } = (await planner('GET', '/board/problem?version=1')).body;
    const step = plan.operations.find((one) => one.order === 'work/MO-A' && one.seq === 10)!;
    const edit = { kind: 'move', order: step.order, seq: 10, start: problem.now + 3600 };
    const refused = await planner('POST', '/board/drafts', { version: 1, acts: [[edit]], reason: 'sooner' });
    expect(refused).toMatchObject({ status: 422, body: { code: 'before-now' } });
    expect(refused.body.detail).toMatch(/^Step 10 of MO-A would have begun .+, and now it is .+\. Maybe put it later;/);
  });

  it('is submitted and approved as long after it was kept as others are; then its changes are kept anew', async () => {
    const first = await kept(...acts.flat());
    expect((await told(first)).barred.submit).toBeNull();
    await back(first, 'made_at', 25);
    expect(await submit(first)).toMatchObject({
      status: 409,
      body: {
        code: 'stale-inputs',
        detail: `Version ${first} stands on inputs that are 25 hours old; after 24 they count as stale. Maybe do its changes again on the published version.`,
      },
    });
    const again = (await planner('POST', '/board/again', { version: first })).body;
    expect(again).toMatchObject({ onto: 1, acts, left: [] });
    const anew = await planner('POST', '/board/drafts', { version: 1, acts: again.acts, reason: 'again' });
    expect(anew).toMatchObject({ status: 201, body: { before: null } });
    expect(await planner('POST', '/board/drafts', { version: 1, acts: again.acts, reason: 'again' })).toMatchObject({
      body: { number: anew.body.number, before: { reason: 'again' } },
    });
    expect(await submit(anew.body.number)).toMatchObject({ status: 201 });
    expect(await approve(anew.body.number)).toMatchObject({ status: 201 });
    expect(await supervisor('POST', `/plan-versions/${anew.body.number}/reject`, { reason: 'no' })).toMatchObject({
      status: 201,
    });
  });
});

describe('hours that were closed since the published version was made', () => {
  const rule = 'work only in working time';
  const put4 = (order: string, seq: number) => later(order, seq, 4 * day);
  const startOf = (order: string, seq: number): Date => {
    const { start } = plan.operations.find((one) => one.order === `work/${order}` && one.seq === seq)!;
    return new Date((Date.parse(epoch) / 1000 + start + 4 * day) * 1000);
  };
  let epoch: string;
  beforeAll(async () => {
    epoch = (await planner('GET', '/board/problem?version=1')).body.problem.epoch;
  });

  it('are named under what is moved into them, and confirmed by who approves it', async () => {
    const shut = startOf('MO-F', 10).toISOString().slice(0, 10);
    await put('/calendar-days', [{ calendar: 'DAY', day: shut, hours: '' }]);
    const edit = put4('MO-F', 10);
    const draft = await planner('POST', '/board/drafts', { version: 1, acts: [[edit]], reason: 'x' });
    expect(draft.body.conflicts).toBeGreaterThan(0);
    expect(draft.body.done).toMatch(/is kept, with \d rules? that it breaks/);
    const { number } = draft.body;
    expect((await told(number)).broken).toContainEqual({
      rule,
      text: expect.stringMatching(/^Step 10 of MO-F: W-F by DAY is closed from .+, which version 1 did not know/),
    });
    expect(await submit(number)).toMatchObject({ status: 201 });
    expect(await approve(number)).toMatchObject({ status: 409, body: { code: 'rules-broken' } });
  });

  it('are named though they were closed after the draft was kept', async () => {
    const number = await kept(later('MO-G', 10, 5 * day));
    expect((await told(number)).broken).toEqual([]);
    const from = new Date(startOf('MO-G', 10).getTime() + day * 1000);
    await put('/downtimes', [
      { machine: 'W-G', down_from: from.toISOString(), down_to: new Date(from.getTime() + 3_600_000).toISOString() },
    ]);
    expect((await told(number)).broken).toEqual([
      { rule, text: expect.stringMatching(/^Step 10 of MO-G: W-G is down from /) },
    ]);
  });
});

describe('a draft of a plan that is not the published one', () => {
  it('says before it is submitted what can be left out of it, and for how long; one of the published version does not', async () => {
    await planner('POST', '/planning-runs', {});
    await test.workOff();
    const base = (await planner('GET', '/plan-versions?limit=1')).body.rows[0].number;
    const acts = [[later('MO-G', 20, 4 * day)]];
    const of = async (version: number) => {
      const { body } = await planner('POST', '/board/drafts', { version, acts, reason: 'next' });
      expect(body.detail).toBeUndefined();
      return body.number;
    };
    const [other, moved] = [await of(base), await of(1)];
    expect(await told(other)).toMatchObject({
      whole_only: null,
      acts_only: expect.stringMatching(`^Of what is moved of version ${base}, which is not the published one, changes`),
    });
    expect(await told(moved)).toMatchObject({ whole_only: null, acts_only: null });
    await changed('/work-orders', 'number:eq:MO-G', { due: days(4) });
    expect(await told(other)).toMatchObject({
      whole_only: `What is moved of version ${base}, which is not the published one, is approved whole or not at all. Moved of version 1, the published one, some of it can be left out.`,
      acts_only: null,
    });
    expect(await told(moved)).toMatchObject({ whole_only: null, acts_only: null });
    expect(await submit(other)).toMatchObject({ status: 201 });
    expect((await told(other)).whole_only).toContain('Maybe reject it');
  });
});

describe('a draft of the published version that moves what has begun or is over since', () => {
  it('is not submitted, and its page says so before', async () => {
    const number = await kept(later('MO-A', 10, 2 * day));
    expect((await told(number)).barred.submit).toBeNull();
    await begin('MO-A');
    const says = `Version ${number} moves step 10 of MO-A, which has begun since version 1 was made. Maybe do its changes again on the published version.`;
    expect(await told(number)).toMatchObject({
      barred: { submit: says },
      no_further: says,
      do_again: 1,
      standing: 'Draft, and goes no further: step 10 of MO-A, which it moves, has begun since.',
    });
    expect((await planner('GET', '/plan-versions?limit=1')).body.rows[0]).toMatchObject({ number, no_further: says });
    expect(await submit(number)).toMatchObject({ status: 409, body: { code: 'begun-since', detail: says } });
  });

  it('is done again without that', async () => {
    const number = await kept(later('MO-B', 10, 2 * day), later('MO-G', 10, 2 * day));
    await begin('MO-B');
    expect((await planner('POST', '/board/again', { version: number })).body).toMatchObject({
      onto: 1,
      acts: [[later('MO-G', 10, 2 * day)]],
      left: [{ what: expect.stringContaining('MO-B'), why: 'step 10 of MO-B has begun.' }],
    });
  });

  it('is not approved', async () => {
    const number = await kept(later('MO-C', 10, 2 * day), later('MO-D', 10, 2 * day));
    expect(await submit(number)).toMatchObject({ status: 201 });
    await begin('MO-C');
    await changed('/work-orders', 'number:eq:MO-D', { state: 'cancelled' });
    expect((await told(number)).barred.approve).toContain('moves step 10 of MO-C');
    expect(await approve(number)).toMatchObject({
      status: 409,
      body: {
        code: 'begun-since',
        detail: `Version ${number} moves step 10 of MO-C, which has begun since version 1 was made, and 2 steps more of the kind. Maybe do its changes again on the published version.`,
      },
    });
  });

  it('is not published', async () => {
    const number = await kept(later('MO-E', 20, 2 * day));
    expect(await submit(number)).toMatchObject({ status: 201 });
    expect(await approve(number)).toMatchObject({ status: 201 });
    await changed('/work-orders', 'number:eq:MO-E', { state: 'cancelled' });
    expect(await publish(number)).toMatchObject({
      status: 409,
      body: {
        code: 'begun-since',
        detail: `Version ${number} moves step 20 of MO-E, and MO-E is over since version 1 was made. Maybe do its changes again on the published version.`,
      },
    });
  });

  it('is not published as the rest of one either', async () => {
    const whole = await kept(later('MO-F', 20, 2 * day), later('MO-G', 20, 3 * day));
    expect(await submit(whole)).toMatchObject({ status: 201 });
    expect(await supervisor('POST', `/plan-versions/${whole}/approve-all-but`, { orders: ['SO-G/1'] })).toMatchObject({
      status: 202,
    });
    await test.workOff();
    const rest = (await planner('GET', '/plan-versions?limit=1')).body.rows[0];
    expect(rest).toMatchObject({ state: 'approved' });
    await changed('/work-orders', 'number:eq:MO-F', { state: 'cancelled' });
    expect(await publish(rest.number)).toMatchObject({ status: 409, body: { code: 'begun-since' } });
  });
});
