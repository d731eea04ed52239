import { describe, expect, it } from 'vitest';
import { plan } from '../planning/planner.ts';
import { at, DAY, demand, factory, HOUR, item, step } from '../planning/small-factory.test-support.ts';
import { ratio } from '../units/units.ts';

const BACKWARDS = 5 * DAY;

/** Least cost (seconds late, and five days for being late at all) over every sequence on one machine. */
function least(jobs: readonly { readonly work: number; readonly due: number }[]): number {
  const ends = (work: number) => {
    const days = Math.ceil(work / (8 * HOUR)) - 1;
    return Math.floor(days / 5) * 7 * DAY + (days % 5) * DAY + 8 * HOUR + (work - days * 8 * HOUR);
  };
  let best = Infinity;
  const walk = (left: readonly number[], done: number, cost: number): void => {
    if (cost >= best) return;
    if (left.length === 0) best = cost;
    for (const k of left) {
      const late = Math.max(0, ends(done + jobs[k].work) - jobs[k].due);
      walk(
        left.filter((each) => each !== k),
        done + jobs[k].work,
        cost + late + (late > 0 ? BACKWARDS : 0),
      );
    }
  };
  walk([...jobs.keys()], 0, 0);
  return best;
}

describe('six orders on one saw', () => {
  // Hours of run and day due, drawn by hand so that not all can be on time.
  it.each([
    { hours: [3, 5, 2, 7, 4, 6], dues: [0, 1, 1, 2, 2, 3] },
    { hours: [7, 7, 7, 1, 1, 1], dues: [2, 2, 2, 0, 0, 0] },
    { hours: [8, 2, 2, 2, 9, 3], dues: [0, 0, 1, 1, 3, 4] },
    { hours: [4, 4, 4, 4, 4, 4], dues: [1, 1, 1, 1, 1, 1] },
  ])('of $hours hours are as little late as any sequence could make them', ({ hours, dues }) => {
    const problem = factory({
      items: hours.map((_, i) => item(`P${i}`, 'make')),
      operations: hours.map((run, i) => step(`P${i}`, 10, 'SAW', { runPerUnit: ratio(run * HOUR) })),
      demands: hours.map((_, i) => demand(`D${i}`, `P${i}`, 1, at(dues[i], 16))),
    });
    const made = plan(problem, { work: 50_000, seed: 3 });
    const cost = made.figures.totalLate + BACKWARDS * (made.figures.demands - made.figures.onTime);
    expect(cost).toBe(least(hours.map((run, i) => ({ work: (run + 1) * HOUR, due: at(dues[i], 16) }))));
  });
});
