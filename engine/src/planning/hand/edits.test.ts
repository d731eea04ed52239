import { expect, it } from 'vitest';
import { check, plan } from '../../index.ts';
import { qty } from '../../units/units.ts';
import type { OpenWorkOrder } from '../problem.ts';
import { at, factory, item, step } from '../small-factory.test-support.ts';
import { problemAfter } from './edits.ts';
import { applyByHand, byHand } from './hand.ts';

const frozen = { from: at(1, 8), to: at(1, 10) };
const order: OpenWorkOrder = {
  id: 'W',
  item: 'CHAIR',
  state: 'firm',
  qty: qty(1),
  qtyOpen: qty(1),
  operations: [{ ...step('CHAIR', 10, 'SAW'), done: false, qtyOpen: qty(1), machine: 'SAW-1', frozen }],
};
const problem = factory({ items: [item('CHAIR', 'make')], workOrders: [order] });
const stepAfter = (free: object) =>
  problemAfter(problem, [{ kind: 'unlock', order: 'work/W', seq: 10, ...free }]).workOrders[0]?.operations?.[0];

it('frozen work that is unlocked may slide and stays on its machine; let go free it belongs on none', () => {
  expect(stepAfter({})).toMatchObject({ frozen: undefined, machine: 'SAW-1' });
  expect(stepAfter({ free: true })).toMatchObject({ frozen: undefined, machine: undefined });
});

it('frozen work that is unlocked and moved by nobody calls itself frozen no more', () => {
  const edits = [{ kind: 'unlock', order: 'work/W', seq: 10 }] as const;
  const frozenPlan = plan(problem);
  expect(frozenPlan.operations).toMatchObject([{ seq: 10, frozen: true }]);
  const after = applyByHand(problem, frozenPlan, edits);
  expect(after.plan.operations.map((row) => row.frozen)).toEqual([undefined]);
  expect(check(after.problem, after.plan)).toEqual([]);
});

it('frozen work that a person puts on a closed day breaks the rule of working time; untouched it does not', () => {
  const standing = plan(problem);
  const saturday = [{ kind: 'stand' }, { kind: 'move', order: 'work/W', seq: 10, start: at(5, 9) }] as const;
  const named = ['frozen stays where it is', 'work only in working time'];
  expect(byHand(problem, standing, saturday).conflicts.map(({ rule }) => rule)).toEqual(named);
  const after = applyByHand(problem, standing, saturday);
  expect(check(after.problem, after.plan).map(({ rule }) => rule)).toEqual(expect.arrayContaining(named));

  const [one] = order.operations!;
  const onSaturday = {
    ...problem,
    workOrders: [{ ...order, operations: [{ ...one!, frozen: { from: at(5, 9), to: at(5, 11) } }] }],
  };
  expect(byHand(onSaturday, plan(onSaturday), [{ kind: 'stand' }]).conflicts).toEqual([]);
  expect(check(onSaturday, plan(onSaturday))).toEqual([]);
});
