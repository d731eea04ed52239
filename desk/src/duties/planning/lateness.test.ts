import { type Plan, type Problem, second } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { daysLate, latenessIn } from './lateness.ts';

const day = 86_400;
const order = (id: string, need: number, end: number): Plan['orders'][number] =>
  ({ id, item: 'FRAME', need: second(need * day), end: second(end * day) }) as Plan['orders'][number];
const step = (of: string, seq: number, end: number): Plan['operations'][number] =>
  ({ order: of, seq, end: second(end * day) }) as Plan['operations'][number];
const late = (demand: string, date: number, what: string, days: number): Plan['deliveries'][number] =>
  ({
    demand,
    date: second(date * day),
    reasons: [{ kind: 'work-time', what, seconds: days * day, text: '' }],
  }) as unknown as Plan['deliveries'][number];
const problem = {
  demands: [
    { id: 'SO-1/1', kind: 'order' },
    { id: 'F-1', kind: 'forecast' },
  ],
} as unknown as Problem;
const days = (at: number): number => at / day;

it.each<[string, readonly Plan['deliveries'][number][], number, number]>([
  // It ends on day 9 and is needed on day 10; its first operation ends two days before it does.
  ['as its order is, less what follows it', [], 8, -1],
  ['earlier by what its order explains of a customer’s lateness', [late('SO-1/1', 20, 'work/MO-1', 3)], 4, 3],
  ['as before when it explains less than its own slack is short', [late('SO-1/1', 20, 'work/MO-2', 3)], 8, -1],
  ['as before when only a forecast is late by it', [late('F-1', 20, 'work/MO-1', 3)], 8, -1],
  [
    'by the last delivery of a line, not by an earlier part',
    [late('SO-1/1', 20, 'work/MO-2', 3), late('SO-1/1', 15, 'work/MO-1', 2)],
    8,
    -1,
  ],
])('an operation is needed %s', (_, deliveries, need, lateDays) => {
  const plan = { orders: [order('work/MO-1', 10, 9)], operations: [], deliveries } as unknown as Plan;
  expect(latenessIn(problem, plan, days)(step('work/MO-1', 10, 7))).toEqual({ need: need * day, lateDays });
});

it('the operations of an order are late together, by the same time', () => {
  const plan = { orders: [order('work/MO-1', 8, 9)], operations: [], deliveries: [] } as unknown as Plan;
  const of = latenessIn(problem, plan, days);
  expect([of(step('work/MO-1', 10, 5)).lateDays, of(step('work/MO-1', 20, 9)).lateDays]).toEqual([1, 1]);
});

it('a plan is late by working days: two days over a weekend and two in the week are two, what is early or never comes adds none', () => {
  const demands = ['A', 'B', 'C', 'D'].map((id) => ({ id, kind: 'order', due: second(10 * day) }));
  const comes = (demand: string, date: number | undefined) => ({
    demand,
    date: date && second(date * day),
    reasons: [],
  });
  const deliveries = [comes('A', 12), comes('B', 14), comes('C', 8), comes('D', undefined)];
  // Days 10 and 11 are a weekend.
  const worked = (at: number): number => at / day - Math.min(2, Math.max(0, at / day - 10));
  expect(daysLate({ demands } as unknown as Problem, { deliveries } as unknown as Plan, worked)).toBe(2);
});
