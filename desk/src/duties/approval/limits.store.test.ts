import type { Plan } from '@hotlist/engine';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp } from '../../server/test-app.ts';
import { readPublished } from '../planning/published.store.ts';
import { type SmallPlant, setApproval, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;
let test: TestApp;
let planner: Ask;
let supervisor: Ask;

/** Frames are welded for two customers in time; the version that is published makes the first order firm. */
beforeAll(async () => {
  plant = await smallPlant('06:00-22:00');
  ({ test, planner, supervisor } = plant);
  await plant.centre('WELD', 'W1');
  await plant.made('FRAME', 60, 'WELD');
  await plant.line('0', { item: 'FRAME', due: days(2) });
  await plant.line('1', { item: 'FRAME', qty: 2, due: days(20) });
  await plant.plan();
  expect((await submit()).body).toMatchObject({ number: 1, state: 'submitted' });
  expect(await approve()).toMatch(/1 order made firm/);
});
afterAll(() => test.close());

/** What the run after the last publication, or after what was written since, has made. */
async function newest(): Promise<number> {
  await test.workOff();
  return plant.newest();
}
const submit = async (who = planner) => who('POST', `/plan-versions/${await newest()}/submit?confirm=rival`, {});
const approve = async (): Promise<string> => {
  const { body } = await supervisor('POST', `/plan-versions/${await newest()}/approve`, { publish: true });
  expect(body).toMatchObject({ state: 'published' });
  return body.done;
};
const set = (more: object, who = supervisor) => setApproval(who, more);
const newLine = async (letter: string, due = 20) => {
  await plant.line(letter, { item: 'FRAME', due: days(due) });
  await planner('POST', '/planning-runs', {});
};

describe('a small change', () => {
  it('is not delegated until the site says so, and narrowly then', async () => {
    expect((await planner('GET', '/approval-settings')).body).toEqual({
      stale_hours: 24,
      frozen_days: 2,
      delegated: false,
      delegated_days: 0,
      delegated_other_group: false,
      delegated_overtime_hours: 0,
      version: 0,
      barred: null,
    });
    expect((await set({ delegated: true }, planner)).status).toBe(403);
    expect((await set({ delegated_days: 21 })).status).toBe(400);
  });

  it('is set by two at once for one of them: the other is told by whom, and what stands now', async () => {
    const { version } = (await supervisor('GET', '/approval-settings')).body;
    const put = (more: object) => supervisor('PUT', '/approval-settings', more, { version });
    expect((await put({ delegated: true, delegated_days: 2 })).body).toMatchObject({ version: version + 1 });
    const { status, body } = await put({ delegated: false });
    expect([status, body.code, body.current]).toMatchObject([
      409,
      'changed',
      { delegated: true, version: version + 1 },
    ]);
    expect(body.detail).toMatch(
      /^Nothing was set: supervisor \d+ set how versions are approved since you read it\. Now: .* by up to 2 days, .* stale after 24 h, and 2 days are frozen\. Maybe set yours again, knowing that\.$/,
    );
    expect((await supervisor('PUT', '/approval-settings', { delegated: false })).status).toBe(428);
    await set({ delegated: false, delegated_days: 0 });
  });

  it('is set in one row of the audit log, and where nothing changes nothing is written', async () => {
    const log = async () => (await supervisor('GET', '/audit?kind=sites&limit=200')).body.rows;
    const [before, { version }] = [await log(), (await supervisor('GET', '/approval-settings')).body];
    expect((await set({ stale_hours: 25, delegated_days: 3 })).body.version).toBe(version + 1);
    for (const same of [{}, { stale_hours: 25, delegated_days: 3 }])
      expect((await set(same)).body).toMatchObject({ version: version + 1, stale_hours: 25 });
    const after = await log();
    expect(after).toHaveLength(before.length + 1);
    expect(after[0].changes.map((one: { label: string }) => one.label).toSorted()).toEqual([
      'Delegated: days a step may move',
      'Inputs are stale after hours',
    ]);
    await set({ stale_hours: 24, delegated_days: 0 });
  });

  it('waits for a supervisor where who submits it wants that, and is told so; nothing of it is published', async () => {
    await set({ delegated: true });
    const submitted = `/plan-versions/${await newest()}/submit`;
    const tried = (await planner('POST', submitted, { to_supervisor: true, dry_run: true })).body;
    expect(tried.state).toBe('submitted');
    const { state, done, number } = (await planner('POST', submitted, { to_supervisor: true })).body;
    expect([state, done]).toEqual(['submitted', tried.done]);
    const { decisions } = (await supervisor('GET', `/plan-versions/${number}`)).body;
    expect(decisions).toMatchObject([
      { told: 'It is within the delegated limits; who submitted it lets a supervisor decide.' },
    ]);
    expect((await supervisor('GET', '/approvals')).body.rows).toMatchObject([{ number }]);
    expect((await planner('POST', `/plan-versions/${number}/withdraw`, {})).body.state).toBe('draft');
  });

  it('is not published unasked, nor waits unsaid, where a planning run ends or begins after that was told', async () => {
    await set({ delegated: true });
    const number = await newest();
    const send = (body: object) => planner('POST', `/plan-versions/${number}/submit`, body);
    const tried = async () => {
      const { state, done } = (await send({ dry_run: true })).body;
      return { state, done };
    };
    await planner('POST', '/planning-runs', {});
    const waits = await tried();
    expect(waits.state).toBe('submitted');
    await test.workOff();
    const would = await tried();
    const unasked = await send({ told: waits });
    expect(unasked).toMatchObject({ status: 409, body: { code: 'told-otherwise', values: would } });
    expect(unasked.body.detail).toContain(`version ${number} would be published now. ${would.done} Maybe `);
    await planner('POST', '/planning-runs', {});
    const unsaid = await send({ told: would });
    expect(unsaid).toMatchObject({ status: 409, body: { code: 'told-otherwise', values: { state: 'submitted' } } });
    expect(unsaid.body.detail).toMatch(/^Nothing was done, .* would wait for a supervisor now\. Maybe /);
    await test.workOff();
    expect((await planner('GET', `/plan-versions/${number}`)).body).toMatchObject({
      version: { state: 'draft' },
      decisions: [{ decision: 'submitted' }, { decision: 'withdrawn' }],
    });
  });

  it('is published by who submits it where that is delegated, also after orders were made firm; the supervisor sees by whom', async () => {
    await set({ delegated: true });
    const tried = (await planner('POST', `/plan-versions/${await newest()}/submit`, { dry_run: true })).body;
    // So who submits it is asked first: it publishes.
    expect(tried).toMatchObject({
      state: 'published',
      done: expect.stringMatching(/nothing of it is taken back\.$/),
      within: expect.stringMatching(/^Nobody else is asked: .* within their day, and none leaves it; /),
    });
    expect((await planner('GET', `/plan-versions/${tried.number}`)).body.decisions).toEqual([]);
    const { number, state, done } = (await submit()).body;
    expect(state).toBe('published');
    expect(done).toMatch(/is published.* within the delegated limits/);
    expect((await supervisor('GET', '/approvals')).body).toMatchObject({
      rows: [],
      delegated: [
        {
          number,
          who: expect.stringMatching(/^planner/),
          why: expect.stringMatching(
            /^Within the delegated limits\. Steps may move within their day, and none leaves it; .*none is\.$/,
          ),
        },
      ],
    });
    const decisions: { decision: string }[] = (await planner('GET', `/plan-versions/${number}`)).body.decisions;
    expect(decisions.map((one) => one.decision)).toEqual(['submitted', 'approved', 'published']);
  });

  it('may be a move by hand of what was just published: the orders that its publication made firm are the same by name and place', async () => {
    await set({ delegated: false });
    await newLine('7', 2);
    const { number } = (await submit()).body;
    expect(await approve()).toMatch(/1 order made firm/);
    await set({ delegated: true });
    const { status, body } = await planner('GET', `/board/problem?version=${number}`);
    expect(status).toBe(200);
    const { plan } = body as { plan: Plan };
    const { orders } = (await planner('GET', `/board?version=${number}`)).body;
    expect([...orders.id].sort()).toEqual(plan.orders.map(({ id }) => id).sort());
    const step = plan.operations.findLast(({ order }) => order.startsWith('work/'))!;
    const sooner = { kind: 'move', order: step.order, seq: step.seq, start: step.start - 600 };
    const kept = await planner('POST', '/board/drafts', {
      version: number,
      acts: [[sooner]],
      reason: 'The robot is free',
    });
    expect(kept).toMatchObject({ status: 201, body: { conflicts: 0 } });
    const draft = kept.body.number;
    expect((await planner('GET', `/plan-versions/${draft}`)).body).toMatchObject({
      parent: number,
      move_instead: null,
    });
    await test.workOff(); // The run after the publication.
    const submitted = await planner('POST', `/plan-versions/${draft}/submit?confirm=rival`, {});
    expect(submitted.body.done).toMatch(/is published.* within the delegated limits/);
  });

  it('is counted against what was published also of an order that was made firm from a later plan: it stands where its twin stood', async () => {
    const version = await newest();
    const published = () => test.db.transaction().execute((tx) => readPublished(tx, 'PLANT'));
    const before = await published();
    const places = (orders: readonly string[], rows = before?.rows) =>
      rows?.plan_steps
        .filter(({ order_id }) => orders.includes(order_id))
        .map(({ seq, machine, starts }) => [seq, machine, starts]);
    const [order] = before!.rows.plan_orders.filter(({ id }) => id.startsWith('planned/'));
    const twin = await test.db
      .selectFrom('plan_orders')
      .innerJoin('plan_versions', 'plan_versions.id', 'plan_orders.version')
      .select('plan_orders.id')
      .where('plan_versions.number', '=', version)
      .where('plan_orders.need', '=', order!.need)
      .executeTakeFirstOrThrow();
    const { body } = await planner('POST', '/planned-orders/firm', { planned: twin.id, version });
    expect(places([`work/${body.number}`], (await published())?.rows)).toEqual(places([order!.id]));
    // The plan that it was made firm from has it as planned still: nothing is gone from it, and nothing new in it.
    const tried = await planner('POST', `/plan-versions/${version}/submit`, { dry_run: true });
    expect(tried.body).toMatchObject({ state: 'published' });
  });

  it('waits for a supervisor where it is not', async () => {
    await set({ delegated: false });
    expect((await submit()).body).toMatchObject({ state: 'submitted' });
    const delegated = (await supervisor('GET', '/approvals')).body.delegated;
    await approve();
    expect((await supervisor('GET', '/approvals')).body.delegated).toEqual(delegated);
    await set({ delegated: true });
  });
});

describe('a change beyond the limits', () => {
  it('waits for a supervisor, and says why', async () => {
    await newLine('2');
    const { number, state, done } = (await submit()).body;
    expect(state).toBe('submitted');
    expect(done).toMatch(
      /a supervisor decides about it\. It is beyond the delegated limits: planned order \d+ of FRAME, for 1, is new\./,
    );
    const { decisions } = (await supervisor('GET', `/plan-versions/${number}`)).body;
    expect(decisions).toMatchObject([
      {
        told: expect.stringMatching(/^It is beyond the delegated limits: planned order \d+ of FRAME, for 1, is new\.$/),
      },
    ]);
  });

  it('and is told that first, also beside another that waits', async () => {
    await planner('POST', '/planning-runs', {});
    expect((await submit()).body).toMatchObject({
      state: 'submitted',
      done: expect.stringMatching(/, for 1, is new\./),
    });
  });
});
