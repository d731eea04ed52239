import { describe, expect, it } from 'vitest';
import { qty } from '../../units/units.ts';
import { type OpenWorkOrder, ProblemError } from '../problem.ts';
import { at, factory, item, part, step } from '../small-factory.test-support.ts';
import { openSteps, typedAlone } from './alone.ts';
import type { HandEdit } from './edits.ts';

/** A chair takes 1 + 1 hours on the saw, then 1 + 1 hours in the booth, and four legs; five legs are there. */
const order = (id: string, more: Partial<OpenWorkOrder> = {}): OpenWorkOrder => ({
  id,
  item: 'CHAIR',
  state: 'firm',
  qty: qty(1),
  qtyOpen: qty(1),
  ...more,
});
const steps = [step('CHAIR', 10, 'SAW'), step('CHAIR', 20, 'PAINT')];
const problem = factory({
  now: at(0, 10),
  items: [item('CHAIR', 'make'), item('LEG', 'buy')],
  operations: steps,
  components: [part('CHAIR', 'LEG', 4)],
  stock: [{ id: 'LEG/A', item: 'LEG', qty: qty(5) }],
  workOrders: [
    order('W1'),
    order('W2', { state: 'released', operations: steps.map((one) => ({ ...one, done: false })) }),
  ],
});
const put = (of: string, seq: number, day: number, hour: number): HandEdit => ({
  kind: 'move',
  order: `work/${of}`,
  seq,
  start: at(day, hour),
});
const broken = (edits: readonly HandEdit[], of = problem) =>
  typedAlone(of, edits).answer.conflicts.map(({ rule, order, seq }) => [rule, order, seq]);

describe('open work without a plan', () => {
  it('is what is not done, does not run and is done in the house', () => {
    const of = factory({
      ...problem,
      workOrders: [
        order('W1'),
        order('W3', {
          operations: [
            { ...steps[0]!, done: true },
            { ...steps[1]!, done: false },
          ],
        }),
      ],
    });
    expect(openSteps(of).map((one) => [one.order.id, one.step.seq, one.setup, one.run])).toEqual([
      ['W1', 10, 3600, 3600],
      ['W1', 20, 3600, 3600],
      ['W3', 20, 3600, 3600],
    ]);
  });

  it('stands where it is typed, and nothing else does: no other step, no other order, nothing bought', () => {
    const { answer, plan } = typedAlone(problem, [put('W2', 20, 1, 9)]);
    expect(answer.moved).toMatchObject([{ order: 'work/W2', seq: 20, after: { start: at(1, 9), end: at(1, 11) } }]);
    expect(plan.operations.map(({ order, seq }) => [order, seq])).toEqual([['work/W2', 20]]);
    expect(plan.orders.map(({ id }) => id)).toEqual(['work/W2']);
    expect([plan.purchases, plan.pegs, plan.deliveries, answer.conflicts]).toEqual([[], [], [], []]);
  });

  it.each<[string, readonly HandEdit[], readonly unknown[]]>([
    ['over capacity', [put('W1', 20, 1, 9), put('W2', 20, 1, 10)], [['no machine over capacity', 'work/W2', 20]]],
    ['outside hours', [put('W2', 20, 5, 9)], [['work only in working time', 'work/W2', 20]]],
    ['before now', [put('W2', 20, 0, 9)], [['nothing starts before now', 'work/W2', 20]]],
    [
      'before the step before it, where both are typed',
      [put('W2', 10, 1, 9), put('W2', 20, 1, 10)],
      [['steps follow each other', 'work/W2', 20]],
    ],
    [
      'without its material: the second takes what the first left',
      [put('W1', 10, 1, 9), put('W2', 10, 2, 9)],
      [['material is present when consumed', 'work/W2', 10]],
    ],
  ])('names the rule: %s', (_, edits, rules) => {
    expect(
      broken(edits).filter(([rule]) => rule !== 'work only in working time' || rules.flat().includes(rule)),
    ).toEqual(rules);
  });

  it('says how much is missing, and when a purchase brings it', () => {
    const of = factory({
      ...problem,
      purchaseLines: [{ id: 'PO-1/1', item: 'LEG', qty: qty(3), estimated: at(3, 12) }],
    });
    const edits = [put('W1', 10, 1, 9), put('W2', 10, 2, 9)];
    expect(typedAlone(of, edits).answer.conflicts).toMatchObject([
      {
        at: at(3, 12),
        text: expect.stringMatching(/3 of LEG are missing then, PO-1\/1 is there .+ 12:00\. Maybe put it there/),
      },
    ]);
    expect(broken([put('W1', 10, 1, 9), put('W2', 10, 3, 13)], of)).toEqual([]);
  });

  it('refuses another quantity, which wants a plan', () => {
    const smaller = { kind: 'resize', order: 'work/W1', qty: qty(1) } as const;
    expect(() => typedAlone(problem, [smaller])).toThrow(/^work\/W1 is typed without a plan.* Maybe plan first\.$/);
  });

  it('refuses a step that is none of the open work', () => {
    expect(() => typedAlone(problem, [put('W9', 10, 1, 9)])).toThrow(ProblemError);
  });
});
