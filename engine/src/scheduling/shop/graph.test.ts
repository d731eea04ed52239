import { describe, expect, it } from 'vitest';
import { Dice } from '../../units/dice.ts';
import { compile, type Layout } from './compile.ts';
import { dispatch, urgency } from './construct.ts';
import { Graph } from './graph.ts';
import { lateness } from './objective.ts';
import { between, mixed } from './relink.ts';
import { randomShop, type Shape } from './shop.test-support.ts';

const shapes: readonly (readonly [string, Shape])[] = [
  ['a job shop', { jobs: 6, machines: 3 }],
  ['one machine, to which every job returns', { jobs: 4, machines: 1 }],
  [
    'machines to choose from, set-ups, releases and gaps',
    { jobs: 5, machines: 3, ways: 3, setups: true, releases: true, gaps: true },
  ],
];

/** Whether a way leads from v to w over predecessors and machines: by walking them all. */
function leads(graph: Graph, v: number, w: number): boolean {
  const { layout, n } = graph;
  const seen = new Set([v]);
  for (const at of seen) {
    if (at === w) return true;
    for (const s of layout.succOp.subarray(layout.succFrom[at], layout.succFrom[at + 1])) seen.add(s);
    if (graph.next[at] !== n) seen.add(graph.next[at]);
  }
  return false;
}

const times = ({ start, end, rest, ready, left, n }: Graph) =>
  [start, end, rest, ready, left].map((of) => [...of.subarray(0, n)]);

const start = (layout: Layout, seed: number) => dispatch(layout, urgency(layout), 1, 1, new Dice(seed));

describe.each(shapes)('%s', (_, shape) => {
  it('after any moves is what the same sequences make of a new graph', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const layout = compile(randomShop(seed, shape));
      const dice = new Dice(seed);
      const graph = new Graph(layout);
      const first = start(layout, seed);
      graph.load(first.order, first.mode);
      for (let k = 0; k < 60; k++) {
        const u = dice.below(layout.n);
        const mode = layout.modeFrom[u] + dice.below(layout.modeFrom[u + 1] - layout.modeFrom[u]);
        const there = [layout.n, ...first.order].filter(
          (x) => x !== u && x !== graph.prev[u] && (x === layout.n || graph.machine[x] === layout.modeMachine[mode]),
        );
        if (there.length === 0) continue;
        const x = there[dice.below(there.length)];
        if (x === layout.n && graph.first[layout.modeMachine[mode]] === u) continue;
        const before = [...times(graph), [...graph.order]];
        graph.prepareTrials();
        const tried = graph.tried(u, x, mode);
        expect([...times(graph), [...graph.order]]).toEqual(before);
        const made = graph.move(u, x, mode);
        expect(tried).toBe(made ? lateness(layout, graph.end) : Infinity);
        if (!made) expect([...times(graph), [...graph.order]]).toEqual(before);
        const again = new Graph(layout);
        again.load(graph.order, graph.mode);
        expect(times(graph)).toEqual(times(again));
      }
    }
  });

  it('says "may follow" and "may lead" only where no way leads back', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const layout = compile(randomShop(seed, shape));
      const graph = new Graph(layout);
      const { order, mode } = start(layout, seed);
      graph.load(order, mode);
      for (const u of order)
        for (const v of order) {
          if (u === v) continue;
          const behind = [...layout.succOp.subarray(layout.succFrom[u], layout.succFrom[u + 1])];
          const before = [...layout.predOp.subarray(layout.predFrom[u], layout.predFrom[u + 1])];
          if (graph.mayFollow(u, v)) expect(behind.some((s) => leads(graph, s, v))).toBe(false);
          if (graph.mayLead(u, v)) expect(before.some((s) => leads(graph, v, s))).toBe(false);
        }
    }
  });

  it.each([
    ['by places', between],
    ['by chance', mixed],
  ])('between two schedules lies, %s, one that keeps every precedence and every order that both have', (_, made) => {
    for (let seed = 1; seed <= 20; seed++) {
      const layout = compile(randomShop(seed, shape));
      const [a, b] = [start(layout, seed), start(layout, seed + 100)];
      const child = made(a, b, 0.4, new Dice(seed));
      for (const v of child.order) expect([a.mode[v], b.mode[v]]).toContain(child.mode[v]);
      const [placeA, placeB] = [a, b].map(({ order }) => new Map([...order].map((v, at) => [v, at])));
      for (const [at, w] of child.order.entries())
        for (const u of child.order.subarray(0, at))
          expect(placeA!.get(w)! < placeA!.get(u)! && placeB!.get(w)! < placeB!.get(u)!).toBe(false);
      const place = new Map([...child.order].map((v, at) => [v, at]));
      expect(place.size).toBe(layout.n);
      for (let v = 0; v < layout.n; v++)
        for (const u of layout.predOp.subarray(layout.predFrom[v], layout.predFrom[v + 1]))
          expect(place.get(u)!).toBeLessThan(place.get(v)!);
    }
  });
});
