import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { plan } from '../planning/planner.ts';
import { type Problem, ProblemError, type Source } from '../planning/problem.ts';
import { at, DAY, days, demand, factory, item, vendor } from '../planning/small-factory.test-support.ts';
import { ratio } from '../units/units.ts';
import { safetyTime } from './reliability.ts';

/** Eight of ten on time; the other two were 3 and 9 days late. */
const measured = (share = ratio(8, 10), lateDays: readonly number[] = [9, 3]): Source =>
  vendor('BOLT', 5, { reliability: { share, lateDays } });

describe('the time that a measured vendor is given beyond his lead time', () => {
  it.each([
    { says: 'none for the share that is on time', service: ratio(8, 10), gives: 0 },
    { says: 'none for less', service: ratio(1, 2), gives: 0 },
    // (0.85 − 0.8) ÷ 0.2 × 2 = 0.5, rounded up: the first of the late ones.
    { says: 'the least late one for a little more', service: ratio(85, 100), gives: 3 },
    // (0.9 − 0.8) ÷ 0.2 × 2 = 1, exactly the first.
    { says: 'the same as long as it reaches the share', service: ratio(9, 10), gives: 3 },
    { says: 'the next for the next share', service: ratio(91, 100), gives: 9 },
    { says: 'the worst that was seen for all', service: ratio(1), gives: 9 },
  ])('$says', ({ service, gives }) => expect(safetyTime(measured(), service)).toBe(gives * DAY));

  it('in whole seconds, rounded up', () => expect(safetyTime(measured(ratio(0), [1 / 7]), ratio(1))).toBe(12_343));
  it('none where the company asks for no service', () => expect(safetyTime(measured(), undefined)).toBe(0));
  it('none where he was never late', () => expect(safetyTime(measured(ratio(1), []), ratio(1))).toBe(0));

  it.each([
    { says: 'a share above one', of: measured(ratio(3, 2)), text: /0 to 1, not 3\/2/ },
    { says: 'an early delivery among the late', of: measured(ratio(1, 2), [-1]), text: /above 0 .* not -1/ },
    { says: 'a lateness that is none', of: measured(ratio(1, 2), [NaN]), text: /not NaN/ },
    {
      says: 'late ones that are not listed',
      of: measured(ratio(1, 2), []),
      text: /1\/2 were on time, and no late one/,
    },
  ])('throws for $says', ({ of, text }) => {
    expect(() => safetyTime(of, ratio(1))).toThrow(ProblemError);
    expect(() => safetyTime(of, ratio(1))).toThrow(text);
  });
});

describe('a plan', () => {
  const problem = (more: Partial<Problem> = {}): Problem =>
    factory({
      items: [item('BOLT', 'buy')],
      sources: [measured()],
      demands: [demand('A', 'BOLT', 5, at(20, 16))],
      rules: { order: 'due', constrained: false, service: ratio(9, 10) },
      ...more,
    });

  it('orders that much sooner', () => {
    const made = plan(problem());
    expect(check(problem(), made)).toEqual([]);
    // Five days of lead time and three of safety.
    expect(made.purchases).toMatchObject([{ orderAt: at(20, 16) - days(8), arrival: at(20, 16) }]);
  });

  it('says that part of a lead time is measured lateness', () => {
    const made = plan(problem({ demands: [demand('A', 'BOLT', 5, at(3, 16))] }));
    expect(made.deliveries[0]!.reasons[0]!.text).toMatch(/8 days, 3 days of it because VENDOR was late before\./);
  });

  it('refuses a service that is no share', () => {
    const rules = { order: 'due', constrained: false, service: ratio(3, 2) } as const;
    expect(() => plan(problem({ rules }))).toThrow(/service 3\/2, which must be an exact ratio above 0 and at most 1/);
  });
});
