/** Laws: what must come out alike for problems that are alike. They need no second planner to know what is right. */
import { describe, expect, it } from 'vitest';
import { plan } from '../index.ts';
import type { Plan } from './plan.ts';
import type { Problem } from './problem.ts';
import { type Feature, featuresOf, randomProblem } from './random.test-support.ts';

const SEEDS = Array.from({ length: 60 }, (_, n) => 5000 + n);
const FACTORIES = SEEDS.map((seed) => randomProblem(seed));
/** What is rounded up to whole steps comes out smaller in smaller steps; a yield of nine tenths in any. */
const ROUNDED: ReadonlySet<Feature> = new Set([
  'scrap and waste',
  'yields',
  'co-products',
  'economic lots',
  'price breaks',
]);
const TEN = 10;

type Json = string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };

/** The same shape with every leaf changed; `key` is the name of the field that holds it. What `asIs` names stays. */
function mapped<T>(of: T, change: (leaf: Json, key: string) => Json, asIs = '', key = ''): T {
  if (Array.isArray(of)) return of.map((one) => mapped(one, change, asIs, key)) as T;
  if (of === null || of === undefined) return of;
  if (typeof of !== 'object') return change(of as Json, key) as T;
  return Object.fromEntries(
    Object.entries(of).map(([name, one]) => [name, name === asIs ? one : mapped(one, change, asIs, name)]),
  ) as T;
}

/** A factory with the same rows under other names, which sort after all others. */
function renamed(problem: Problem): Problem {
  const ids = new Set(
    Object.values(problem).flatMap((list) =>
      Array.isArray(list) ? list.flatMap(({ id }: { id?: string }) => (id === undefined ? [] : [id])) : [],
    ),
  );
  return mapped(problem, (leaf) => {
    if (typeof leaf !== 'string') return leaf;
    return ids.has(leaf) ? `~${leaf}` : leaf.replace(/^([a-z]+)\//, '$1/~');
  });
}

/** Both in one, strangers to each other. */
function together(a: Problem, b: Problem): Problem {
  const joined = Object.entries(a).map(([list, rows]) => [
    list,
    Array.isArray(rows) ? [...rows, ...(b[list as keyof Problem] as readonly unknown[])] : rows,
  ]);
  return Object.fromEntries(joined) as Problem;
}

const quantities = new Set('qty qtyOpen scrapped safetyStock min max multiple fixed perOrder transferBatch'.split(' '));
/** Pieces of a tool are pieces, however finely items are counted. */
const inSmallerSteps = <T>(of: T): T =>
  mapped(
    of,
    (leaf, key) => (key === 'decimals' ? (leaf as number) + 1 : quantities.has(key) ? (leaf as number) * TEN : leaf),
    'tools',
  );
/** Pieces of a tool are no steps of an item. */
const withTools = (problem: Problem, { operations, workOrders }: Problem): Problem => ({
  ...problem,
  operations: problem.operations.map((step, i) => ({ ...step, tools: operations[i]?.tools })),
  workOrders: problem.workOrders.map((order, i) => ({
    ...order,
    operations: order.operations?.map((step, k) => ({ ...step, tools: workOrders[i]?.operations?.[k]?.tools })),
  })),
});

/** Every second one from the front, then the others from the back: nothing stays beside what it stood beside. */
const shuffled = <T>(rows: readonly T[]): readonly T[] => [
  ...rows.filter((_, n) => n % 2 === 0),
  ...rows.filter((_, n) => n % 2 === 1).toReversed(),
];

const summed = ({ figures, orders, operations, purchases }: Plan) => ({
  onTime: figures.onTime,
  late: figures.totalLate,
  unserved: figures.unserved,
  orders: orders.length,
  operations: operations.length,
  purchases: purchases.length,
});
const times = (count: number, sums: ReturnType<typeof summed>) =>
  Object.fromEntries(Object.entries(sums).map(([what, sum]) => [what, count * sum]));

describe('two plants that share nothing', () => {
  it('are planned together as each is alone', () => {
    for (const problem of FACTORIES) {
      const both = plan(together(problem, renamed(problem)), {});
      expect(summed(both), problem.name).toEqual(times(2, summed(plan(problem, {}))));
    }
  });
});

describe('a plan', () => {
  it('does not depend on the order in which the rows come', () => {
    for (const problem of FACTORIES) {
      const rows = Object.entries(problem).map(([list, all]) => [
        list,
        // Bills and routings are lists in their own order; what has an id is not.
        Array.isArray(all) && all.every(({ id }: { id?: string }) => id !== undefined) ? shuffled(all) : all,
      ]);
      expect(summed(plan(Object.fromEntries(rows) as Problem, {})), problem.name).toEqual(summed(plan(problem, {})));
    }
  });

  it('is the same when all is counted in steps a tenth the size', () => {
    for (const seed of SEEDS) {
      const problem = randomProblem(
        seed,
        featuresOf(seed).filter((it) => !ROUNDED.has(it)),
      );
      // Bills ask for halves and quarters of a unit: from three decimals on nothing is rounded.
      const exact = withTools([1, 2, 3].reduce(inSmallerSteps<Problem>, problem), problem);
      const [coarse, fine] = [plan(exact, {}), plan(withTools(inSmallerSteps(exact), problem), {})];
      expect(summed(fine), problem.name).toEqual(summed(coarse));
      expect(fine.operations, problem.name).toEqual(inSmallerSteps(coarse.operations));
    }
  });
});
