import { afterAll, beforeAll, expect, it } from 'vitest';
import { plantDay as days } from '../../server/test-app.ts';
import { type SmallPlant, smallPlant } from './approval.test-support.ts';

let plant: SmallPlant;

/** Forty frames of half an hour take two days and a half, of eight hours each. */
beforeAll(async () => {
  plant = await smallPlant();
  await plant.centre('WELD', 'W1');
  await plant.made('FRAME-A', 30, 'WELD');
  await plant.line('A', { due: days(1), qty: 40 });
});
afterAll(() => plant.test.close());

it('a version that waits tells what the newest plan does that was made since, until it is overtaken', async () => {
  const first = await plant.plan();
  expect((await plant.seen(first)).anew).toBeNull();
  await plant.changed('A', { due: days(9) });
  const second = await plant.plan();
  expect((await plant.seen(second)).anew).toBeNull();
  expect((await plant.seen(first)).anew).toEqual({
    number: second,
    saved: 1,
    newly_late: 0,
    said: expect.stringMatching(
      /^Version \d+, planned anew since, saves 1 order: all are 0\.0 days late together instead of \d\.\d\.$/,
    ),
  });
  expect((await plant.planner('POST', `/plan-versions/${second}/submit?confirm=rival`, {})).status).toBe(201);
  const done = await plant.supervisor('POST', `/plan-versions/${second}/approve`, { publish: true });
  expect(done.body).toMatchObject({ state: 'published' });
  expect((await plant.seen(first)).anew).toBeNull();
});
