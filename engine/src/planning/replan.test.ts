import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { qty, ratio } from '../units/units.ts';
import type { Change } from './change.ts';
import { plan } from './planner.ts';
import type { Problem } from './problem.ts';
import { replan } from './replan.ts';
import { at, demand, factory, HOUR, item, machine, part, step, vendor } from './small-factory.test-support.ts';

/**
 * Two saws, one painter's booth; a chair takes 1 + 1 hours a saw and 1 + 1 a booth. By the plan, just in time:
 * A is sawn on Tuesday 12:00–14:00 and painted 14:00–16:00, B likewise on Wednesday.
 */
const chairs: Partial<Problem> = {
  items: [item('CHAIR', 'make'), item('WOOD', 'buy')],
  components: [part('CHAIR', 'WOOD')],
  operations: [step('CHAIR', 10, 'SAW'), step('CHAIR', 20, 'PAINT')],
  machines: [machine('SAW-1', 'SAW'), machine('SAW-2', 'SAW'), machine('PAINT-1', 'PAINT')],
  sources: [vendor('WOOD', 30)],
  purchaseLines: [
    { id: 'L1', item: 'WOOD', qty: qty(1), estimated: at(0, 8) },
    { id: 'L2', item: 'WOOD', qty: qty(1), estimated: at(1, 8) },
  ],
  demands: [demand('A', 'CHAIR', 1, at(1, 16)), demand('B', 'CHAIR', 1, at(2, 16))],
};
const problem = factory(chairs);
const made = plan(problem);

const after = (changes: readonly Change[], from = problem, before = made) => {
  const done = replan(from, before, changes);
  expect(check(done.problem, done.plan)).toEqual([]);
  return done;
};
const dates = (done: { readonly plan: typeof made }) =>
  Object.fromEntries(done.plan.deliveries.map((row) => [row.demand, row.date]));

