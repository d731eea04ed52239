import { check, type Plan, type Problem, plan, qty, type Second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { at, sawShop } from '../masterschedule/sawshop.test-support.ts';
import { planInZone } from './frozenzone.ts';
import { strayedFrom, suppliesBelow } from './leftout.ts';

type Due = Readonly<Record<string, Second>>;

/** One board lies there; every other takes two hours of one saw. */
const oneSaw = (due: Due, more: Partial<Problem> = {}): Problem =>
  sawShop(due, {
    machines: [{ id: 'S1', workCentre: 'SAW', capacity: 1 }],
    stock: [{ id: 'BOARD/MAIN/', item: 'BOARD', qty: qty(1) }],
    ...more,
  });
const ships = (made: Plan, line: string): number | undefined =>
  made.deliveries.find(({ demand }) => demand === line)?.date;
const nothingFrozen = { until: at(0, 0), held: new Set<string>() };

/** What is approved of a problem, with some lines left out of it; checked. */
function allBut(problem: Problem, published: Plan, lines: readonly string[], held: readonly string[] = []): Plan {
  const seen = plan(problem, { published });
  const bounds = { ...nothingFrozen, lines: new Set(lines), held: new Set(held) };
  const { problem: planned, plan: made } = planInZone(problem, published, bounds, { work: 500 }, seen);
  expect(check(planned, made)).toEqual([]);
  return made;
}

describe('a line that is left out of an approval', () => {
  const before = oneSaw({ A: at(0, 9), B: at(1, 16) });
  const published = plan(before);
  // B is wanted an hour before A now: what lies there would go to it, and A would be sawn.
  const problem = oneSaw({ A: at(0, 9), B: at(0, 8) });

  it('keeps the stock that the published plan has for it, and ships when that says to the minute', () => {
    const submitted = plan(problem, { published });
    expect([ships(submitted, 'A')! > ships(published, 'A')!, ships(submitted, 'B')]).toEqual([true, at(0, 8)]);

    const made = allBut(problem, published, ['A']);
    expect(ships(made, 'A')).toBe(ships(published, 'A'));
    expect(made.pegs.find(({ consumer }) => consumer === 'demand/A')?.supply).toBe('stock/BOARD/MAIN/');
  });

  it('lets who wanted that stock say why it is later', () => {
    // Sawn on Monday from 8 to 10.
    const made = allBut(problem, published, ['A']);
    const b = made.deliveries.find(({ demand }) => demand === 'B');
    expect([b?.date, b?.reasons.map(({ kind }) => kind)]).toEqual([at(0, 10), ['closed']]);
  });

  it('is held with what it draws on, and with no work of another that merely stands in the zone', () => {
    const planned = plan(oneSaw({ A: at(0, 10), B: at(0, 14) }, { stock: [] }));
    const supplyOf = (line: string) => planned.pegs.find(({ consumer }) => consumer === `demand/${line}`)?.supply;
    expect(supplyOf('A')).not.toBe(supplyOf('B'));
    expect([...suppliesBelow(planned, { lines: new Set(['A']), held: new Set(['MO-1']) })]).toEqual([
      'work/MO-1',
      supplyOf('A'),
    ]);
  });

  it('keeps its planned orders where they are published too: others go round them', () => {
    // A is sawn on Monday from 8 to 10. B, which counts two hundred times, would go first.
    const rules = {
      order: 'due' as const,
      constrained: true,
      weights: { customers: [{ customer: 'ACME', weight: 200 }] },
    };
    const planned = plan(oneSaw({ A: at(0, 10) }, { stock: [], rules }));
    const both = oneSaw({ A: at(0, 10), B: at(0, 9) }, { stock: [], rules });
    const rush = { ...both, demands: both.demands.map((one) => (one.id === 'B' ? { ...one, customer: 'ACME' } : one)) };
    expect(ships(plan(rush, { published: planned, work: 500 }), 'A')).toBe(at(0, 12));
    const made = allBut(rush, planned, ['A']);
    expect([ships(made, 'A'), ships(made, 'B')]).toEqual([at(0, 10), at(0, 12)]);
  });

  it('is told with its cause where its stock is gone: it cannot ship as published', () => {
    // B, which was due on Friday and is due an hour before A now, is sawn first: that is worth its move.
    const planned = plan(oneSaw({ A: at(0, 9), B: at(4, 16) }));
    const gone = oneSaw({ A: at(0, 9), B: at(0, 8) }, { stock: [] });
    const made = allBut(gone, planned, ['A']);
    const later = strayedFrom(gone, planned, made, { lines: new Set(['A']) });
    expect(later).toEqual([
      { line: 'A', published: at(0, 9), now: at(0, 12), why: expect.stringMatching(/^S1 is busy/) },
    ]);
  });
});

describe('the rest of a lot of which a share is left out', () => {
  it('is drawn on before another lot is made: nobody waits for what lies idle', () => {
    // Lots of six boards, an hour of set-up and six of run on one saw. Published: one lot on Tuesday from 9 to 16, for A, B and C.
    const due = { A: at(1, 16), B: at(2, 16), C: at(2, 16) };
    const inLots = (problem: Problem): Problem => ({
      ...problem,
      items: problem.items.map((item) => ({ ...item, lot: { min: qty(6), multiple: qty(6), max: qty(6) } })),
    });
    const published = plan(inLots(oneSaw(due, { stock: [] })));
    // Eight more are wanted at once: six are sawn on Monday, and of the lot that stays three are left for the other two.
    const rush = Object.fromEntries(['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8'].map((line) => [line, at(0, 10)]));
    const made = allBut(inLots(oneSaw({ ...due, ...rush }, { stock: [] })), published, ['A']);
    expect(made.orders.map(({ end }) => end).toSorted((a, b) => a - b)).toEqual([at(0, 15), ships(published, 'A')]);
    expect(ships(made, 'A')).toBe(at(1, 16));
    expect(Math.max(...Object.keys(rush).map((line) => ships(made, line)!))).toBe(at(1, 16));
  });
});

describe('what merely changed hands in a version', () => {
  it('goes back where an order is left out: no step moves, and nothing is made anew for who had it', () => {
    // Sawn on Monday for A and on Tuesday for B; then B is wanted first.
    const published = plan(oneSaw({ A: at(0, 10), B: at(1, 16) }, { stock: [] }));
    const problem = oneSaw({ A: at(1, 16), B: at(0, 10) }, { stock: [] });
    const begins = (of: Plan, line: string): number | undefined => {
      const supply = of.pegs.find(({ consumer }) => consumer === `demand/${line}`)?.supply;
      return of.operations.find(({ order }) => order === supply)?.start;
    };
    const stands = (of: Plan) => [of.operations.length, begins(of, 'A'), begins(of, 'B')];
    expect(stands(published)).toEqual([2, at(0, 8), at(1, 14)]);
    const submitted = plan(problem, { published });
    expect(stands(submitted)).toEqual([2, at(1, 14), at(0, 8)]);
    expect(stands(allBut(problem, published, ['A']))).toEqual(stands(published));
  });
});
