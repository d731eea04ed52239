import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { Dice } from '../units/dice.ts';
import { qty, ratio, type Second, second } from '../units/units.ts';
import type { Plan, PlannedOperation } from './plan.ts';
import { plan } from './planner.ts';
import type { Problem } from './problem.ts';
import { accept, promise } from './promise.ts';
import { replan } from './replan.ts';
import { at, DAY, demand, factory, HOUR, hours, item, machine, step } from './small-factory.test-support.ts';

const COLOURS = ['RED', 'GREEN', 'BLACK'];
/** Hours: from red to black an hour, all else two; the first of a day's work in any colour takes three. */
const setupBetween = (from: string | undefined, to: string): number =>
  from === undefined ? 3 : from === to ? 0 : from === 'RED' && to === 'BLACK' ? 1 : 2;
const changeovers = COLOURS.flatMap((from) =>
  COLOURS.filter((to) => to !== from).map((to) => ({
    workCentre: 'PAINT',
    from,
    to,
    setup: hours(setupBetween(from, to)),
  })),
);
/** A paint shop that has one colour on at a time; a piece takes an hour. */
const paintShop = (more: Partial<Problem>): Problem =>
  factory({
    items: COLOURS.map((id) => item(id, 'make')),
    operations: COLOURS.map((id) => step(id, 10, 'PAINT', { setup: hours(3), family: id, runPerUnit: ratio(HOUR) })),
    changeovers,
    ...more,
  });
const at16 = (day: number, id: string, colour: string, pieces: number) => demand(id, colour, pieces, at(day, 16));
const ask = (problem: Problem, colour: string, pieces: number, before = plan(problem)) =>
  promise(problem, before, { item: colour, qty: qty(pieces), id: 'NEW' });

describe('a gap before work of another colour', () => {
  // Red stands on Monday 08:00–16:00 (3 + 5) and on Friday 13:00–16:00, with nothing to set up for it.
  const red = paintShop({ demands: [at16(0, 'A', 'RED', 5), at16(4, 'B', 'RED', 3)] });

  it('is had where what comes after it can be set up in time', () => {
    // Monday 16:00 red is done; green is set up on Tuesday 08:00–10:00 and run until 11:00. Red is then set up on Friday 11:00–13:00.
    const { kept, first } = ask(red, 'GREEN', 1);
    expect(kept).toMatchObject({ date: at(1, 11), delayed: [] });
    expect(kept?.text).toContain('nobody ships later');
    expect(first).toMatchObject({ date: at(0, 12), delayed: [{ demand: 'A' }] });
  });

  it('leaves what comes after its run, and sets it up before', () => {
    const before = plan(red);
    const { kept } = ask(red, 'GREEN', 1, before);
    const accepted = accept(red, before, { item: 'GREEN', qty: qty(1), id: 'NEW' }, kept!);
    expect(check(accepted.problem, accepted.plan)).toEqual([]);
    const rows = accepted.plan.operations.filter((row) => row.item === 'RED');
    expect(rows.map(({ start, end }) => [start, end])).toEqual([
      [at(0, 8), at(0, 16)],
      [at(4, 11), at(4, 16)],
    ]);
  });

  it('is not had where the set-up would not be done in time', () => {
    // Black after red: an hour and a piece, Tuesday 08:00–10:00. With 26 pieces until Friday 11:00, when red's set-up of two hours
    // must begin; with one more it comes after red.
    expect(ask(red, 'BLACK', 1).kept).toMatchObject({ date: at(1, 10) });
    expect(ask(red, 'BLACK', 26).kept).toMatchObject({ date: at(4, 11), delayed: [] });
    expect(ask(red, 'BLACK', 27).kept!.date).toBeGreaterThan(at(7, 0));
  });

  it('is had by an order that is known and moves to it', () => {
    const known = paintShop({ demands: [at16(0, 'A', 'RED', 5), at16(4, 'B', 'RED', 3), at16(9, 'C', 'GREEN', 1)] });
    const { kept } = promise(known, plan(known), { item: 'GREEN', qty: qty(1), demand: 'C' });
    expect(kept).toMatchObject({ date: at(1, 11), delayed: [] });
  });
});

/** Two booths, a fitter for both, and two dozen orders in three weeks. */
function busyShop(seed: number): Problem {
  const dice = new Dice(seed);
  const crews = seed % 2 === 0 ? [{ id: 'PAINTERS', size: 1, calendar: 'DAY' }] : [];
  const crew = crews[0]?.id;
  return paintShop({
    crews,
    machines: [machine('PAINT-1', 'PAINT'), machine('PAINT-2', 'PAINT')].slice(0, 1 + (seed % 3 === 0 ? 1 : 0)),
    operations: COLOURS.map((id) =>
      step(id, 10, 'PAINT', {
        setup: hours(3),
        family: id,
        runPerUnit: ratio(HOUR),
        pausable: seed % 5 !== 0,
        ...(crew ? { crew } : undefined),
      }),
    ),
    demands: Array.from({ length: 12 }, (_, n) =>
      demand(`D${n}`, COLOURS[dice.below(3)]!, 1 + dice.below(4), at(2 + dice.below(24), 16)),
    ),
  });
}

