import { type HandEdit, type Plan, type Problem, plan, qty, type Second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { at, sawShop } from '../masterschedule/sawshop.test-support.ts';
import { noRestWords } from './handrest.messages.ts';
import { restByHand } from './handrest.ts';

const split = (order: string, size = 1) => [{ kind: 'split', order, qty: qty(size) } as HandEdit];
const move = (order: string, start = 0) => [{ kind: 'move', order, seq: 10, start: start as Second } as HandEdit];
const pause = async () => {};

it('without a split, what was done to parts is in the way: they would be called otherwise', async () => {
  const base = {
    problem: {} as Problem,
    plan: { operations: [{ order: 'planned/1' }, { order: 'planned/2' }], pegs: [] } as unknown as Plan,
  };
  const acts = [split('planned/1'), split('planned/2'), move('planned/2'), move('planned/3')];
  expect(await restByHand(base, acts, { orders: [], acts: [0] }, pause)).toMatchObject({ inTheWay: [{ at: 3 }] });
  expect(await restByHand(base, acts, { orders: ['planned/1', '1'], acts: [0, 1, 2, 3] }, pause)).toEqual({
    none: true,
  });
});

describe('what is left of changes by hand, done again by the engine', () => {
  const letters = ['A', 'B', 'C', 'D', 'E', 'F'];
  /** Six saws, each with a work order of two hours, all at the same time; each has another behind it. */
  const problem = sawShop(
    {},
    {
      crews: [{ id: 'SAWYERS', size: 6, calendar: 'DAY' }],
      machines: letters.map((letter) => ({ id: `S-${letter}`, workCentre: 'SAW', capacity: 1 })),
      workOrders: letters.flatMap((letter) =>
        [letter, `${letter}2`].map((id) => ({
          id,
          item: 'BOARD',
          state: 'firm' as const,
          qty: qty(1),
          qtyOpen: qty(1),
          due: at(1, 16),
        })),
      ),
    },
  );
  const published = plan(problem);
  /** The first on its machine, and who is behind it. */
  const pairs = [...new Set(published.operations.map(({ machine }) => machine))].sort().map((machine) => {
    const [first, behind] = published.operations
      .filter((one) => one.machine === machine)
      .toSorted((a, b) => a.start - b.start);
    return { first: first!, behind: behind! };
  });
  const called = (n: number) => `the change ${n}`;

  it('cannot be done where a split is larger than its order without another quantity, which the engine says', async () => {
    const { items, demands, ...shop } = sawShop({ A: at(0, 16) });
    const five = {
      ...shop,
      items: items.map((one) => ({ ...one, lot: { min: qty(1), multiple: qty(1) } })),
      demands: demands.map((one) => ({ ...one, qty: qty(5) })),
    };
    const base = { problem: five, plan: plan(five) };
    const id = base.plan.orders[0]!.id;
    const acts = [[{ kind: 'resize', order: id, qty: qty(10) } as HandEdit], split(id, 6)];
    const rest = await restByHand(base, acts, { orders: [], acts: [0] }, pause);
    expect(rest).toEqual({
      inTheWay: [{ at: 1, impossible: expect.stringMatching(/is for 5 BOARD: some of it must stay/) }],
      further: false,
    });
    expect('inTheWay' in rest && noRestWords(7, rest, called)).toMatch(
      /^What is left of version 7 cannot be done without what is left out: planned order \d+ is for 5 BOARD: .* In the way: the change 1\. Maybe leave that out too, or reject it and say so\.$/,
    );
    expect(await restByHand(base, acts, { orders: [], acts: [1] }, pause)).toMatchObject({ acts: [acts[0]] });
  });

  it('names of each act in the way what it moves; three of them, and how many more there are', async () => {
    const acts = pairs.map(({ first }) => move(first.order, first.start + 3600));
    const orders = pairs.slice(0, 5).map(({ behind }) => behind.order.slice('work/'.length));
    const rest = await restByHand({ problem, plan: published }, acts, { orders, acts: [] }, pause);
    expect(rest).toEqual({
      inTheWay: [0, 1, 2, 3, 4].map((n) => ({ at: n, moves: { order: pairs[n]!.behind.order, seq: 10 } })),
      further: false,
    });
    const [a, b, c] = orders;
    expect('inTheWay' in rest && noRestWords(7, rest, called)).toBe(
      `Step 10 of ${a} would not stay as published: the change 0 moves it still. Step 10 of ${b} would not stay as published: the change 1 moves it still. Step 10 of ${c} would not stay as published: the change 2 moves it still. And 2 more are in the way. Maybe leave those out too, or reject it and say so.`,
    );
  });

  it('says how far it has looked, and ends where whoever waits throws', async () => {
    const acts = pairs.map(({ first }) => move(first.order, first.start + 3600));
    const orders = pairs.slice(0, 2).map(({ behind }) => behind.order.slice('work/'.length));
    const looked: number[] = [];
    await restByHand({ problem, plan: published }, acts, { orders, acts: [] }, async (found) => {
      looked.push(found);
    });
    expect(looked).toEqual(looked.toSorted());
    expect(new Set(looked)).toEqual(new Set([0, 1, 2]));
    const stopped = restByHand({ problem, plan: published }, acts, { orders, acts: [] }, async () => {
      throw new Error('cancelled');
    });
    await expect(stopped).rejects.toThrow('cancelled');
  });
});