describe('replan', () => {
  it('with nothing changed moves nothing', () => {
    const done = after([]);
    expect(done).toMatchObject({ reach: 'smallest', moved: [], aside: 0, dates: [], said: ['Nothing has to move.'] });
    expect(done.plan.operations.every((row, i) => row === made.operations[i])).toBe(true);
  });

  it('a late purchase line moves the order that waits for it, and no other', () => {
    // B's wood comes on Thursday at 10:00: sawn 10:00–12:00, painted 12:00–14:00, 22 hours after Wednesday 16:00.
    const done = after([{ kind: 'purchase-late', line: 'L2', estimated: at(3, 10) }]);
    expect(dates(done)).toEqual({ A: at(1, 16), B: at(3, 14) });
    expect(done.reach).toBe('smallest');
    expect(new Set(done.moved.map(({ order }) => order)).size).toBe(1);
    expect(done.said).toEqual([
      'Purchase line L2 with 1 WOOD is expected 8 Jan 10:00 instead of 6 Jan 08:00.',
      'Step 10 of planned/2 moves from 7 Jan 12:00 to 8 Jan 10:00: it waits for purchase/L2 until 8 Jan 10:00.',
      'Step 20 of planned/2 moves from 7 Jan 14:00 to 8 Jan 12:00: step 10 before it is done 8 Jan 12:00.',
      'Demand B ships 8 Jan 14:00 instead of 7 Jan 16:00: 22 hours later.',
    ]);
  });

  it('work of a machine that is down goes to its neighbour at the same time', () => {
    const sawn = made.operations.filter((row) => row.seq === 10);
    const down = sawn[0]!.machine!;
    const done = after([{ kind: 'machine-down', machine: down, from: at(0, 0), to: at(7, 0) }]);
    expect(dates(done)).toEqual({ A: at(1, 16), B: at(2, 16) });
    expect(done.moved.every((move) => move.before.start === move.after.start)).toBe(true);
    expect(done.moved.map((move) => move.after.machine)).toEqual(
      done.moved.map(() => (down === 'SAW-1' ? 'SAW-2' : 'SAW-1')),
    );
  });

  it('what a machine that is down holds up takes its turn, and what comes after moves on', () => {
    // One booth. A table takes it all Monday; on every later day a chair has it from 12:00 to 16:00.
    const booth = factory({
      items: [item('TABLE', 'make'), item('CHAIR', 'make')],
      operations: [
        step('TABLE', 20, 'PAINT', { runPerUnit: ratio(7 * HOUR) }),
        step('CHAIR', 20, 'PAINT', { runPerUnit: ratio(3 * HOUR) }),
      ],
      demands: [
        demand('T', 'TABLE', 1, at(0, 16)),
        ...[1, 2, 3, 4, 7, 8, 9, 10, 11].map((on) => demand(`C${on}`, 'CHAIR', 1, at(on, 16))),
      ],
    });
    // Closed on Monday, the first 8 hours together are free in two weeks. In its turn the table is done on Tuesday, and
    // Tuesday's chair on Wednesday at 12:00, before Wednesday's.
    const down: Change = { kind: 'machine-down', machine: 'PAINT-1', from: at(0, 8), to: at(0, 16) };
    const done = after([down], booth, plan(booth));
    expect(done).toMatchObject({ reach: 'wider', aside: 1 });
    expect(done.dates.map(({ demand: id, after: date }) => [id, date])).toEqual([
      ['T', at(1, 16)],
      ['C1', at(2, 12)],
    ]);
  });

  it('a rush order takes the gaps and leaves the others where they are', () => {
    const stocked = factory({ ...chairs, sources: [vendor('WOOD', 0)] });
    const done = after([{ kind: 'rush-order', demand: demand('R', 'CHAIR', 1, at(0, 12)) }], stocked, plan(stocked));
    // Sawn from Monday 08:00, painted from 10:00.
    expect(dates(done)).toEqual({ A: at(1, 16), B: at(2, 16), R: at(0, 12) });
    expect(done.moved).toEqual([]);
  });

  it('a smaller quantity makes its order smaller and moves no other', () => {
    const two = factory({
      ...chairs,
      demands: [demand('A', 'CHAIR', 2, at(1, 16)), demand('B', 'CHAIR', 1, at(3, 16))],
      sources: [vendor('WOOD', 0)],
    });
    const done = after([{ kind: 'quantity', demand: 'A', qty: qty(1) }], two, plan(two));
    expect(done.plan.orders.map((row) => row.qty)).toEqual([1, 1]);
    expect(new Set(done.moved.map(({ order }) => order)).size).toBeLessThanOrEqual(1);
  });

  it('a cancelled demand takes its orders with it', () => {
    const done = after([{ kind: 'quantity', demand: 'B', qty: qty(0) }]);
    expect(done.plan.orders.map((row) => row.id)).toEqual(['planned/1']);
    expect(done.said).toContain('Demand B for 1 CHAIR is cancelled.');
  });

  it('pieces lost to scrap are made again', () => {
    const open = factory({
      ...chairs,
      sources: [vendor('WOOD', 0)],
      workOrders: [{ id: 'W', item: 'CHAIR', state: 'released', qty: qty(1), qtyOpen: qty(1), materials: [] }],
      demands: [demand('A', 'CHAIR', 1, at(1, 16))],
    });
    const before = plan(open);
    const done = after([{ kind: 'scrap', workOrder: 'W', qty: qty(1) }], open, before);
    expect(before.orders.map((row) => row.id)).toEqual(['work/W']);
    expect(done.plan.orders.map((row) => [row.id, row.qty])).toEqual([
      ['work/W', 0],
      ['planned/1', 1],
    ]);
    expect(dates(done)).toEqual({ A: at(1, 16) });
  });

  it('while a painter of two is away only one step is painted at a time; while both are away none', () => {
    const booths = factory({
      items: [item('CHAIR', 'make')],
      operations: [step('CHAIR', 20, 'PAINT', { crew: 'PAINTERS' })],
      machines: [machine('PAINT-1', 'PAINT'), machine('PAINT-2', 'PAINT')],
      crews: [{ id: 'PAINTERS', size: 2, calendar: 'DAY' }],
      demands: [demand('A', 'CHAIR', 1, at(0, 10)), demand('B', 'CHAIR', 1, at(0, 10))],
    });
    const before = plan(booths);
    const one = after(
      [{ kind: 'crew-absent', crew: 'PAINTERS', people: 1, from: at(0, 0), to: at(1, 0) }],
      booths,
      before,
    );
    expect(Object.values(dates(one)).sort()).toEqual([at(0, 10), at(0, 12)].sort());
    const both = after([{ kind: 'crew-absent', crew: 'PAINTERS', from: at(0, 0), to: at(1, 0) }], booths, before);
    expect(Object.values(dates(both))).toEqual([at(1, 10), at(1, 10)]);
  });

  it('plans anew, and says so, where something cannot be had any more', () => {
    const bought = factory({
      ...chairs,
      sources: [],
      stock: [],
      purchaseLines: [{ id: 'L1', item: 'WOOD', qty: qty(2), estimated: at(0, 8) }],
    });
    const done = after([{ kind: 'quantity', demand: 'B', qty: qty(2) }], bought, plan(bought));
    expect(done.reach).toBe('anew');
    expect(done.said).toContain('The plan could not be mended, so everything was planned again.');
    expect(done.plan.figures.unserved).toBe(1);
  });
});
