import { expect, it } from 'vitest';
import { begunSince, type Stands } from './begunsince.ts';

const step = (order: string, seq: number, start: number, more: Partial<Stands> = {}): Stands => ({
  order: `work/${order}`,
  seq,
  machine: 'W1',
  start,
  end: start + 60,
  ...more,
});
const plan = [step('A', 10, 0), step('A', 20, 60), step('B', 10, 0, { part: { number: 2 } })];
const became = { begun: new Set(['work/A 10']), over: new Set(['work/B']) };

it.each<[string, readonly Stands[], readonly string[]]>([
  ['that stands where it stood is left alone', plan, []],
  ['that has not begun may move', [step('A', 20, 90)], []],
  ['that has begun and stands later is named', [step('A', 10, 30)], ['work/A 10 begun']],
  ['that has begun and stands elsewhere is named', [step('A', 10, 0, { machine: 'W2' })], ['work/A 10 begun']],
  [
    'of an order that is over is named, once for all its parts',
    [step('B', 10, 5), step('B', 10, 9)],
    ['work/B 10 over'],
  ],
])('a step %s', (_, after, named) => {
  const found = begunSince(plan, after, became);
  expect(found.map(({ order, seq, over }) => `${order} ${seq} ${over ? 'over' : 'begun'}`)).toEqual(named);
});
