import type { HandEdit } from '@hotlist/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp } from '../../server/test-app.ts';
import { type SmallPlant, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;
let test: TestApp;
let planner: Ask;
let supervisor: Ask;
let published: number;

const letters = ['A', 'B', 'C', 'D', 'E', 'F'];

/** Ten frames of each kind, of two tubes each, released by the publication: each on a machine of its own. */
beforeAll(async () => {
  plant = await smallPlant();
  ({ test, planner, supervisor } = plant);
  await plant.put('/items', [{ code: 'TUBE', supply: 'buy', unit: 'pcs' }]);
  const storekeeper = await test.as(['storekeeper']);
  expect(await storekeeper('POST', '/locations', { code: 'RACK' })).toMatchObject({ status: 201 });
  expect(await storekeeper('POST', '/stock', { item: 'TUBE', location: 'RACK', qty: 1000 })).toMatchObject({
    status: 201,
  });
  for (const letter of letters) {
    await plant.centre(`WELD-${letter}`, `W-${letter}`);
    await plant.made(`FRAME-${letter}`, 30, `WELD-${letter}`);
    await plant.put('/components', [{ parent: `FRAME-${letter}`, component: 'TUBE', qty_per: '2' }]);
    await plant.ordered(letter, { due: days(3), qty: 10 });
  }
  await plant.changed('B', { revision: 'C', order_no: 'SO-B', line: 1 }, 'work-orders');
  published = await plant.publish();
});
afterAll(() => test.close());

const resized = (letter: string, qty: number): HandEdit => ({
  kind: 'resize',
  order: `work/MO-${letter}` as `work/${string}`,
  qty: qty as Extract<HandEdit, { kind: 'resize' }>['qty'],
});
const split = (letter: string, qty: number): HandEdit => ({ ...resized(letter, qty), kind: 'split' }) as HandEdit;

const keep = (...edits: readonly HandEdit[]) =>
  planner('POST', '/board/drafts', { version: published, acts: edits.map((one) => [one]), reason: 'fewer are wanted' });
async function kept(...edits: readonly HandEdit[]): Promise<number> {
  const { body } = await keep(...edits);
  expect(body.detail).toBeUndefined();
  return body.number;
}
const submit = (number: number) => planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
const approve = (number: number) =>
  supervisor('POST', `/plan-versions/${number}/approve?confirm=rules-broken`, { reason: 'so be it' });
const publish = (number: number) => supervisor('POST', `/plan-versions/${number}/publish`, {});
const record = async (number: string) =>
  (
    await sql<{ said: string }>`select concat_ws(' ', state, qty::float, revision, order_no, line) as said
      from work_orders where number = ${number}`.execute(test.db)
  ).rows[0]?.said;
const tubes = async (number: string) =>
  (
    await sql<{ qty: number }>`select qty::float as qty from work_materials where work_order = ${number}`.execute(
      test.db,
    )
  ).rows.map(({ qty }) => qty);

describe('a work order for another quantity by hand', () => {
  it('is told before anything is written, and written with its material by the publication alone', async () => {
    expect([await record('MO-A'), await tubes('MO-A')]).toEqual(['released 10', [20]]);
    const number = await kept(resized('A', 6), split('B', 4));
    const sizes = [
      { order: 'MO-A', item: 'FRAME-A', from: 10, to: 6, split: [], by: expect.stringContaining('planner') },
      { order: 'MO-B', item: 'FRAME-B', from: 10, to: 4, split: [6], by: expect.stringContaining('planner') },
    ];
    expect((await plant.seen(number)).sizes).toEqual(sizes);
    const { comparison } = (await planner('GET', `/plan-versions/${published}/compare/${number}`)).body;
    expect(comparison.sizes).toEqual(sizes);
    expect(await submit(number)).toMatchObject({ status: 201, body: { state: 'submitted' } });
    expect((await supervisor('GET', `/plan-versions/${number}/leave-out`)).body.acts).toMatchObject([
      { name: expect.stringMatching(/^the other quantity of MO-A, from 10 to 6, by planner/) },
      { name: expect.stringMatching(/^the split of MO-B, from 10 to 4, by planner/) },
    ]);
    expect(await approve(number)).toMatchObject({ status: 201, body: { state: 'approved' } });
    expect([await record('MO-A'), await record('MO-B')]).toEqual(['released 10', 'released 10 C SO-B 1']);

    const { status, body } = await publish(number);
    expect([status, body.detail]).toEqual([201, undefined]);
    const rest = /MO-B is for 4, no more for 10, and (\S+) for 6\./.exec(body.done)?.[1] ?? '';
    expect(body.done).toContain('MO-A is for 6, no more for 10.');
    expect([await record('MO-A'), await tubes('MO-A')]).toEqual(['released 6', [12]]);
    expect([await record('MO-B'), await tubes('MO-B')]).toEqual(['released 4 C SO-B 1', [8]]);
    expect(await record(rest)).toMatch(/^(firm|released) 6 C SO-B 1$/);
    // Pressed twice it is done once.
    expect(await publish(number)).toMatchObject({ status: 409, body: { code: 'decided-already' } });
    expect(await record('MO-A')).toBe('released 6');
    published = number;
    await test.workOff();
  });

  it('is no change since for the plan that follows, and is moved on from there', async () => {
    const after = await plant.newest();
    const { rows } = await sql<{ said: string }>`select o.id || ' ' || o.qty::float as said from plan_orders o
      join plan_versions v on v.id = o.version where v.number = ${after} and o.work_order in ('MO-A', 'MO-B')
      order by 1`.execute(test.db);
    expect(rows.map(({ said }) => said)).toEqual(['work/MO-A 6', 'work/MO-B 4']);
    const told = (await planner('GET', `/plan-versions/${published}/compare/${after}`)).body.comparison;
    expect(told.verdict).not.toMatch(/MO-A/);
    const { problem, plan } = (await planner('GET', `/board/problem?version=${published}`)).body;
    expect(problem.workOrders.find((one: { id: string }) => one.id === 'MO-A')).toMatchObject({ qty: 6, qtyOpen: 6 });
    expect(plan.orders.find((one: { id: string }) => one.id === 'work/MO-A')).toMatchObject({ qty: 6 });
    expect((await keep(resized('A', 6))).body.code).toBe('nothing-changes');
  });

  it('is left out by its tick, and the other is written', async () => {
    const number = await kept(resized('C', 7), resized('D', 8));
    await submit(number);
    expect(
      await supervisor('POST', `/plan-versions/${number}/approve-all-but`, { orders: [], acts: [0] }),
    ).toMatchObject({ status: 202 });
    await test.workOff();
    const rest = await plant.newest();
    expect((await plant.seen(rest)).sizes).toMatchObject([{ order: 'MO-D', from: 10, to: 8 }]);
    const { status, body } = await publish(rest);
    expect([status, body.detail]).toEqual([201, undefined]);
    expect([await record('MO-C'), await record('MO-D')]).toEqual(['released 10', 'released 8']);
    published = rest;
    await test.workOff();
  });

  it('holds the version up where its record is for another by now, with the way out', async () => {
    const number = await kept(resized('C', 5));
    await submit(number);
    await plant.changed('C', { qty: 9 }, 'work-orders');
    const said = `Version ${number} makes MO-C from 10 to 5, and it is for 9 by now. Maybe do its changes again on the published version.`;
    expect(await approve(number)).toMatchObject({ status: 409, body: { code: 'sized-since', detail: said } });
    expect(await plant.seen(number)).toMatchObject({ no_further: said, do_again: 1 });
    expect(await record('MO-C')).toBe('released 9');
    expect(await keep(resized('C', 4))).toMatchObject({
      status: 409,
      body: {
        code: 'sized-since',
        detail: `MO-C cannot be made from 10 to 4: it is for 9 by now, which version ${published} does not know. Maybe plan again and do it on the new plan.`,
      },
    });
    await plant.changed('C', { qty: 10 }, 'work-orders');
    expect(await approve(number)).toMatchObject({ status: 201 });
    await plant.changed('C', { qty: 9 }, 'work-orders');
    expect(await publish(number)).toMatchObject({ status: 409, body: { detail: said } });
    expect((await plant.seen(published)).version.state).toBe('published');
    await supervisor('POST', `/plan-versions/${number}/reject`, { reason: 'changed' });
  });

  it('is refused where it is begun: the draft at once, a version that waits by the name of the order', async () => {
    const number = await kept(resized('E', 5));
    await submit(number);
    await approve(number);
    const operator = await test.as(['operator']);
    const report = { ticket: 'MO-E', seq: 10, good: 1, started: true };
    expect((await operator('POST', '/progress', report)).body.detail).toBeUndefined();
    expect(await publish(number)).toMatchObject({
      status: 409,
      body: {
        code: 'sized-since',
        detail: expect.stringMatching(/makes MO-E from 10 to 5, and work on it has begun\. Maybe/),
      },
    });
    expect(await record('MO-E')).toBe('started 10');
    expect(await keep(resized('E', 4))).toMatchObject({ status: 409 });
    await supervisor('POST', `/plan-versions/${number}/reject`, { reason: 'begun' });
  });

  it('leaves the rest of a split to a machine that the routing names by now', async () => {
    await plant.put('/machines', [{ code: 'W-F2', work_centre: 'WELD-F' }]);
    const [row] = (await planner('GET', '/routing-steps?filter=item:eq:FRAME-F')).body.rows;
    const { id, version } = row;
    expect((await planner('PATCH', `/routing-steps/${id}`, { machines: 'W-F2' }, { version })).status).toBe(200);
    const draft = { version: await plant.plan(), acts: [[split('F', 4)]], reason: 'in two lots' };
    const { status, body } = await planner('POST', '/board/drafts', draft);
    expect([status, body.detail, body.conflicts]).toEqual([201, undefined, 0]);
    const { steps, orders, items, machines } = (await planner('GET', `/board?version=${body.number}`)).body;
    const frames = (steps.order as readonly number[]).flatMap((order, n) =>
      items[orders.item[order]].code === 'FRAME-F' ? [[orders.id[order], machines[steps.machine[n]].code]] : [],
    );
    expect(frames.toSorted()).toEqual([
      [expect.stringMatching(/^planned/), 'W-F2'],
      ['work/MO-F', 'W-F'],
    ]);
  });

  it.each<readonly [string, HandEdit, string]>([
    ['a split that leaves nothing', split('F', 10), 'some of it must stay'],
    ['a quantity of nothing', resized('F', 0), ''],
    ['an order that is not there', resized('Z', 3), 'MO-Z'],
  ])('%s is refused and keeps no draft', async (_, edit, words) => {
    const before = await plant.newest();
    const { status, body } = await keep(edit);
    expect([status >= 400 && status < 500, body.detail]).toEqual([true, expect.stringContaining(words)]);
    expect(await plant.newest()).toBe(before);
  });
});
