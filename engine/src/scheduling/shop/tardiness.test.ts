import { describe, expect, it } from 'vitest';
import { lowerBound } from './bounds.ts';
import { compile } from './compile.ts';
import { schedule } from './schedule.ts';
import type { Shop, ShopOperation } from './shop.ts';

type Job = readonly [duration: number, due: number, weight: number, release?: number];

/** Jobs that all want one resource; then each goes through an oven of its own for `after`. */
function shopOf(jobs: readonly Job[], { capacity = 1, after = 0 } = {}): Shop {
  const step = (n: number, id: string, resource: string, duration: number, release = 0): ShopOperation => ({
    id,
    job: `${n}`,
    release,
    modes: [{ duration, demands: [{ resource, amount: 1 }] }],
  });
  const ovens = after > 0 ? jobs.map((_, n) => n) : [];
  return {
    name: 'late',
    resources: [{ id: 'M', capacity }, ...ovens.map((n) => ({ id: `oven ${n}`, capacity: 1 }))],
    operations: [
      ...jobs.map(([duration, , , release], n) => step(n, `${n}`, 'M', duration, release)),
      ...ovens.map((n) => step(n, `${n} baked`, `oven ${n}`, after)),
    ],
    precedences: ovens.map((n) => ({ before: `${n}`, after: `${n} baked` })),
    objective: 'weighted-tardiness',
    dues: jobs.map(([, due, weight], n) => ({ job: `${n}`, due, weight })),
  };
}

describe('no schedule is less late than', () => {
  it.each<readonly [string, Shop, number]>([
    ['each job alone: 5 − 3, twice as heavy', shopOf([[5, 3, 2]]), 4],
    // Ends 2, 5, 9 against 4, 4, 4.
    [
      'three that want one machine: 0 + 1 + 5',
      shopOf([
        [2, 4, 1],
        [3, 4, 1],
        [4, 4, 1],
      ]),
      6,
    ],
    // The same, and what follows each takes 10 of dates that are 10 later.
    [
      'that, also where more is to do behind the machine',
      shopOf(
        [
          [2, 14, 1],
          [3, 14, 1],
          [4, 14, 1],
        ],
        { after: 10 },
      ),
      6,
    ],
    // Alone the second is 1 late: 4. Ends 2, 5 against 2, 3 add 2 of weight 1; the heavy one alone adds nothing.
    [
      'by layers of weight, on top of what each is late alone: 4 + 2',
      shopOf([
        [2, 2, 1],
        [3, 2, 4],
      ]),
      6,
    ],
    // From 0 the 4 runs, from 1 the 1, from 2 what is left of the 4: ends 2, 5 against 2, 4.
    [
      'preemption would allow, where one comes later: 0 + 1',
      shopOf([
        [4, 4, 1],
        [1, 2, 1, 1],
      ]),
      1,
    ],
    // Two at a time are one twice as fast: ends 1, 2, 3, 4 against 2, 2, 2, 2.
    [
      'two machines as one twice as fast: 1 + 2',
      shopOf(
        [
          [2, 2, 1],
          [2, 2, 1],
          [2, 2, 1],
          [2, 2, 1],
        ],
        { capacity: 2 },
      ),
      3,
    ],
    [
      'nothing, where all can be in time',
      shopOf([
        [2, 5, 1],
        [3, 5, 1],
      ]),
      0,
    ],
  ])('%s', (_, shop, least) => {
    expect(lowerBound(compile(shop))).toBe(least);
  });

  it('a schedule that is no later than that is proven and ends the search', () => {
    const shop = shopOf([
      [2, 4, 1],
      [3, 4, 1],
      [4, 4, 1],
    ]);
    expect(schedule(shop, { keepGoing: () => true })).toMatchObject({ objective: 6, bound: 6, status: 'optimal' });
  });

  it('of more weights than there are layers, each counts at least as the one below it: never more than is so', () => {
    // One unit each, all due at 0, weights 1 … 40: alone 40 × 41 / 2 = 820; the heaviest first adds Σ (k − 1) × (41 − k) = 10,660 more.
    const jobs = Array.from({ length: 40 }, (_, n): Job => [1, 0, n + 1]);
    const bound = lowerBound(compile(shopOf(jobs)));
    expect(bound).toBeLessThanOrEqual(820 + 10_660);
    expect(bound).toBeGreaterThan(0.9 * (820 + 10_660));
  });
});
