import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Ask, plantDay as days, type TestApp } from '../../server/test-app.ts';
import { type SmallPlant, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;
let test: TestApp;
let planner: Ask;
let published: number;

/** FRAME-A and FRAME-B are welded, each for its customer. */
beforeAll(async () => {
  plant = await smallPlant();
  ({ test, planner } = plant);
  await plant.centre('WELD', 'W1');
  for (const letter of ['A', 'B']) {
    await plant.made(`FRAME-${letter}`, 60, 'WELD');
    await plant.ordered(letter, { due: days(9) });
  }
  // Nobody made a work order for it: publishing makes the planned one firm.
  await plant.made('FRAME-C', 60, 'WELD');
  await plant.line('C', { due: days(2) });
  published = await plant.publish();
});
afterAll(() => test.close());

interface Step {
  readonly order: string;
  readonly item: string;
  readonly starts: string;
}
const listed = async (): Promise<readonly string[]> =>
  (await planner('GET', '/dispatch')).body.rows
    .filter(({ item }: Step) => item !== 'FRAME-C')
    .map(({ order, item, starts }: Step) => `${order} ${item} ${starts}`);

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

it('what a publication made firm is moved by hand whatever it is called since', async () => {
  const [{ id, version, number }] = (await planner('GET', '/work-orders?filter=item:eq:FRAME-C')).body.rows;
  const renumbered = await planner('PATCH', `/work-orders/${id}`, { number: `${number}-R` }, { version });
  expect(renumbered).toMatchObject({ status: 200 });
  const { plan } = (await planner('GET', `/board/problem?version=${published}`)).body;
  const step = plan.operations.find(({ item }: { item: string }) => item === 'FRAME-C');
  const move = { kind: 'move', order: step.order, seq: step.seq, start: step.start + 86_400 };
  const draft = await planner('POST', '/board/drafts', { version: published, acts: [[move]], reason: 'x' });
  expect(draft).toMatchObject({ status: 201 });
});
