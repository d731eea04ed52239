import { type Plan, type Problem, second } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { hurtDaysIn, inWorkingDays } from './workedlateness.ts';

const day = 86_400;
/** Days 2 and 3 are a weekend. */
const days = (at: number): number => at / day - Math.min(2, Math.max(0, at / day - 2));
const problem = {
  demands: [
    { id: 'A', due: second(day) },
    { id: 'B', due: second(5 * day) },
    { id: 'C', due: second(2.5 * day) },
  ],
} as unknown as Problem;
const reason = (kind: string, what: string, seconds: number, text: string) => ({ kind, what, seconds, text });
const delivery = (demand: string, ships: number, late: number, ...reasons: object[]) => ({
  demand,
  date: second(ships * day),
  late: late * day,
  reasons,
});
const planOf = (...deliveries: object[]): Plan => ({ deliveries }) as unknown as Plan;

it.each<[string, object, string]>([
  // Late from day 1 to day 5: four by the clock, two that are worked. Half of it is the saw's.
  [
    'what waits is told in its share of the working days',
    delivery('A', 5, 4, reason('machine-busy', 'SAW', 2 * day, 'SAW is busy until 5 Jan 08:00: 2 days.')),
    'SAW is busy until 5 Jan 08:00: 1.0 d of the lateness.',
  ],
  [
    'what is late over closed days alone by none',
    delivery('C', 3, 0.5, reason('machine-down', 'SAW', 0.5 * day, 'SAW is down until 5 Jan 08:00: 12 hours.')),
    'SAW is down until 5 Jan 08:00: no working day of the lateness.',
  ],
  [
    'a lead time stays as long as it is',
    delivery(
      'A',
      5,
      4,
      reason('lead-time', 'buy/1', 4 * day, '4 WOOD from V, ordered now, arrive 6 Jan 08:00 at the earliest: 4 days.'),
    ),
    '4 WOOD from V, ordered now, arrive 6 Jan 08:00 at the earliest: 4 days.',
  ],
])('a reason of a plan: %s', (_, one, text) => {
  const [said] = inWorkingDays(problem, planOf(one), days).deliveries;
  expect(said?.reasons[0]?.text).toBe(text);
  expect(said?.reasons[0]?.seconds).toBe((one as { reasons: { seconds: number }[] }).reasons[0]?.seconds);
});

it('a message hurts by the working days of all lines whose lateness its supply explains', () => {
  const plan = planOf(
    delivery('A', 5, 4, reason('purchase-late', 'purchase/P', day, ''), reason('machine-busy', 'SAW', day, '')),
    delivery('B', 6, 1, { ...reason('machine-busy', 'SAW', day, ''), order: 'work/W' }),
    delivery('B', 5, 0),
  );
  const of = hurtDaysIn(problem, plan, days);
  const message = (supply: string, hurts: number, more = {}) =>
    ({ kind: 'expedite', supply, hurts, ...more }) as unknown as Plan['messages'][number];
  expect(of(message('purchase/P', 4 * day))).toBe(2);
  expect(of(message('work/W', day))).toBe(1);
  expect(of(message('SAW', 5 * day))).toBe(3);
  expect(of(message('purchase/P', 0))).toBe(0);
  // What a frozen step is kept from: from where it was to where it stands.
  const fence = { kind: 'time-fence-conflict', from: second(day), to: second(5 * day) };
  expect(of(message('work/W', 4 * day, fence))).toBe(2);
});
