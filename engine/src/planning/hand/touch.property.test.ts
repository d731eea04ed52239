import { describe, expect, it } from 'vitest';
import { Floor } from '../../scheduling/floor.ts';
import type { Plan } from '../plan.ts';
import { plan } from '../planner.ts';
import { Ready } from '../prepare.ts';
import type { Problem } from '../problem.ts';
import { FEATURES, type Feature, randomProblem } from '../random.test-support.ts';
import { at, demand, factory, item, quantity, step } from '../small-factory.test-support.ts';
import { conflictsOf } from './conflicts.ts';
import type { HandEdit } from './edits.ts';
import type { Place } from './lanes.ts';
import { type Slid, slide } from './slide.ts';
import { type Stage, Stages } from './stages.ts';
import { Touching } from './touch.ts';

const HOUR = 3600;
const seeds = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

/** Tasks put elsewhere: some alone, some together; near, far, back, on another machine, onto another. */
function puts({ lineup }: Stage, seed: number): ReadonlyMap<number, Place>[] {
  const free = [...lineup.order].filter((t) => lineup.stays[t] === 0 && lineup.jobs.running[t] === 0);
  if (free.length === 0) return [];
  const { machineIds } = lineup.jobs.model.shop;
  const pick = (n: number) => free[(seed * 7 + n * 13) % free.length]!;
  const by = (t: number, start: number, turn = 0): [number, Place] => {
    const own = lineup.machine[t]!;
    return [t, { start, machine: own < 0 ? -1 : (own + turn) % machineIds.length }];
  };
  const stood = (t: number) => lineup.start[t]!;
  return seeds(0, 12).flatMap((n) => {
    const [a, b, c] = [pick(n), pick(n + 5), pick(n + 9)];
    return [
      new Map([by(a, stood(a) + (n + 1) * 1800)]),
      new Map([by(a, stood(a) - n * HOUR)]),
      new Map([by(a, stood(a) + 20 * HOUR * n, n % 2)]),
      new Map([by(a, stood(b) + n * 600, n % 3)]),
      new Map([by(a, stood(a))]),
      new Map([by(a, stood(b)), by(b, stood(a)), by(c, stood(c) + 900 * n)]),
    ];
  });
}

/** What came of it, by task. */
function told({ situation, lineup }: Stage, slid: Slid, places: ReadonlyMap<number, Place>) {
  const { floor, built, ready, touched } = slid;
  return {
    stands: [...lineup.order].map((t) =>
      [t, floor.start[t], floor.end[t], floor.machine[t], floor.laneOf(t), floor.setup[t], ready[t], touched[t]].join(),
    ),
    available: [...built.available],
    dead: [...built.dead],
    clashes: slid.clashes,
    beyond: [...slid.beyond],
    setup: slid.setup,
    conflicts: conflictsOf(situation, lineup, slid, places),
  };
}

/** One saw, one booth, an hour and an hour of set-up on each: the next chair is sawn while one is painted. */
const chairs = factory({
  items: [item('CHAIR', 'make', { lot: { min: quantity(1), multiple: quantity(1), max: quantity(1) } })],
  operations: [step('CHAIR', 10, 'SAW'), step('CHAIR', 20, 'PAINT')],
  demands: seeds(0, 40).map((n) => demand(`D${n}`, 'CHAIR', 1, at(n + 1, 16))),
});

/** How often only what is touched was looked at, of how often it was tried. */
function compared(problem: Problem, made: Plan, seed: number): readonly [number, number] {
  const stage = new Stages(Ready.of(problem, made, undefined)).after([]);
  const { situation, lineup } = stage;
  const touching = Touching.of(stage);
  const whole = new Floor(situation.jobs);
  const tried = puts(stage, seed);
  let found = 0;
  for (const places of tried) {
    const slid = touching?.after(places);
    if (!slid) continue;
    found += 1;
    const what = `${problem.name}, ${JSON.stringify([...places])}`;
    const all = slide(lineup, situation.jobs, whole, places);
    expect(told(stage, slid, places), what).toEqual(told(stage, all, places));
  }
  return [found, tried.length];
}

/** The same of random factories; `features`: with these alone. */
function comparedAll(seeds: readonly number[], features?: readonly Feature[]): readonly [number, number] {
  let [found, tried] = [0, 0];
  for (const seed of seeds) {
    const problem = randomProblem(seed, features);
    const [some, all] = compared(problem, plan(problem, {}), seed);
    [found, tried] = [found + some, tried + all];
  }
  return [found, tried];
}

/** With these all is slid. */
const untried: ReadonlySet<Feature> = new Set(['batch machines', 'split steps']);

describe('a move that is slid by what it touches', () => {
  // Among others a plan of one operation, of which nothing is left to be slid.
  const all = [0, 1, 4];
  it.each(FEATURES.filter((feature) => !untried.has(feature)))('gives what sliding all gives (%s)', (feature) => {
    const [found, tried] = comparedAll(all, [feature]);
    expect(found).toBeGreaterThan(tried / 2);
  });

  it('gives what sliding all gives with many features at once', () => {
    const [found, tried] = comparedAll(seeds(7000, 20));
    expect(found).toBeGreaterThan(tried / 3);
  });

  it.each([...untried])('is not tried with %s: all is slid', (feature) => {
    const [found, tried] = comparedAll(seeds(0, 2), [feature]);
    expect(found).toBe(0);
    expect(tried).toBeGreaterThan(0);
  });

  it('is enough for most moves where nobody shares people, tools or ovens', () => {
    const [found, tried] = comparedAll(seeds(0, 10), []);
    expect(found).toBeGreaterThan(tried * 0.9);
  });

  it('looks at what it touches and at who stands beside that, at nobody else', () => {
    const stage = new Stages(Ready.of(chairs, plan(chairs), undefined)).after([]);
    const { lineup } = stage;
    expect(lineup.order.length).toBe(80);
    const touching = Touching.of(stage)!;
    const looks = (t: number, by: number): number =>
      touching.after(new Map([[t, { start: lineup.start[t]! + by, machine: lineup.machine[t]! }]]))!.looked.length;
    const [first, last] = [lineup.order[0]!, lineup.order[79]!];
    // Painting follows nobody after it; what is sawn first has one step after it and one chair beside it.
    expect(looks(last, HOUR)).toBe(1);
    expect(looks(first, 0)).toBe(3);
    // Over a week of other chairs: it, what is painted of it, and who stands beside these.
    expect(looks(first, 200 * HOUR)).toBeLessThan(7);
  });

  it.each<[string, Problem, readonly HandEdit[]]>([
    ['whose hours are others', chairs, [{ kind: 'downtime', machine: 'SAW-1', from: at(1, 0), to: at(2, 0) }]],
    ['whose orders are of other sizes', chairs, [{ kind: 'resize', order: 'planned/1', qty: quantity(2) }]],
    ['with batch machines', randomProblem(0, ['batch machines']), []],
    ['with steps in parts', randomProblem(1, ['split steps']), []],
  ])('is known not to be enough for a plan %s before anything of it is slid', (_, problem, edits) => {
    const stage = new Stages(Ready.of(problem, plan(problem), undefined)).after(edits);
    const { work } = stage.floor;
    expect(Touching.of(stage)).toBeUndefined();
    expect(stage.floor.work).toBe(work);
  });
});
