import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { plan } from '../planning/planner.ts';
import { type Problem, ProblemError } from '../planning/problem.ts';
import {
  at,
  days,
  demand,
  factory,
  item,
  lot,
  part,
  quantity,
  step,
  vendor,
} from '../planning/small-factory.test-support.ts';
import { qty, ratio } from '../units/units.ts';

/** CRUDE is cut into OIL; each 3 of OIL yield 1 of WAX beside it. */
const refinery = (more: Partial<Problem>): Problem =>
  factory({
    rules: { order: 'due', constrained: false },
    items: [item('OIL', 'make'), item('WAX', 'buy'), item('CRUDE', 'buy'), item('CANDLE', 'make')],
    components: [part('OIL', 'CRUDE'), part('CANDLE', 'WAX', 2)],
    operations: [step('OIL', 10, 'SAW'), step('CANDLE', 10, 'SAW')],
    outputs: [{ parent: 'OIL', item: 'WAX', qtyPer: ratio(1, 3) }],
    sources: [vendor('CRUDE', 1)],
    ...more,
  });

const made = (more: Partial<Problem>) => {
  const problem = refinery(more);
  const answer = plan(problem);
  expect(check(problem, answer)).toEqual([]);
  return answer;
};
const orders = (answer: ReturnType<typeof made>) =>
  answer.orders.map((order) => [order.item, order.qty, ...(order.outputs ?? []).map((output) => output.qty)]);
const pegs = (answer: ReturnType<typeof made>, of: string) =>
  answer.pegs.filter((peg) => peg.item === of).map((peg) => [peg.supply, peg.consumer, peg.qty]);

describe('what an order yields beside its item', () => {
  it('is counted by the good quantity, rounded down, and serves who needs it when the order ends', () => {
    // 10 × 1/3 = 3.33: three are counted on, two of them go into the candle.
    const answer = made({ demands: [demand('OIL', 'OIL', 10, at(9, 16)), demand('C', 'CANDLE', 1, at(20, 16))] });
    expect(orders(answer)).toEqual([
      ['CANDLE', 1],
      ['OIL', 10, 3],
    ]);
    expect(pegs(answer, 'WAX')).toEqual([['planned/2', 'planned/1', 2]]);
    const [candle, oil] = answer.orders;
    expect(candle!.components[0]!.at).toBeGreaterThanOrEqual(oil!.end);
  });

  it('is counted by what enters the step that is named', () => {
    // A yield of 1/2 at step 10: 20 enter for 10 good, and 20 × 1/3 = 6.66.
    const answer = made({
      operations: [step('OIL', 10, 'SAW', { yield: ratio(1, 2) }), step('CANDLE', 10, 'SAW')],
      outputs: [{ parent: 'OIL', item: 'WAX', qtyPer: ratio(1, 3), seq: 10 }],
      demands: [demand('OIL', 'OIL', 10, at(9, 16))],
    });
    expect(orders(answer)).toEqual([['OIL', 10, 6]]);
  });

  it('stays as stock where nobody needs it, and fills the safety stock', () => {
    const answer = made({
      items: [
        item('OIL', 'make'),
        item('WAX', 'buy', { safetyStock: qty(2) }),
        item('CRUDE', 'buy'),
        item('CANDLE', 'make'),
      ],
      demands: [demand('OIL', 'OIL', 10, at(9, 16))],
    });
    expect(orders(answer)).toEqual([['OIL', 10, 3]]);
    expect(pegs(answer, 'WAX')).toEqual([['planned/1', 'safety/WAX', 2]]);
  });

  it('is bought instead where that comes sooner', () => {
    // The oil is due on day 40; wax is wanted on day 5 and takes a day to buy.
    const answer = made({
      sources: [vendor('CRUDE', 1), vendor('WAX', 1)],
      demands: [demand('OIL', 'OIL', 10, at(40, 16)), demand('W', 'WAX', 2, at(5, 16))],
    });
    expect(pegs(answer, 'WAX').map(([supply]) => supply)).toEqual(['buy/2']);
  });

  it('comes out of an open order too', () => {
    const answer = made({
      workOrders: [{ id: 'W', item: 'OIL', state: 'firm', qty: quantity(9), qtyOpen: quantity(6), due: at(5, 16) }],
      stock: [lot('CRUDE', 6)],
      demands: [demand('W', 'WAX', 2, at(20, 16))],
    });
    expect(pegs(answer, 'WAX')).toEqual([['work/W', 'demand/W', 2]]);
    expect(answer.messages.map((message) => message.kind)).not.toContain('cancel');
  });
});

