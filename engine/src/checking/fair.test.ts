import { describe, expect, it } from 'vitest';
import type { Plan } from '../planning/plan.ts';
import type { OpenOperation, OpenWorkOrder, Problem } from '../planning/problem.ts';
import { duration, qty, second } from '../units/units.ts';
import { check } from './check.ts';
import { type Change, delivery, moveStep, order, step } from './corrupted.test-support.ts';
import { at, byHand, factory } from './factory.test-support.ts';

const [running, inParts] = factory.workOrders;
const both =
  (...changes: readonly Change[]): Change =>
  (plan) =>
    changes.reduce((changed, change) => change(changed), plan);

/** A second order of which people froze a step onto M1 at 10:30, where WO1 is frozen from 10:00 to 11:00. */
const alsoFrozen: OpenWorkOrder = {
  ...running,
  id: 'WO2',
  operations: running.operations?.flatMap((it): OpenOperation[] =>
    it.frozen ? [{ ...it, frozen: { from: at(0, 10, 30), to: at(0, 11, 30) } }] : [{ ...it, done: true }],
  ),
};
const withAlsoFrozen: Change = (plan) => ({
  ...plan,
  orders: [
    ...plan.orders,
    { ...plan.orders[6], id: 'work/WO2', workOrder: 'WO2', start: at(0, 10, 30), end: at(0, 11, 30) },
  ],
  operations: [
    ...plan.operations,
    { ...plan.operations[10], order: 'work/WO2', start: at(0, 10, 30), end: at(0, 11, 30) },
  ],
  figures: { ...plan.figures, orders: plan.orders.length + 1, operations: plan.operations.length + 1 },
});

const demandOf = (id: string, more: Partial<Problem['demands'][number]>): Problem => ({
  ...factory,
  demands: factory.demands.map((it) => (it.id === id ? { ...it, ...more } : it)),
});

const fair: readonly [sentence: string, problem: Problem, change: Change][] = [
  ['is the one made by hand', factory, (plan) => plan],
  [
    'keeps two frozen steps where people put them, on one machine at one time, and says so',
    { ...factory, workOrders: [running, inParts, alsoFrozen] },
    both(withAlsoFrozen, (plan) => ({
      ...plan,
      messages: [
        ...plan.messages,
        {
          kind: 'time-fence-conflict',
          supply: 'work/WO2',
          item: 'BRACKET',
          qty: qty(4),
          from: at(0, 10, 30),
          hurts: 0,
          text: 'M1 is full',
        },
      ],
    })),
  ],
  [
    'ships in parts what may ship in parts',
    demandOf('D1', { shipComplete: false }),
    (plan) => ({
      ...plan,
      deliveries: plan.deliveries.flatMap((it) =>
        it.demand === 'D1'
          ? [
              { ...it, qty: qty(1) },
              { ...it, qty: qty(1), date: at(2, 8) },
            ]
          : [it],
      ),
      pegs: plan.pegs.flatMap((it) =>
        it.consumer === 'demand/D1'
          ? [
              { ...it, qty: qty(1) },
              { ...it, qty: qty(1), at: at(2, 8) },
            ]
          : [it],
      ),
    }),
  ],
  [
    'shows a running step from the second in which it began',
    factory,
    both(step('work/WO1', 20, { start: at(-3, 15) }), order('work/WO1', { start: at(-3, 15) })),
  ],
  [
    'says that an order ends when its gap has passed, or when its last step has ended',
    factory,
    order('planned/frame', { end: at(1, 10) }),
  ],
  [
    // 13:00 to 14:00, closed to 15:00, and 15:00 to 15:40: 600 + 1800 = 2400 s in P1's working time, after red paint.
    'pauses over downtime',
    factory,
    both(
      // The setter's ten minutes are over when the downtime begins.
      step('planned/fork', 10, { start: at(1, 13, 50), setupEnd: at(1, 14), end: at(1, 15, 30) }),
      order('planned/fork', { start: at(1, 13, 50), end: at(1, 15, 30) }),
      delivery('D3', { date: at(1, 15, 30) }),
      (plan) => ({
        ...plan,
        pegs: plan.pegs.map((it) => (it.consumer === 'demand/D3' ? { ...it, at: at(1, 15, 30) } : it)),
      }),
    ),
  ],
  [
    'leaves out a work order that a message explains',
    { ...factory, workOrders: [running, inParts, alsoFrozen] },
    (plan) => ({
      ...plan,
      messages: [{ kind: 'past-due', supply: 'work/WO2', item: 'BRACKET', qty: qty(4), hurts: 0, text: 'no machine' }],
    }),
  ],
];

describe('the checker', () => {
  it.each(fair)('finds nothing wrong with a plan that %s', (_sentence, problem, change) => {
    expect(check(problem, change(byHand))).toEqual([]);
  });

  it('blames what is put on top of frozen steps that already overload a machine', () => {
    const problem = { ...factory, workOrders: [running, inParts, alsoFrozen] };
    const onTop = both(
      withAlsoFrozen,
      moveStep('planned/bike', 10, at(0, 10, 30)),
      step('planned/bike', 10, { machine: 'M1' }),
    );
    const found = check(problem, onTop(byHand)).filter((it) => it.rule === 'no machine over capacity');
    expect(found.map((it) => it.what)).toEqual(['machine M1']);
  });

  it('multiplies quantities and times that leave the safe integers exactly', () => {
    // 3 × 10^15 units at 1/10^15 s each, after the set-up of 600 s: 603 s.
    const problem: Problem = {
      ...factory,
      demands: [],
      workOrders: [],
      allocations: [],
      items: factory.items.map((it) => ({ ...it, safetyStock: qty(0), lot: { min: qty(1), multiple: qty(1) } })),
      components: [],
      operations: [
        { item: 'BIKE', seq: 10, workCentre: 'ASM', setup: duration(600), runPerUnit: { num: 1, den: 10 ** 15 } },
      ],
    };
    const made = 3 * 10 ** 15;
    const planOf = (end: number): Plan => ({
      ...byHand,
      orders: [{ ...byHand.orders[1], qty: qty(made), qtyStarted: qty(made), end: second(end), components: [] }],
      operations: [{ ...byHand.operations[2], setup: 600, run: end - at(1, 11) - 600, end: second(end) }],
      purchases: [],
      moves: [],
      deliveries: [],
      pegs: [],
    });
    const rulesOf = (plan: Plan) => check(problem, plan).map((it) => it.rule);
    expect(rulesOf(planOf(at(1, 11) + 603))).not.toContain('step takes its exact time');
    expect(rulesOf(planOf(at(1, 11) + 602))).toContain('step takes its exact time');
  });
});
