import { describe, expect, it } from 'vitest';
import { qty, ratio } from '../units/units.ts';
import { PlanIndex } from './plan-index.ts';
import { plan } from './planner.ts';
import { reasonsFor } from './reasons.ts';
import { at, demand, factory, HOUR, item, lot, machine, part, step } from './small-factory.test-support.ts';

/** Two saws; wood for one chair is there, for the other a line brings it on Wednesday. A chair takes two hours. */
const chairs = {
  items: [item('CHAIR', 'make', { lot: { min: qty(1), multiple: qty(1), max: qty(1) } }), item('WOOD', 'buy')],
  components: [part('CHAIR', 'WOOD')],
  machines: [machine('SAW-1', 'SAW'), machine('SAW-2', 'SAW')],
  operations: [step('CHAIR', 10, 'SAW')],
  stock: [lot('WOOD', 1)],
  purchaseLines: [{ id: 'P', item: 'WOOD', qty: qty(1), required: at(0, 8), estimated: at(2, 8) }],
};
const reasonsOf = (problem: ReturnType<typeof factory>, id: string) =>
  plan(problem)
    .deliveries.find((row) => row.demand === id)!
    .reasons.map(({ kind, what, text }) => [kind, what, text]);

describe('the cause of a lateness', () => {
  it('is the part that came late, not the queue of another order that was only put off until that ships', () => {
    // One chair could be sawn on SAW-1 on Monday. It is made just in time for Wednesday 10:00, behind E on SAW-2.
    const problem = factory({
      ...chairs,
      items: [...chairs.items, item('BENCH', 'make')],
      operations: [
        ...chairs.operations,
        step('BENCH', 10, 'SAW', { runPerUnit: ratio(15 * HOUR), machines: ['SAW-2'] }),
      ],
      demands: [demand('D', 'CHAIR', 2, at(0, 16)), demand('E', 'BENCH', 1, at(1, 16))],
    });
    expect(reasonsOf(problem, 'D')).toEqual([
      [
        'purchase-late',
        'purchase/P',
        'Purchase line P with 1 WOOD arrives 7 Jan 08:00 and was required for 5 Jan 08:00.',
      ],
    ]);
  });

  it('names the machine on which it stands beside another on which it could go sooner', () => {
    const [board, bench] = ['BOARD', 'BENCH'].map((id) => item(id, 'make'));
    const problem = factory({
      ...chairs,
      items: [...chairs.items, board!, bench!],
      operations: [
        ...chairs.operations,
        step('BOARD', 10, 'SAW', { machines: ['SAW-1'] }),
        step('BENCH', 10, 'SAW', { machines: ['SAW-2'] }),
      ],
      demands: [
        demand('D', 'CHAIR', 1, at(0, 8)),
        demand('E', 'BOARD', 1, at(1, 16)),
        demand('F', 'BENCH', 1, at(1, 16)),
      ],
    });
    // By hand: SAW-1 is free at 12:00, SAW-2 at 14:00, and the chair was put behind that.
    const times = { BOARD: ['SAW-1', 8, 12], BENCH: ['SAW-2', 8, 14], CHAIR: ['SAW-2', 14, 16] } as const;
    const made = plan(problem);
    const placed = <T extends { readonly item: string }>(row: T): T => {
      const [machine, from, to] = times[row.item as keyof typeof times];
      return { ...row, machine, start: at(0, from), end: at(0, to) };
    };
    const body = { ...made, orders: made.orders.map(placed), operations: made.operations.map(placed) };
    const [reason] = reasonsFor(new PlanIndex(problem, body), problem.demands[0]!, at(0, 16));
    const chair = made.orders.find((row) => row.item === 'CHAIR')!.id;
    const other = made.orders.find((row) => row.item === 'BOARD')!.id;
    expect(reason).toMatchObject({ kind: 'machine-busy', what: 'SAW-1' });
    expect(reason?.text).toBe(
      `SAW-1 is busy until 5 Jan 12:00 with step 10 of ${other}, and SAW-2, on which step 10 of ${chair} stands, has no room before: 8 hours.`,
    );
  });
});