describe('an item that nothing else supplies', () => {
  it('is had by ordering what yields it, as much as that takes', () => {
    // 4 of WAX want 12 of OIL, and 12 of CRUDE for it; half a dozen of OIL is wanted anyway and gives 2 of them.
    const answer = made({ demands: [demand('OIL', 'OIL', 6, at(9, 16)), demand('W', 'WAX', 4, at(20, 16))] });
    expect(orders(answer)).toEqual([
      ['OIL', 6, 2],
      ['OIL', 6, 2],
    ]);
    expect(pegs(answer, 'WAX').map(([, , steps]) => steps)).toEqual([2, 2]);
    expect(answer.purchases.reduce((sum, purchase) => sum + purchase.qty, 0)).toBe(12);
  });

  it('in lots of what yields it', () => {
    const answer = made({
      items: [
        item('OIL', 'make', { lot: { min: qty(1), multiple: qty(5), max: qty(10) } }),
        item('WAX', 'buy'),
        item('CRUDE', 'buy'),
        item('CANDLE', 'make'),
      ],
      demands: [demand('W', 'WAX', 5, at(20, 16))],
    });
    // 15 of OIL: a lot of 10 gives 3; two more take 6, so a lot of 10 again.
    expect(orders(answer)).toEqual([
      ['OIL', 10, 3],
      ['OIL', 10, 3],
    ]);
  });

  it('cannot be had where the largest lot yields nothing', () => {
    const answer = made({
      items: [
        item('OIL', 'make', { lot: { min: qty(1), multiple: qty(1), max: qty(2) } }),
        item('WAX', 'buy'),
        item('CRUDE', 'buy'),
        item('CANDLE', 'make'),
      ],
      demands: [demand('W', 'WAX', 1, at(20, 16))],
    });
    expect(answer.deliveries[0]!.reasons[0]!.kind).toBe('no-source');
  });
});

describe('impossible outputs', () => {
  const output = (more: object) => [{ parent: 'OIL', item: 'WAX', qtyPer: ratio(1), ...more }];
  it.each([
    { says: 'an item that is not known', outputs: output({ item: 'GOLD' }), text: /GOLD is not known/ },
    { says: 'itself', outputs: output({ item: 'OIL' }), text: /its own item anyway/ },
    { says: 'of what is bought', outputs: output({ parent: 'CRUDE' }), text: /CRUDE is not made/ },
    {
      says: 'nothing',
      outputs: output({ qtyPer: { num: 0, den: 1 } }),
      text: /qtyPer 0\/1, which must be an exact ratio above 0/,
    },
    { says: 'at a step that there is not', outputs: output({ seq: 15 }), text: /no step 15/ },
    { says: 'twice', outputs: [...output({}), ...output({})], text: /listed twice/ },
    {
      says: 'what goes into it',
      outputs: output({ item: 'CRUDE' }),
      text: /goes into what yields it: (OIL → CRUDE → OIL|CRUDE → OIL → CRUDE)/,
    },
  ])('$says', ({ outputs, text }) => {
    const wrong = () => plan(refinery({ outputs, demands: [demand('OIL', 'OIL', 1, at(9, 16))] }));
    expect(wrong).toThrow(ProblemError);
    expect(wrong).toThrow(text);
  });
});

it('a bill line may be an alternative that only comes out of another order', () => {
  const answer = made({
    components: [part('OIL', 'CRUDE'), part('CANDLE', 'WAX', 1, { alternateGroup: 'fat', priority: 1 })],
    demands: [demand('C', 'CANDLE', 1, at(20, 16))],
    purchaseLines: [{ id: 'P', item: 'CRUDE', qty: quantity(3), estimated: at(days(0) + 2, 0) }],
  });
  expect(orders(answer)).toContainEqual(['OIL', 3, 1]);
});
