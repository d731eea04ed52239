import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { Graph } from './graph.ts';
import { Moves } from './moves.ts';
import type { Shop, ShopOperation } from './shop.ts';

const either = (id: string, onM1: number, onM2: number): ShopOperation => ({
  id,
  job: id,
  modes: [
    { duration: onM1, demands: [{ resource: 'M1', amount: 1 }] },
    { duration: onM2, demands: [{ resource: 'M2', amount: 1 }] },
  ],
});

describe('where all machines are full', () => {
  // A takes 7 on M1 and 5 on M2, B 4 on M1 and 7 on M2; A is on M1, B on M2: 7. Alone, A ends on M2 at 5 + 7 = 12.
  const shop: Shop = {
    name: 'full',
    resources: [
      { id: 'M1', capacity: 1 },
      { id: 'M2', capacity: 1 },
    ],
    operations: [either('A', 7, 5), either('B', 4, 7)],
    precedences: [],
    objective: 'makespan',
  };
  const graph = new Graph(compile(shop));
  graph.load(Int32Array.of(0, 1), Int32Array.of(0, 3));
  const moves = new Moves(graph);
  moves.along(Int32Array.of(0), 1, false);
  const offered = Array.from({ length: moves.count }, (_, k) => ({
    other: moves.other[k],
    value: Math.round(moves.value[k]),
  }));

  it('no operation finds room on another machine', () => {
    expect(offered.filter(({ other }) => other === graph.n).map(({ value }) => value)).toEqual([12, 12]);
  });

  it('two change places: 5 beside 4', () => {
    expect(offered.filter(({ other }) => other !== graph.n)).toEqual([{ other: 1, value: 5 }]);
  });

  it('of equals those that leave less to do come first, by less than a unit', () => {
    // On M2 A takes 2 less, on M1 B 3 less, of 7 at most: 0.4 × −5 / 7.
    expect(Math.min(...moves.value.subarray(0, moves.count))).toBeCloseTo(5 - (0.4 * 5) / 7);
  });
});
