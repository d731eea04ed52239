import { expect, it } from 'vitest';
import { check, plan } from '../../index.ts';
import { qty } from '../../units/units.ts';
import type { OpenWorkOrder } from '../problem.ts';
import { at, factory, item, step } from '../small-factory.test-support.ts';
import { problemAfter } from './edits.ts';
import { applyByHand } from './hand.ts';

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
