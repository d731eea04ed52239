import { expect, it } from 'vitest';
import { toldFrom } from './compare.ts';
import { plan } from './planner.ts';
import { at, demand, factory, item, lot, step } from './small-factory.test-support.ts';

it('of the other plan orders of customers are counted, no forecasts, and what is made no more has moved', () => {
  const demands = [
    demand('ORDER', 'CHAIR', 4, at(0, 9)),
    demand('FORECAST', 'CHAIR', 4, at(0, 9), { kind: 'forecast' }),
    demand('STOOLS', 'STOOL', 1, at(0, 16)),
  ];
  const chairs = factory({
    items: [item('CHAIR', 'make'), item('STOOL', 'make')],
    operations: [step('CHAIR', 10, 'SAW'), step('STOOL', 10, 'SAW')],
    demands,
  });
  const taken = plan(chairs);
  // What stands on the shelf is sawn no more.
  const other = plan({ ...chairs, stock: [lot('CHAIR', 8)] });
  expect([taken, other].map(({ figures }) => figures.onTime)).toEqual([1, 3]);
  const gone = taken.operations.length - other.operations.length;
  expect(gone).toBeGreaterThan(0);
  const [stood] = taken.operations.filter((one) => one.item === 'STOOL');
  const [stands] = other.operations.filter((one) => one.item === 'STOOL');
  const moved = stood!.start === stands!.start ? 0 : 1;
  expect(toldFrom(chairs, taken, other, taken)).toMatchObject({ saved: 1, newlyLate: 0, moved: gone + moved });
  expect(toldFrom(chairs, other, taken, other)).toMatchObject({ saved: 0, newlyLate: 1, moved });
  // The order waits for the saw in the one plan and is on the shelf in the other; of the forecast nothing is told.
  expect(toldFrom(chairs, taken, other, taken).dates.map(({ demand }) => demand)).toContain('ORDER');
  expect(toldFrom(chairs, taken, other, taken).dates.map(({ demand }) => demand)).not.toContain('FORECAST');
  expect(toldFrom(chairs, taken, taken, taken).dates).toEqual([]);
});
