import { describe, expect, it } from 'vitest';
import { Dice } from '../../units/dice.ts';
import { compile } from './compile.ts';
import { urgency } from './construct.ts';
import { flat } from './flat.ts';
import { Graph } from './graph.ts';
import { randomShop } from './shop.test-support.ts';
import type { Shop } from './shop.ts';

const started = (shop: Shop, noise = 0) => {
  const layout = compile(shop);
  const graph = new Graph(layout);
  const { order, mode } = flat(layout, urgency(layout), noise, 0, new Dice(1));
  graph.load(order, mode);
  return { layout, order, mode, graph };
};

describe('a first schedule in one pass', () => {
  it.each([{}, { setups: true }, { ways: 3 }, { ways: 2, setups: true, releases: true, gaps: true }, { dues: true }])(
    'takes every operation once, after what it needs, in a mode of its own (%o)',
    (shape) => {
      for (let seed = 1; seed <= 40; seed++) {
        const { layout, order, mode } = started(randomShop(seed, { jobs: 6, machines: 3, ...shape }), seed % 2);
        const place = new Map(Array.from(order, (v, at) => [v, at]));
        expect(place.size).toBe(layout.n);
        for (let v = 0; v < layout.n; v++) {
          expect(mode[v]).toBeGreaterThanOrEqual(layout.modeFrom[v]!);
          expect(mode[v]).toBeLessThan(layout.modeFrom[v + 1]!);
          for (let e = layout.predFrom[v]!; e < layout.predFrom[v + 1]!; e++)
            expect(place.get(layout.predOp[e]!)).toBeLessThan(place.get(v)!);
        }
      }
    },
  );

  const one = (id: string, duration: number, family = 0, resource = 'M') => ({
    id,
    job: id,
    family,
    modes: [{ duration, demands: [{ resource, amount: 1 }] }],
  });
  const shopOf = (operations: Shop['operations'], setups?: readonly (readonly number[])[]): Shop => ({
    name: 'shop',
    resources: [{ id: 'M', capacity: 1, ...(setups ? { setups } : {}) }],
    operations,
    precedences: [],
    objective: 'makespan',
  });
  const names = (shop: Shop) => Array.from(started(shop).order, (v) => shop.operations[v]!.id);

  it('lets the one with the most work behind it go first', () => {
    expect(names(shopOf([one('short', 1), one('long', 9), one('middle', 5)]))).toEqual(['long', 'middle', 'short']);
  });

  it('stays with a family where a set-up costs more than the work behind another is worth', () => {
    // Behind a, by work: b (8) before c (7); b needs a set-up of 3, which weighs 15, so c goes before it.
    const setups = [
      [0, 3],
      [3, 0],
    ];
    expect(names(shopOf([one('a', 9), one('b', 8, 1), one('c', 7)], setups))).toEqual(['a', 'c', 'b']);
  });

  it('waits for nobody while something is there', () => {
    // The long one comes at 2; the short one begins at 0 all the same.
    const shop = shopOf([{ ...one('long', 9), release: 2 }, one('short', 4)]);
    const { graph } = started(shop);
    expect([...graph.start.subarray(0, 2)]).toEqual([4, 0]);
  });
});
