import { describe, expect, it } from 'vitest';
import { compile } from './compile.ts';
import { Graph } from './graph.ts';
import { Memory } from './memory.ts';
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

/** A takes 7 on M1 and 5 on M2, B 4 on M1 and 7 on M2; A is on M1, B on M2: 7. Alone, A ends on M2 at 5 + 7 = 12. `forbidden`: A has just left M2. */
function offered(b: ShopOperation, { forbidden = false, known = 6 } = {}) {
  const shop: Shop = {
    name: 'full',
    resources: [
      { id: 'M1', capacity: 1 },
      { id: 'M2', capacity: 1 },
    ],
    operations: [either('A', 7, 5), b],
    precedences: [],
    objective: 'makespan',
  };
  const layout = compile(shop);
  const graph = new Graph(layout);
  const memory = new Memory(graph);
  const onM2 = layout.modeFrom[2] - 1;
  graph.load(Int32Array.of(0, 1), Int32Array.of(1, onM2));
  if (forbidden) memory.forbid(0, layout.n, 0, 5);
  graph.load(Int32Array.of(0, 1), Int32Array.of(0, onM2));
  const moves = new Moves(graph, memory);
  moves.clear(1, known);
  moves.along(Int32Array.of(0), 1, false);
  return Array.from({ length: moves.count }, (_, k) => ({ other: moves.other[k], value: moves.value[k] }));
}

describe('where all machines are full', () => {
  it('no operation finds room on another machine, where it would be the first or the last', () => {
    const onlyM2 = { ...either('B', 4, 7), modes: either('B', 4, 7).modes.slice(1) };
    expect(offered(onlyM2).map(({ value }) => Math.round(value))).toEqual([12, 12]);
  });

  it('two change places: 5 beside 4, and of equals those that leave less to do come first, by fractions of a unit that add up exactly', () => {
    // On M2 A takes 2 less, on M1 B 3 less, of 7 at most: a unit weighs the power of two below 0.4 / 7.
    expect(offered(either('B', 4, 7))).toEqual([{ other: 1, value: 5 - 5 / 32 }]);
  });

  it('of moves that promise better than all that is known it is not the best that is made, but the one after which the least is to do', () => {
    // A on M2 alone: 12, and 2 less to do; both change places: 9 beside 5, and nothing less.
    expect(offered(either('B', 9, 7))).toMatchObject([{ other: 1, value: 9 }]);
    const placed = offered(either('B', 9, 7), { known: 20 });
    expect(placed.map(({ other }) => other)).toEqual([2, 2]);
  });

  it('what has just left a machine does not come back, unless that is better than all that is known', () => {
    expect(offered(either('B', 4, 7), { forbidden: true, known: 4 })).toEqual([]);
    expect(offered(either('B', 4, 7), { forbidden: true, known: 5 })).toMatchObject([{ other: 1 }]);
  });
});
