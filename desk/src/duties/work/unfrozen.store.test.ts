import { afterAll, beforeAll, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { plantDay as days } from '../../server/test-app.ts';
import { type SmallPlant, smallPlant } from '../approval/approval.test-support.ts';
import { unfreezeSteps } from './work.store.ts';

let plant: SmallPlant;
beforeAll(async () => {
  plant = await smallPlant();
  await plant.centre('WELD', 'W1');
  await plant.made('FRAME-A', 60, 'WELD');
  await plant.ordered('A', { due: days(5) });
  await plant.put(
    '/work-steps',
    [10, 20, 30].map((seq) => ({
      work_order: 'MO-A',
      seq,
      work_centre: 'WELD',
      machine: 'W1',
      run_minutes: 10,
      frozen_from: `${days(2)}T0${seq / 10}:00:00Z`,
      frozen_to: `${days(2)}T0${seq / 10}:30:00Z`,
    })),
  );
});
afterAll(() => plant.test.close());

it('steps that are frozen by their records are let go together, and no others', async () => {
  const order = 'MO-A';
  await plant.test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    await unfreezeSteps(tx, 'PLANT', []);
    await unfreezeSteps(tx, 'PLANT', [
      { order, seq: 10 },
      { order, seq: 30 },
      { order: 'MO-B', seq: 20 },
    ]);
  });
  const { rows } = (await plant.planner('GET', '/work-steps?sort=seq')).body;
  expect(rows.map((row: { seq: number; frozen_from: string | null }) => [row.seq, row.frozen_from !== null])).toEqual([
    [10, false],
    [20, true],
    [30, false],
  ]);
});
