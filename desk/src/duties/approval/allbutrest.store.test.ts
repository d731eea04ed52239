import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantDay as days } from '../../server/test-app.ts';
import { type SmallPlant, setApproval, smallPlant } from './approval.test-support.ts';

const letters = ['A', 'B', 'C', 'D'] as const;
let plant: SmallPlant;
let whole: number;

/** Four orders, each a day of a machine of its own and due in its own week; published. Then A, B and C are wanted two days sooner. No zone is frozen. */
beforeAll(async () => {
  plant = await smallPlant();
  for (const [at, letter] of letters.entries()) {
    await plant.centre(`WELD-${letter}`, `W${letter}`);
    await plant.made(`FRAME-${letter}`, 480, `WELD-${letter}`);
    await plant.ordered(letter, { due: days(8 + at) });
  }
  await setApproval(plant.supervisor, { frozen_days: 0 });
  await plant.publish();
  for (const [at, letter] of letters.slice(0, 3).entries()) await wanted(letter, days(6 + at));
  whole = await plant.plan();
});
afterAll(() => plant.test.close());

async function wanted(letter: string, due: string): Promise<void> {
  await plant.changed(letter, { due });
  await plant.changed(letter, { due }, 'work-orders');
}

/** Orders of which a version has steps elsewhere than the published one. */
async function moved(number: number): Promise<readonly string[]> {
  const { comparison } = (await plant.planner('GET', `/plan-versions/1/compare/${number}`)).body;
  expect(comparison.counts.moved).toBe(comparison.operations.length);
  return comparison.operations.map(({ order }: { order: string }) => order).toSorted();
}

it('of a version approved without an order moves what the whole moved but that order, and nothing else', async () => {
  expect(await moved(whole)).toEqual(['work/MO-A', 'work/MO-B', 'work/MO-C']);
  await plant.planner('POST', `/plan-versions/${whole}/submit`, {});
  // What is written after the submission is for the next plan: D, wanted yesterday, would be pulled forward by it.
  await wanted('D', days(-1));
  expect(await moved(await plant.plan())).toContain('work/MO-D');

  const asked = await plant.supervisor('POST', `/plan-versions/${whole}/approve-all-but`, { orders: ['SO-A/1'] });
  expect(asked).toMatchObject({ status: 202, body: { held: ['MO-A'] } });
  await plant.test.workOff();
  const rest = await plant.newest();
  expect(await moved(rest)).toEqual(['work/MO-B', 'work/MO-C']);
  const { comparison } = (await plant.planner('GET', `/plan-versions/${whole}/compare/${rest}`)).body;
  expect(comparison.operations.map(({ order }: { order: string }) => order)).toEqual(['work/MO-A']);
  // Its goods are there as published: its date was moved, not its work.
  expect((await plant.supervisor('GET', `/plan-versions/${rest}`)).body.not_kept).toEqual({ count: 0, first: [] });
});
