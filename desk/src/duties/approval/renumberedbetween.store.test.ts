/** Two versions are compared by what their orders are called now. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp } from '../../server/test-app.ts';
import { type SmallPlant, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;
let test: TestApp;
let planner: Ask;
let before: number;

/** Three frames are welded: A and B by work orders, C by a planned one that publishing makes firm. */
beforeAll(async () => {
  plant = await smallPlant();
  ({ test, planner } = plant);
  await plant.centre('WELD', 'W1');
  await plant.made('FRAME', 60, 'WELD');
  await plant.made('FRAME-C', 60, 'WELD');
  for (const letter of ['A', 'B']) {
    await plant.line(letter, { item: 'FRAME', due: days(letter === 'A' ? 2 : 9) });
    await plant.put('/work-orders', [
      { number: `MO-${letter}`, item: 'FRAME', qty: 1, due: days(letter === 'A' ? 2 : 9), state: 'firm' },
    ]);
  }
  await plant.line('C', { due: days(2) });
  before = await plant.publish();
}, 120_000);
afterAll(() => test.close());

const compared = async (from: number, to: number) =>
  (await planner('GET', `/plan-versions/${from}/compare/${to}`)).body.comparison;

it('an order that was renumbered, or made firm and renumbered, between two versions is the same order', {
  timeout: 120_000,
}, async () => {
  await plant.changed('A', { number: 'MO-A2' }, 'work-orders');
  const [{ id, version, number }] = (await planner('GET', '/work-orders?filter=item:eq:FRAME-C')).body.rows;
  expect((await planner('PATCH', `/work-orders/${id}`, { number: `${number}-R` }, { version })).status).toBe(200);
  const after = await plant.plan();
  for (const [from, to] of [
    [before, after],
    [after, before],
  ])
    expect((await compared(from!, to!)).counts).toMatchObject({ added: 0, dropped: 0, moved: 0, same: 3 });
});

it('of two orders that swapped their numbers each is held against itself', { timeout: 120_000 }, async () => {
  await plant.changed('B', { number: 'MO-X' }, 'work-orders');
  await plant.changed('A2', { number: 'MO-B' }, 'work-orders');
  await plant.changed('X', { number: 'MO-A' }, 'work-orders');
  const after = await plant.plan();
  expect((await compared(before, after)).counts).toMatchObject({ added: 0, dropped: 0, moved: 0, same: 3 });
});

it('an order that is gone is no more, under its number of then, and who takes that number is new', {
  timeout: 120_000,
}, async () => {
  const [{ id, version }] = (await planner('GET', '/work-orders?filter=number:eq:MO-A')).body.rows;
  expect(await planner('DELETE', `/work-orders/${id}`, undefined, { version })).toMatchObject({ status: 200 });
  await plant.put('/work-orders', [{ number: 'MO-A', item: 'FRAME', qty: 1, due: days(9), state: 'firm' }]);
  const after = await plant.plan();
  const { counts, operations } = await compared(before, after);
  expect(counts).toMatchObject({ added: 1, dropped: 1, same: 2 });
  expect(operations.map(({ order }: { order: string }) => order).toSorted()).toEqual([
    'work/MO-A',
    'work/MO-B (deleted)',
  ]);
});
