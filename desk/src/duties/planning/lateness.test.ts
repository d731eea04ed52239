import { type Plan, type Problem, second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { daysLate, latenessIn } from './lateness.ts';

const day = 86_400;
const order = (id: string, need: number, end: number): Plan['orders'][number] =>
  ({ id, item: 'FRAME', need: second(need * day), end: second(end * day) }) as Plan['orders'][number];
const step = (of: string, seq: number, end: number): Plan['operations'][number] =>
  ({ order: of, seq, end: second(end * day) }) as Plan['operations'][number];
const problem = {} as unknown as Problem;
const days = (at: number): number => at / day;

it('an operation is needed as its order is, less what follows it', () => {
  // It ends on day 9 and is needed on day 10; its first operation ends two days before it does.
  const plan = { orders: [order('work/MO-1', 10, 9)], operations: [] } as unknown as Plan;
  expect(latenessIn(problem, plan, days)(step('work/MO-1', 10, 7))).toMatchObject({ need: 8 * day, lateDays: -1 });
});

it('the operations of an order are late together, by the same time', () => {
  const plan = { orders: [order('work/MO-1', 8, 9)], operations: [] } as unknown as Plan;
  const of = latenessIn(problem, plan, days);
  expect([of(step('work/MO-1', 10, 5)).lateDays, of(step('work/MO-1', 20, 9)).lateDays]).toEqual([1, 1]);
});

describe('an order needed on Friday at 18:00 that ends on Monday at 7:21', () => {
  // Day 0 is Thursday 1 January 1970: the Friday is day 8, the weekend days 9 and 10. The line works from 6 to 22.
  const weekdays = [0, 1, 2, 3, 4].map((weekday) => ({ weekday, from: 6 * 3600, to: 22 * 3600 }));
  const comes = 11 + (7 * 60 + 21) / 1440;
  const plant = {
    epoch: '1970-01-01T00:00:00Z',
    zone: { name: 'UTC', offsets: [] },
    now: second(5 * day),
    horizonEnd: second(30 * day),
    calendars: [{ id: 'TWO', week: weekdays, exceptions: [] }],
    workCentres: [{ id: 'LINE', calendar: 'TWO' }],
    machines: [{ id: 'LINE-4', workCentre: 'LINE' }],
    crews: [],
  } as unknown as Problem;
  const worked = (at: number): number => at / day - Math.min(2, Math.max(0, at / day - 9));
  const at = (end: number) => ({ ...step('work/MO-1', 10, 0), end: second(Math.round(end * day)), machine: 'LINE-4' });
  const last = { ...at(comes), seq: 20 };
  const plan = {
    orders: [{ ...order('work/MO-1', 8.75, 0), end: last.end }],
    operations: [at(6.8), last],
  } as unknown as Plan;
  const of = latenessIn(plant, plan, worked);

  it('makes its operations late by 0.56 working days, as it is itself, not by the days of the weekend', () => {
    expect([of(at(6.8)).lateDays, of(last).lateDays]).toEqual([0.56, 0.56]);
  });

  it('needs each while its machine works', () => {
    // 0.56 working days before Tuesday 19:12 is 5:51, when the line is closed since Monday 22:00.
    expect(of(at(6.8)).need).toBe((5 + 22 / 24) * day);
    expect(of(last).need).toBe(8.75 * day);
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
