import { expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { plan } from './planner.ts';
import { at, demand, factory, item, part, quantity, step } from './small-factory.test-support.ts';

const open = (more: object) => ({ ...step('CHAIR', 20, 'PAINT'), done: false, ...more });
const order = (id: string, more: object, operations: ReturnType<typeof open>[]) => ({
  id,
  item: 'CHAIR',
  state: 'started' as const,
  qty: quantity(4),
  qtyOpen: quantity(4),
  materials: [],
  operations,
  ...more,
});

it('breaks no rule where a step runs though by the books its material is still to be made', () => {
  // W2 is reported as begun on PAINT-1; its wood is sawn until tomorrow. W1, put aside there, is wanted today.
  const problem = factory({
    items: [item('CHAIR', 'make'), item('WOOD', 'make')],
    components: [part('CHAIR', 'WOOD', 2)],
    operations: [step('CHAIR', 20, 'PAINT'), step('WOOD', 10, 'SAW')],
    now: at(0, 10),
    workOrders: [
      order('W1', {}, [open({ setupDone: true, machine: 'PAINT-1' })]),
      order('W2', { materials: [{ item: 'WOOD', qty: quantity(8), seq: 20 }] }, [
        open({ setupDone: true, startedAt: at(0, 9), machine: 'PAINT-1' }),
      ]),
    ],
    demands: [demand('D', 'CHAIR', 4, at(0, 16)), demand('E', 'CHAIR', 4, at(9, 16))],
  });
  // Now: W1 12–16 h, W2 35–39 h; the checker has W2 hold PAINT-1 from now on: 2 of 1 in use at 12:00.
  expect(check(problem, plan(problem)).map(({ text }) => text)).toEqual([]);
});
