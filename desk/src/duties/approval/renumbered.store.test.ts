import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp } from '../../server/test-app.ts';
import { type SmallPlant, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;
let test: TestApp;
let planner: Ask;

/** FRAME-A and FRAME-B are welded, each for its customer. */
beforeAll(async () => {
  plant = await smallPlant();
  ({ test, planner } = plant);
  await plant.centre('WELD', 'W1');
  for (const letter of ['A', 'B']) {
    await plant.made(`FRAME-${letter}`, 60, 'WELD');
    await plant.ordered(letter, { due: days(9) });
  }
  await plant.publish();
});
afterAll(() => test.close());

interface Step {
  readonly order: string;
  readonly item: string;
  readonly starts: string;
}
const listed = async (): Promise<readonly string[]> =>
  (await planner('GET', '/dispatch')).body.rows.map(({ order, item, starts }: Step) => `${order} ${item} ${starts}`);

it('a work order that is renumbered keeps its place on the dispatch list, and who takes its number or is given it anew has none', async () => {
  const [first = '', second = ''] = await listed();
  await plant.changed('A', { number: 'MO-TMP' }, 'work-orders');
  expect((await listed()).toSorted()).toEqual(
    [first.replace('MO-A', 'MO-TMP'), second.replace('MO-A', 'MO-TMP')].toSorted(),
  );
  // Two orders swap their numbers.
  await plant.changed('B', { number: 'MO-A' }, 'work-orders');
  await plant.changed('TMP', { number: 'MO-B' }, 'work-orders');
  const swapped = (row: string) => row.replace(/MO-(.)/, (_, letter) => (letter === 'A' ? 'MO-B' : 'MO-A'));
  expect((await listed()).toSorted()).toEqual([swapped(first), swapped(second)].toSorted());
  const [{ id, version }] = (await planner('GET', '/work-orders?filter=number:eq:MO-B')).body.rows;
  expect(await planner('DELETE', `/work-orders/${id}`, undefined, { version })).toMatchObject({ status: 200 });
  await plant.put('/work-orders', [{ number: 'MO-B', item: 'FRAME-B', qty: 1, due: days(30), state: 'firm' }]);
  expect(await listed()).toEqual([first, second].filter((row) => row.includes('FRAME-B')).map(swapped));
});
