import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantDay as days } from '../../server/test-app.ts';
import { type SmallPlant, setApproval, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;

/** A is welded for a day, as is B after it; no zone is frozen. */
beforeAll(async () => {
  plant = await smallPlant();
  await plant.centre('WELD', 'W1');
  for (const item of ['FRAME-A', 'FRAME-B', 'FRAME-RUSH']) await plant.made(item, 480, 'WELD');
  await plant.ordered('A', { due: days(1) });
  await plant.ordered('B', { due: days(8) });
  await setApproval(plant.supervisor, { frozen_days: 0 });
  await plant.publish();
});
afterAll(() => plant.test.close());

it('names the rush order whose place an order that is left out takes back, at its tick and in what is told; nothing is approved at once', async () => {
  const { test, planner, supervisor, seen } = plant;
  // The rush order has A's place, who can wait.
  await plant.ordered('RUSH', { due: days(1), priority: 1 });
  await plant.changed('A', { due: days(6) });
  await plant.pledged('RUSH');
  const number = await plant.plan();
  const rows = (await planner('GET', `/plan-versions/${number}/leave-out`)).body.rows as {
    order: string;
    gives: string[];
  }[];
  const told =
    /^Rush order SO-RUSH\/1 of Miller Cycles was pledged for \w{3} \d+ \w{3} and ships \w{3} \d+ \w{3} in version \d+: its place on W1 goes back, so it may ship later\.$/;
  expect(rows.find(({ order }) => order === 'SO-A/1')?.gives).toEqual([expect.stringMatching(told)]);
  expect(rows.find(({ order }) => order === 'SO-B/1')?.gives ?? []).toEqual([]);

  await planner('POST', `/plan-versions/${number}/submit?confirm=rival`, {});
  expect((await seen(number)).pledges).toEqual([]);
  const asked = await supervisor('POST', `/plan-versions/${number}/approve-all-but`, { orders: ['SO-A/1'] });
  expect(asked).toMatchObject({ status: 202 });
  await test.workOff();
  const { all_but } = await seen(number);
  const sentence =
    /Rush order SO-RUSH\/1 of Miller Cycles was pledged for (\w{3} \d+ \w{3}) and would ship (\w{3} \d+ \w{3})\b/;
  expect(all_but.told).toMatch(sentence);
  const [, pledged, ships] = sentence.exec(all_but.told)!;
  expect(ships).not.toBe(pledged);
  // It waits for who reads that.
  const rest = await seen(all_but.made);
  expect(rest.version.state).toBe('submitted');
  expect(rest.decisions.at(-1).told).toMatch(sentence);
  expect(rest.pledges).toEqual([expect.stringMatching(sentence)]);

  // Taken back, it is told to who submits it again.
  expect((await planner('POST', `/plan-versions/${all_but.made}/withdraw`, {})).status).toBe(201);
  const draft = await seen(all_but.made);
  expect(draft.version.state).toBe('draft');
  expect(draft.pledges).toEqual([expect.stringMatching(sentence)]);
});
