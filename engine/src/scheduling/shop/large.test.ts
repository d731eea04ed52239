import { describe, expect, it } from 'vitest';
import { checkSchedule } from '../../checking/schedule.ts';
import { Dice } from '../../units/dice.ts';
import { lowerBound, quickBound } from './bounds.ts';
import { compile } from './compile.ts';
import { urgency } from './construct.ts';
import { schedule } from './schedule.ts';
import { randomShop, type Shape } from './shop.test-support.ts';
import type { Shop } from './shop.ts';

/** So many jobs of two or three operations are a large shop. */
const JOBS = 2_000;

describe.each<readonly [string, Shape]>([
  ['a job shop', {}],
  ['with releases and gaps', { releases: true, gaps: true }],
  ['a flexible one', { ways: 3 }],
])('a large shop: %s', (_, shape) => {
  const shop = randomShop(1, { jobs: JOBS, machines: 20, ...shape });
  const first = schedule(shop);

  it('has a first answer for one look at each operation, which breaks no rule and no bound', () => {
    expect(checkSchedule(shop, first)).toEqual([]);
    expect(first.work).toBe(shop.operations.length);
    expect(first.bound).toBeGreaterThan(0);
    expect(first.bound).toBeLessThanOrEqual(first.objective);
  });

  it('has the same one again for that work, and goes on from it for more', () => {
    expect(schedule(shop, { work: first.work })).toEqual(first);
    const told: number[] = [];
    const more = schedule(shop, { work: 4 * first.work, onProgress: ({ objective }) => told.push(objective) });
    expect(told[0]).toBe(first.objective);
    expect(told).toEqual([...new Set(told)].sort((a, b) => b - a));
    expect(more.bound).toBeGreaterThanOrEqual(first.bound);
  });
});

/** The same shop, its operations and precedences written down in another order. */
function shuffled(shop: Shop): Shop {
  const dice = new Dice(7);
  const any = <T>(rows: readonly T[]): T[] =>
    rows
      .map((row) => ({ row, at: dice.share() }))
      .sort((a, b) => a.at - b.at)
      .map(({ row }) => row);
  return { ...shop, operations: any(shop.operations), precedences: any(shop.precedences) };
}

it('what follows what is read alike in whatever order it is written down', () => {
  const linksOf = (shop: Shop) => {
    const { n, succFrom, succOp, succGap, predFrom, predOp, predGap, chain } = compile(shop);
    const id = (v: number) => shop.operations[v]!.id;
    const links: string[] = [];
    for (let v = 0; v < n; v++) {
      for (let e = succFrom[v]!; e < succFrom[v + 1]!; e++) links.push(`${id(v)} ${id(succOp[e]!)} ${succGap[e]}`);
      for (let e = predFrom[v]!; e < predFrom[v + 1]!; e++)
        links.push(`${id(v)} after ${id(predOp[e]!)} ${predGap[e]}`);
    }
    return { links: links.sort(), chain };
  };
  for (let seed = 1; seed <= 20; seed++) {
    const shop = randomShop(seed, { jobs: 6, gaps: seed % 2 === 0 });
    expect(linksOf(shuffled(shop))).toEqual(linksOf(shop));
    expect(lowerBound(compile(shuffled(shop)))).toBe(lowerBound(compile(shop)));
  }
});

describe('what is seen of a bound in one pass', () => {
  it.each([{}, { ways: 2 }, { releases: true, gaps: true }, { dues: true }])(
    'is never above the bound (%o)',
    (shape) => {
      for (let seed = 1; seed <= 30; seed++) {
        const layout = compile(randomShop(seed, { jobs: 5, machines: 3, ...shape }));
        expect(quickBound(layout, urgency(layout))).toBeLessThanOrEqual(lowerBound(layout));
      }
    },
  );

  it('is the longest chain, or a machine between the shortest ways to it and behind it: 1 + (4 + 5 + 6) + 2', () => {
    const on = (id: string, resource: string, duration: number) => ({
      id,
      job: id.slice(0, 1),
      modes: [{ duration, demands: [{ resource, amount: 1 }] }],
    });
    // Each job: its own machine, M, its own machine again; the longest chain is 9 + 6 + 2 = 17.
    const jobs = ['a', 'b', 'c'].map((job, k) => [
      on(`${job}1`, `${job} in`, [1, 3, 9][k]!),
      on(`${job}2`, 'M', [4, 5, 6][k]!),
      on(`${job}3`, `${job} out`, [8, 3, 2][k]!),
    ]);
    const operations = jobs.flat();
    const layout = compile({
      name: 'between',
      resources: [...new Set(operations.map((one) => one.modes[0]!.demands[0]!.resource))].map((id) => ({
        id,
        capacity: 1,
      })),
      operations,
      precedences: jobs.flatMap((own) => [
        { before: own[0]!.id, after: own[1]!.id },
        { before: own[1]!.id, after: own[2]!.id },
      ]),
      objective: 'makespan',
    });
    expect(quickBound(layout, urgency(layout))).toBe(18);
  });
});
