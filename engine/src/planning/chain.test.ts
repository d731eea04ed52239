import { describe, expect, it } from 'vitest';
import { qty, ratio } from '../units/units.ts';
import { plan } from './planner.ts';
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
});
