import { type Plan, type Problem, second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { daysLate, latenessIn } from './lateness.ts';

type Step = Plan['operations'][number];

const day = 86_400;
const hour = 3_600;

describe('an order needed on Friday at 18:00 that ends on Monday at 7:21', () => {
  // Day 0 is Thursday 1 January 1970: the Friday is day 8, the weekend days 9 and 10. The line works from 6 to 22.
  const weekdays = [0, 1, 2, 3, 4].map((weekday) => ({ weekday, from: 6 * hour, to: 22 * hour }));
  const comes = 11 * day + 7.35 * hour;
  const plant = {
    epoch: '1970-01-01T00:00:00Z',
    zone: { name: 'UTC', offsets: [] },
    now: second(5 * day),
    horizonEnd: second(30 * day),
    calendars: [{ id: 'TWO', week: weekdays, exceptions: [] }],
    items: [{ id: 'FRAME', decimals: 0 }],
    operations: [10, 20].map((seq) => ({ item: 'FRAME', seq, workCentre: 'LINE', gapAfter: seq === 10 ? hour : 0 })),
    workCentres: [{ id: 'LINE', calendar: 'TWO' }],
    machines: [{ id: 'LINE-4', workCentre: 'LINE' }],
    crews: [],
    stock: [],
    purchaseLines: [],
    workOrders: [],
    demands: [],
  } as unknown as Problem;
  const worked = (at: number): number => at / day - Math.min(2, Math.max(0, at / day - 9));
  const at = (seq: number, end: number, run: number) =>
    ({ order: 'work/MO-1', item: 'FRAME', seq, end: second(end), machine: 'LINE-4', setup: 0, run }) as Step;
  const [first, last] = [at(10, 6.8 * day, 2 * hour), at(20, comes, 13 * hour)];
  const need = second(8.75 * day);
  const plan = {
    orders: [{ id: 'work/MO-1', item: 'FRAME', qty: 1, qtyStarted: 1, need, end: last.end }],
    operations: [first, last],
    purchases: [],
    moves: [],
    pegs: [],
  } as unknown as Plan;
  const of = latenessIn(plant, plan, worked);

  it('makes its operations late by 0.56 working days, as it is itself, not by the days of the weekend', () => {
    expect([of(first).lateDays, of(last).lateDays]).toEqual([0.56, 0.56]);
  });

  it('has slack until what finishes it closes, not until it is needed', () => {
    // Needed on Wednesday at 23:00, an hour after the line closes.
    const ends = (end: number, wanted = 6 * day + 23 * hour) => {
      const orders = [{ ...plan.orders[0]!, need: second(wanted), end: second(end) }];
      const operations = [at(20, end, 2 * hour)];
      const of = latenessIn(plant, { ...plan, orders, operations } as Plan, worked);
      return [of(operations[0]!).lateDays, of.delivered('work/MO-1', wanted, end)];
    };
    expect(ends(6 * day + 22 * hour)).toEqual([0, 0]);
    expect(ends(6 * day + 20 * hour)).toEqual([-0.08, -0.08]);
    expect(ends(6 * day + 20 * hour, 6 * day + 21 * hour)).toEqual([-0.04, -0.04]);
    // Ended by other people after the line had closed it is in time, and late from its need on.
    expect(ends(6 * day + 22.5 * hour)).toEqual([0, 0]);
    expect(ends(7 * day + hour)).toEqual([0.08, 0.08]);
  });

  it('needs each so long before the next as that works', () => {
    // 13 h before Friday 18:00 is Thursday 21:00, and the goods wait an hour.
    expect([of(first).need, of(last).need]).toEqual([(7 * 24 + 20) * hour, need]);
    expect(of(first).orderNeed).toBe(need);
  });
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
