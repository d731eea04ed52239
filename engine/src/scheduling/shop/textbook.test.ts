/** Problems whose best answer a rule of the textbooks gives, at sizes where trying everything is out of the question. */
import { describe, expect, it } from 'vitest';
import { Dice } from '../../units/dice.ts';
import { schedule } from './schedule.ts';
import type { Shop, ShopOperation } from './shop.ts';

const WORK = 1_000_000;
const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

const operation = (job: string, step: number, duration: number, resources: readonly string[]): ShopOperation => ({
  id: `${job}/${step}`,
  job,
  modes: [{ duration, demands: resources.map((resource) => ({ resource, amount: 1 })) }],
});
const shopOf = (name: string, machines: readonly string[], operations: readonly ShopOperation[]): Shop => ({
  name,
  resources: machines.map((id) => ({ id, capacity: 1 })),
  operations,
  precedences: operations.flatMap(({ job, id }, n) =>
    operations[n + 1]?.job === job ? [{ before: id, after: operations[n + 1].id }] : [],
  ),
  objective: 'makespan',
});
const some = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

describe('Johnson 1954: a flow shop of two machines', () => {
  /** Shorter on the first machine: early, by that time; shorter on the second: late, the other way round. */
  function byJohnson(jobs: readonly (readonly [number, number])[]): number {
    const early = jobs.filter(([a, b]) => a < b).toSorted(([a], [b]) => a - b);
    const late = jobs.filter(([a, b]) => a >= b).toSorted(([, a], [, b]) => b - a);
    let [first, second] = [0, 0];
    for (const [a, b] of [...early, ...late]) {
      first += a;
      second = Math.max(first, second) + b;
    }
    return second;
  }
  const shop = (jobs: readonly (readonly [number, number])[]) =>
    shopOf(
      'flow',
      ['M1', 'M2'],
      jobs.flatMap(([a, b], n) => [operation(`${n}`, 1, a, ['M1']), operation(`${n}`, 2, b, ['M2'])]),
    );

  it('takes 30 for the jobs (5,2) (1,6) (9,7) (3,8) (10,4): the second, fourth, third, fifth, first', () => {
    const jobs = [
      [5, 2],
      [1, 6],
      [9, 7],
      [3, 8],
      [10, 4],
    ] as const;
    // Machine one: 1, 4, 13, 23, 28. Machine two: 1–7, 7–15, 15–22, 23–27, 28–30.
    expect(byJohnson(jobs)).toBe(30);
    expect(schedule(shop(jobs), { work: WORK }).objective).toBe(30);
  });

  it.each(SEEDS)('of ten jobs is as short as his rule makes it (seed %i)', (seed) => {
    const dice = new Dice(seed);
    const jobs = some(10, () => [1 + dice.below(30), 1 + dice.below(30)] as const);
    expect(schedule(shop(jobs), { work: WORK, seed }).objective).toBe(byJohnson(jobs));
  });
});

describe('Smith 1956: one machine, all of it late', () => {
  it.each(SEEDS)('twelve jobs by weight over time cost the least (seed %i)', (seed) => {
    const dice = new Dice(seed);
    const jobs = some(12, (n) => ({ job: `${n}`, time: 1 + dice.below(9), weight: 1 + dice.below(9) }));
    let end = 0;
    const least = jobs
      .toSorted((a, b) => b.weight / b.time - a.weight / a.time)
      .reduce((sum, { time, weight }) => {
        end += time;
        return sum + weight * end;
      }, 0);
    const shop: Shop = {
      ...shopOf(
        'one machine',
        ['M'],
        jobs.map(({ job, time }) => operation(job, 1, time, ['M'])),
      ),
      objective: 'weighted-tardiness',
      dues: jobs.map(({ job, weight }) => ({ job, due: 0, weight })),
    };
    expect(schedule(shop, { work: WORK, seed }).objective).toBe(least);
  });
});

describe('Kelley and Walker 1959: a project that waits for nobody', () => {
  it.each(SEEDS)('takes its longest chain, and that is proven (seed %i)', (seed) => {
    const dice = new Dice(seed);
    const tasks = some(40, (n) => operation(`${n}`, 1, dice.below(12), []));
    const precedences = tasks.flatMap(({ id }, n) =>
      n < 2 ? [] : some(2, () => ({ before: tasks[dice.below(n)].id, after: id, gap: dice.below(4) })),
    );
    const ends = new Map<string, number>();
    for (const { id, modes } of tasks) {
      const before = precedences.filter(({ after }) => after === id);
      ends.set(id, Math.max(0, ...before.map((one) => ends.get(one.before)! + one.gap)) + modes[0].duration);
    }
    const found = schedule({ ...shopOf('project', [], tasks), precedences }, { work: WORK, seed });
    expect([found.objective, found.status]).toEqual([Math.max(...ends.values()), 'optimal']);
  });
});

describe('Held and Karp 1962: one machine with set-ups is a travelling salesman', () => {
  it.each(SEEDS)('nine jobs are done with the least set-up (seed %i)', (seed) => {
    const dice = new Dice(seed);
    const count = 9;
    const setups = some(count, () => some(count, () => dice.below(20)));
    // Anything may follow anything: the shortest way through all, over sets of jobs done and the last of them.
    const least = some(1 << count, () => new Float64Array(count).fill(Infinity));
    for (let n = 0; n < count; n++) least[1 << n][n] = 0;
    for (let done = 1; done < 1 << count; done++)
      for (let last = 0; last < count; last++)
        for (let next = 0; next < count; next++)
          if ((done & (1 << next)) === 0) {
            const row = least[done | (1 << next)];
            row[next] = Math.min(row[next], least[done][last] + setups[last][next]);
          }
    const jobs = some(count, (n) => ({ ...operation(`${n}`, 1, 5, ['M']), family: n }));
    const shop: Shop = { ...shopOf('set-ups', [], jobs), resources: [{ id: 'M', capacity: 1, setups }] };
    expect(schedule(shop, { work: WORK, seed }).objective).toBe(5 * count + Math.min(...least[(1 << count) - 1]));
  });
});
