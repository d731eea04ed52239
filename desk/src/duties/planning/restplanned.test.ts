import { check, type Plan, type Problem, plan, type Second } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { at, sawShop } from '../masterschedule/sawshop.test-support.ts';
import { planInZone } from './frozenzone.ts';

/** Each line is of an item of its own, two hours of one saw. */
function oneSaw(due: Readonly<Record<string, Second>>): Problem {
  const of = sawShop(due, { machines: [{ id: 'S1', workCentre: 'SAW', capacity: 1 }] });
  return {
    ...of,
    items: Object.keys(due).flatMap((id) => of.items.map((row) => ({ ...row, id }))),
    operations: Object.keys(due).flatMap((item) => of.operations.map((row) => ({ ...row, item }))),
    demands: of.demands.map((row) => ({ ...row, item: row.id })),
  };
}

const begins = ({ operations }: Plan) => Object.fromEntries(operations.map(({ item, start }) => [item, start]));

it('where what stays makes another late, few moves help that one: what is late anyhow and would gain two hours stays', () => {
  const published = plan(oneSaw({ A: at(0, 12) }));
  expect(begins(published)).toEqual({ A: at(0, 10) });
  const places = { SPARE: at(0, 10), RUSH: at(0, 12), A: at(0, 14), LAST: at(0, 16), EASY: at(1, 10), LATE: at(1, 12) };
  const seen = plan(oneSaw(places));
  const stood = { LAST: at(0, 14), EASY: at(1, 8), LATE: at(1, 10) };
  expect(begins(seen)).toEqual({ SPARE: at(0, 8), RUSH: at(0, 10), A: at(0, 12), ...stood });

  // A goes back to 10; RUSH, due at 12, goes to 8, and SPARE, due at 14, to 12. LATE, in EASY's place, would be late by two hours less.
  const problem = oneSaw({ ...places, A: at(0, 12), SPARE: at(0, 14), EASY: at(4, 16), LATE: at(0, 8) });
  const leftOut = { until: at(0, 0), held: new Set<string>(), lines: new Set(['A']) };
  const { problem: planned, plan: made } = planInZone(problem, published, leftOut, { work: 50_000 }, seen);
  expect(begins(made)).toEqual({ RUSH: at(0, 8), A: at(0, 10), SPARE: at(0, 12), ...stood });
  expect(made.figures.objective?.moved.weight).toBe(0.01);
  expect(check(planned, made)).toEqual([]);
});