/** The plant's hours from the first on, each by the second at which it begins. */
const open = Array.from({ length: 60 * 24 }, (_, hour) => hour)
  .filter((hour) => Math.floor(hour / 24) % 7 < 5 && hour % 24 >= 8 && hour % 24 < 16)
  .map((hour) => hour * HOUR);
const endAfter = (start: number, worked: number): number => open[open.indexOf(start) + worked - 1]! + HOUR;
const startBefore = (end: number, worked: number): number | undefined =>
  open[open.findLastIndex((hour) => hour < end) - worked + 1];

/** `made` with an operation at `start` of `on`, and what comes after it there set up for it; undefined: it has no such place. */
function insertedAt(made: Plan, own: PlannedOperation, on: string, start: number): Plan | undefined {
  const there = made.operations.filter((row) => row.machine === on && row !== own).sort((a, b) => a.start - b.start);
  const next = there.find((row) => row.start >= start);
  const before = there.filter((row) => row.start < start).at(-1);
  const afterOwn = made.operations
    .filter((row) => row.machine === own.machine && row.start > own.start)
    .sort((a, b) => a.start - b.start)[0];
  const worked = (row: PlannedOperation, setup: number) => (setup * HOUR + row.run) / HOUR;
  const placed = new Map<PlannedOperation, PlannedOperation>();
  const setAfter = (row: PlannedOperation, colour: string | undefined): boolean => {
    const setup = setupBetween(colour, row.item);
    const begins = startBefore(row.end, worked(row, setup));
    if (begins === undefined) return false;
    placed.set(row, { ...row, start: begins as Second, setup: second(setup * HOUR) as never });
    return true;
  };
  const left = made.operations
    .filter((row) => row.machine === own.machine && row.start < own.start)
    .sort((a, b) => b.start - a.start)[0];
  if (afterOwn && afterOwn !== next && !setAfter(afterOwn, left?.item)) return undefined;
  const setup = setupBetween(before?.item, own.item);
  const end = endAfter(start, worked(own, setup));
  placed.set(own, {
    ...own,
    machine: on,
    start: start as Second,
    end: end as Second,
    setup: second(setup * HOUR) as never,
  });
  if (next && !setAfter(next, own.item)) return undefined;
  const operations = made.operations.map((row) => placed.get(row) ?? row);
  const spanOf = new Map(operations.map((row) => [row.order, row]));
  const dateOf = (order: string) => spanOf.get(order)!.end;
  return {
    ...made,
    operations,
    orders: made.orders.map((row) => ({ ...row, start: spanOf.get(row.id)!.start, end: dateOf(row.id) })),
    pegs: made.pegs.map((row) => (row.supply === own.order ? { ...row, at: end as Second } : row)),
    deliveries: made.deliveries.map((row) =>
      row.demand === 'NEW' ? { ...row, date: end as Second, late: 0 as never } : row,
    ),
  };
}

/** Rules of the floor: figures and messages are those of the plan that was edited. */
const OF_THE_FLOOR = new Set([
  'no machine over capacity',
  'no crew over its size',
  'work only in working time',
  'unpausable steps run through',
  'nothing starts before now',
  'set up follows the previous work',
  'step takes its exact time',
  'order spans its steps',
]);

describe('a promise of a shop that has one colour on at a time', () => {
  it.each(Array.from({ length: 24 }, (_, n) => n + 1))(
    'is no later than any place that can be had (shop %i)',
    (seed) => {
      const problem = busyShop(seed);
      const before = plan(problem);
      for (const colour of COLOURS) {
        const pieces = 1 + ((seed + colour.length) % 3);
        const { kept } = ask(problem, colour, pieces, before);
        const what = `${pieces} ${colour}`;
        const made = accept(problem, before, { item: colour, qty: qty(pieces), id: 'NEW' }, kept!);
        expect(check(made.problem, made.plan), what).toEqual([]);
        const dates = new Map(made.plan.deliveries.map((row) => [row.demand, row.date]));
        for (const { demand: id, date } of before.deliveries) expect(dates.get(id), `${what}: ${id}`).toBe(date);
        // As the order comes in with that date, the plan is mended to the same.
        const order = { ...demand('NEW', colour, pieces, kept!.date), kind: 'order' as const };
        const mended = replan(problem, before, [{ kind: 'rush-order', demand: order }]).plan;
        expect(mended.deliveries.find((row) => row.demand === 'NEW')?.date, what).toBe(kept!.date);

        const own = made.plan.operations.find(
          (row) => row.order === made.plan.pegs.find((peg) => peg.consumer === 'demand/NEW')!.supply,
        )!;
        for (const { id } of problem.machines)
          for (const start of open) {
            if (start >= kept!.date) break;
            const tried = insertedAt(made.plan, own, id, start);
            if (!tried || tried.operations.find((row) => row.order === own.order)!.end >= kept!.date) continue;
            const broken = check(made.problem, tried).filter(({ rule }) => OF_THE_FLOOR.has(rule));
            expect(broken, `${what} on ${id} at ${start / DAY}`).not.toEqual([]);
          }
      }
    },
  );
});
