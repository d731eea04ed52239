import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { applyRescue, netOfOrders, plan, prepare, type Rescue, rescue } from '../index.ts';
import { Weights } from '../scheduling/weights.ts';
import type { Plan } from './plan.ts';
import { randomProblem } from './random.test-support.ts';
import { shipping } from './ships.ts';

const FACTORIES = 10;
/** Late demands asked about in each factory. */
const ASKED = 2;

const datesOf = (made: Plan) => {
  const dates = new Map<string, { first: number; last: number }>();
  for (const { demand, date = Infinity } of made.deliveries) {
    const known = dates.get(demand);
    dates.set(demand, { first: Math.min(date, known?.first ?? Infinity), last: Math.max(date, known?.last ?? 0) });
  }
  return dates;
};

describe('a rescue offered in a random factory', () => {
  const kinds = new Set<string>();
  it.each([0, 1, 2, 3, 4].map((part) => 8000 + part * FACTORIES))(
    'helps by what it says, delays whom it says, saves more than it costs others, the best first, and breaks no rule (ten from seed %i)',
    (from) => {
      for (let seed = from; seed < from + FACTORIES; seed++) {
        const problem = randomProblem(seed);
        const weights = new Weights(problem);
        const worth = (row: Rescue) => weights.perDay * (row.saves - row.harms) - weights.paid * (row.cost ?? 0);
        const lost = (dates: ReturnType<typeof datesOf>) =>
          netOfOrders(problem).demands.reduce(
            (sum, row) => sum + weights.lateDays(row, dates.get(row.id)?.last ?? Infinity),
            0,
          );
        const demands = new Map(netOfOrders(problem).demands.map((row) => [row.id, row]));
        const leaves = shipping(problem);
        const ships = (demand: string, there: number) => leaves(demands.get(demand)!, there);
        const before = plan(problem, {});
        const prepared = prepare(problem, before);
        const late = before.deliveries.filter((row) => row.late > 0 && row.date !== undefined).slice(0, ASKED);
        for (const { demand } of late) {
          const was = datesOf(before);
          const found = rescue(problem, before, demand, { prepared });
          expect(found.map(worth), problem.name).toEqual(found.map(worth).toSorted((a, b) => b - a));
          for (const offer of found) {
            const what = `${problem.name}: ${demand}: ${offer.kind} ${offer.what}`;
            kinds.add(offer.kind);
            const done = applyRescue(problem, before, demand, offer);
            expect(check(done.problem, done.plan), what).toEqual([]);
            const dates = datesOf(done.plan);
            const own = dates.get(demand)!;
            expect(ships(demand, offer.part ? own.first : own.last), what).toBe(offer.date);
            expect(offer.date, what).toBeLessThan(ships(demand, was.get(demand)!.last));
            if (offer.part) expect(ships(demand, own.last), what).toBe(offer.part.rest);
            // What ships in parts may end later: the offer says when.
            else expect(lost(dates), what).toBeLessThan(lost(was));
            const delayed = new Map(offer.delayed.map((row) => [row.demand, row.after]));
            for (const [other, { last }] of dates)
              if (other !== demand)
                expect(ships(other, last), `${what}: ${other}`).toBeLessThanOrEqual(
                  delayed.get(other) ?? ships(other, was.get(other)!.last),
                );
          }
        }
      }
    },
  );

  it('is of several kinds', () => {
    expect(kinds.size).toBeGreaterThan(3);
  });
});
