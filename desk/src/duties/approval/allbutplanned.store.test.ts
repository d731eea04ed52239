import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantDay as days } from '../../server/test-app.ts';
import { type SmallPlant, setApproval, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;

/** Planned orders alone; the rush order's is called as the one of B is in the published plan, by its item. */
beforeAll(async () => {
  plant = await smallPlant();
  await plant.centre('WELD', 'W1');
  for (const item of ['FRAME-A', 'FRAME-AA', 'FRAME-B']) await plant.made(item, 480, 'WELD');
  await plant.line('A', { due: days(30) });
  await plant.line('B', { due: days(33) });
  await setApproval(plant.supervisor, { frozen_days: 0 });
  await plant.publish();
});
afterAll(() => plant.test.close());

it('an order that is left out takes nothing back of a rush order whose planned order has the name of its own', async () => {
  await plant.line('AA', { due: days(37), priority: 1 });
  await plant.changed('B', { due: days(31) });
  await plant.pledged('AA');
  const number = await plant.plan({ from_nothing: true });
  const named = async (version: number) => {
    const { operations } = (await plant.planner('GET', `/board/problem?version=${version}`)).body.plan;
    return operations.map((one: { order: string; item: string }) => `${one.order} ${one.item}`);
  };
  expect(await named(1)).toContain('planned/2 FRAME-B');
  expect(await named(number)).toEqual(expect.arrayContaining(['planned/2 FRAME-AA', 'planned/3 FRAME-B']));
  const { rows } = (await plant.planner('GET', `/plan-versions/${number}/leave-out`)).body;
  expect(rows.filter(({ gives }: { gives: string[] }) => gives.length > 0)).toEqual([]);
});
