import { type Plan, type Problem, second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { daysLate, latenessIn } from './lateness.ts';

const day = 86_400;
const order = (id: string, need: number, end: number): Plan['orders'][number] =>
  ({ id, item: 'FRAME', need: second(need * day), end: second(end * day) }) as Plan['orders'][number];
const step = (of: string, seq: number, end: number): Plan['operations'][number] =>
  ({ order: of, seq, end: second(end * day) }) as Plan['operations'][number];
const late = (demand: string, due: number, date: number, what: string, days: number): Plan['deliveries'][number] =>
  ({
    demand,
    date: second(date * day),
    late: (date - due) * day,
    reasons: [{ kind: 'work-time', what, seconds: days * day, text: '' }],
  }) as unknown as Plan['deliveries'][number];
const problemOf = (due: number) =>
  ({
    demands: [
      { id: 'SO-1/1', kind: 'order', due: second(due * day) },
      { id: 'F-1', kind: 'forecast', due: second(due * day) },
    ],
  }) as unknown as Problem;
const problem = problemOf(14);
const days = (at: number): number => at / day;

it.each<[string, readonly Plan['deliveries'][number][], number, number]>([
  // It ends on day 9 and is needed on day 10; its first operation ends two days before it does.
  ['as its order is, less what follows it', [], 8, -1],
  ['earlier by what its order explains of a customer’s lateness', [late('SO-1/1', 14, 20, 'work/MO-1', 3)], 4, 3],
  ['as before when another explains it', [late('SO-1/1', 14, 20, 'work/MO-2', 3)], 8, -1],
  ['as before when only a forecast is late by it', [late('F-1', 14, 20, 'work/MO-1', 3)], 8, -1],
  [
    'by the last delivery of a line, not by an earlier part',
    [late('SO-1/1', 14, 20, 'work/MO-2', 3), late('SO-1/1', 14, 15, 'work/MO-1', 1)],
    8,
    -1,
  ],
])('an operation is needed %s', (_, deliveries, need, lateDays) => {
  const plan = { orders: [order('work/MO-1', 10, 9)], operations: [], deliveries } as unknown as Plan;
  expect(latenessIn(problem, plan, days)(step('work/MO-1', 10, 7))).toMatchObject({ need: need * day, lateDays });
});

it('the operations of an order are late together, by the same time', () => {
  const plan = { orders: [order('work/MO-1', 8, 9)], operations: [], deliveries: [] } as unknown as Plan;
  const of = latenessIn(problem, plan, days);
  expect([of(step('work/MO-1', 10, 5)).lateDays, of(step('work/MO-1', 20, 9)).lateDays]).toEqual([1, 1]);
});

describe('a line due on Friday at 18:00 that comes on Monday at 7:21', () => {
  // Day 0 is Thursday 1 January 1970: the Friday is day 8, the weekend days 9 and 10. The line works from 6 to 22.
  const weekdays = [0, 1, 2, 3, 4].map((weekday) => ({ weekday, from: 6 * 3600, to: 22 * 3600 }));
  const comes = 11 + (7 * 60 + 21) / 1440;
  const plant = {
    ...problemOf(8.75),
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
    orders: [{ ...order('work/MO-1', 20, 0), end: last.end }],
    operations: [at(6.8), last],
    deliveries: [{ ...late('SO-1/1', 8.75, comes, 'work/MO-1', comes - 8.75), date: last.end }],
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
