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
import { duration, qty, ratio } from '../units/units.ts';

/** Netting alone: no limit on capacity; the checker agrees. */
const netted = (more: Partial<Problem>) => {
  const problem = factory({ rules: { order: 'due', constrained: false }, ...more });
  const made = plan(problem);
  expect(check(problem, made)).toEqual([]);
  return made;
};
const sizes = (made: ReturnType<typeof netted>, of: string) => [
  ...made.orders.filter((order) => order.item === of).map((order) => order.qty as number),
  ...made.purchases.filter((purchase) => purchase.item === of).map((purchase) => purchase.qty as number),
];

describe('time-phased netting by hand', () => {
  // Gross 20, 30, 25, 40 in weeks 1 to 4; on hand 25; receipt of 30 in week 2; lots of 50.
  // Balance: 25−20 = 5 · 5+30−30 = 5 · 5−25 → order 50 → 30 · 30−40 → order 50 → 40.
  const wanted = [20, 30, 25, 40].map((gross, week) => demand(`D${week}`, 'BOLT', gross, at(7 * week + 6, 0)));
  const made = netted({
    items: [item('BOLT', 'buy', { lot: { min: qty(50), multiple: qty(1) } })],
    sources: [vendor('BOLT', 2)],
    stock: [lot('BOLT', 25)],
    purchaseLines: [{ id: 'P1', item: 'BOLT', qty: quantity(30), estimated: at(7, 0) }],
    demands: wanted,
  });

  it('orders two lots of fifty, for weeks 3 and 4, two days before', () => {
    expect(made.purchases).toMatchObject([
      { qty: 50, orderAt: at(18, 0), arrival: at(20, 0) },
      { qty: 50, orderAt: at(25, 0), arrival: at(27, 0) },
    ]);
  });

  it('pegs every unit, both ways', () => {
    const of = (consumer: string) =>
      made.pegs.filter((peg) => peg.consumer === consumer).map((peg) => [peg.supply, peg.qty]);
    expect(of('demand/D0')).toEqual([['stock/BOLT', 20]]);
    // The shelf first: five are left there, the receipt gives the other 25 and its last five to week 3.
    expect(of('demand/D1')).toEqual([
      ['stock/BOLT', 5],
      ['purchase/P1', 25],
    ]);
    expect(
      of('demand/D2')
        .concat(of('demand/D3'))
        .reduce((sum, [, steps]) => sum + Number(steps), 0),
    ).toBe(65);
  });
});

describe('bills of material', () => {
  it('explode from the quantity started, through yields, scrap and waste', () => {
    // 90 good at a yield of 9/10: 100 start. Two each and 1/20 scrap: 210, and 5 for the set-up.
    const made = netted({
      items: [item('TOP', 'make', { yield: ratio(9, 10) }), item('PIN', 'buy')],
      components: [part('TOP', 'PIN', 2, { scrap: ratio(1, 20), perOrder: qty(5) })],
      operations: [step('TOP', 10, 'SAW', { runPerUnit: ratio(60) })],
      sources: [vendor('PIN', 1)],
      demands: [demand('D', 'TOP', 90, at(20, 16))],
    });
    expect(made.orders).toMatchObject([{ qty: 90, qtyStarted: 100 }]);
    expect(sizes(made, 'PIN')).toEqual([215]);
  });

  it('a component covers the quantity that enters its own step', () => {
    // Step 20 loses half: 10 good, 20 enter step 10 and step 20; step 30 draws for 10.
    const made = netted({
      items: [item('TOP', 'make'), item('PIN', 'buy'), item('CAP', 'buy')],
      components: [part('TOP', 'PIN', 1, { seq: 20 }), part('TOP', 'CAP', 1, { seq: 30 })],
      operations: [step('TOP', 10, 'SAW'), step('TOP', 20, 'SAW', { yield: ratio(1, 2) }), step('TOP', 30, 'PAINT')],
      sources: [vendor('PIN', 1), vendor('CAP', 1)],
      demands: [demand('D', 'TOP', 10, at(60, 16))],
    });
    expect([sizes(made, 'PIN'), sizes(made, 'CAP')]).toEqual([[20], [10]]);
  });

  it('phantoms are exploded through and never ordered', () => {
    const made = netted({
      items: [item('TOP', 'make'), item('KIT', 'phantom'), item('PIN', 'buy')],
      components: [part('TOP', 'KIT', 2), part('KIT', 'PIN', 3)],
      operations: [step('TOP', 10, 'SAW')],
      sources: [vendor('PIN', 1)],
      demands: [demand('D', 'TOP', 4, at(20, 16))],
    });
    expect(sizes(made, 'PIN')).toEqual([24]);
    expect(sizes(made, 'KIT')).toEqual([]);
  });

  it('a circle is named', () => {
    const round = factory({
      items: ['A', 'B', 'C'].map((id) => item(id, 'make')),
      components: [part('A', 'B'), part('B', 'C'), part('C', 'A')],
    });
    expect(() => plan(round)).toThrow(ProblemError);
    expect(() => plan(round)).toThrow(/made of itself: (A → B → C → A|B → C → A → B|C → A → B → C)/);
  });
});

describe('who gets what there is', () => {
  const BOLT = { items: [item('BOLT', 'buy')], sources: [vendor('BOLT', 9)], stock: [lot('BOLT', 10)] };
  const stockOf = (made: ReturnType<typeof netted>) =>
    made.pegs.filter((peg) => peg.supply === 'stock/BOLT').map((peg) => peg.consumer);

  it.each([
    { rule: 'by due date, the earlier', order: 'due' as const, winner: 'demand/SOON' },
    { rule: 'by priority, the more important', order: 'priority' as const, winner: 'demand/BIG' },
  ])('$rule', ({ order, winner }) => {
    const made = netted({
      ...BOLT,
      rules: { order, constrained: false },
      demands: [
        demand('SOON', 'BOLT', 10, at(1, 0), { priority: 3 }),
        demand('BIG', 'BOLT', 10, at(3, 0), { priority: 1 }),
      ],
    });
    expect(stockOf(made)).toEqual([winner]);
  });

  it('a customer before an earlier forecast', () => {
    const made = netted({
      ...BOLT,
      demands: [demand('F', 'BOLT', 10, at(1, 0), { kind: 'forecast' }), demand('C', 'BOLT', 10, at(5, 0))],
    });
    expect(stockOf(made)).toEqual(['demand/C']);
  });

  it('a hard reservation before everybody', () => {
    const made = netted({
      ...BOLT,
      demands: [demand('A', 'BOLT', 10, at(1, 0)), demand('B', 'BOLT', 10, at(9, 0))],
      allocations: [{ supply: 'stock/BOLT', item: 'BOLT', qty: quantity(10), for: { demand: 'B' } }],
    });
    expect(stockOf(made)).toEqual(['demand/B']);
  });

  it('a part reserved for a demand goes to what is made for it, two levels down, before an earlier need', () => {
    const made = netted({
      ...BOLT,
      items: [item('BOLT', 'buy'), item('ARM', 'make'), item('TOP', 'make')],
      components: [part('TOP', 'ARM'), part('ARM', 'BOLT', 2)],
      operations: [step('TOP', 10, 'SAW'), step('ARM', 10, 'SAW')],
      demands: [
        demand('SOON', 'TOP', 5, at(11, 16)),
        demand('LATER', 'TOP', 3, at(20, 16)),
        demand('BARE', 'BOLT', 4, at(9, 0)),
      ],
      allocations: [{ supply: 'stock/BOLT', item: 'BOLT', qty: quantity(6), for: { demand: 'LATER' } }],
    });
    // LATER's three arms take the six reserved; of the other four BARE is the first to need some.
    const arm = made.pegs.find((peg) => peg.consumer === 'planned/2' && peg.item === 'ARM')?.supply;
    const taken = made.pegs.filter((peg) => peg.supply === 'stock/BOLT').map((peg) => [peg.consumer, peg.qty]);
    expect(taken).toEqual([
      [arm, 6],
      ['demand/BARE', 4],
    ]);
  });

  it('the material of a released order before an earlier customer', () => {
    const made = netted({
      ...BOLT,
      items: [item('BOLT', 'buy'), item('TOP', 'make')],
      workOrders: [
        {
          id: 'W',
          item: 'TOP',
          state: 'released',
          qty: quantity(1),
          qtyOpen: quantity(1),
          due: at(11, 0),
          materials: [{ item: 'BOLT', qty: quantity(10) }],
          operations: [{ ...step('TOP', 10, 'SAW'), done: false }],
        },
      ],
      demands: [demand('A', 'BOLT', 10, at(1, 0))],
    });
    expect(stockOf(made)).toEqual(['work/W']);
  });
});

describe('made to order', () => {
  it('takes no stock, leaves none, and one order may serve several demands', () => {
    const made = netted({
      items: [item('TOP', 'make', { makeToOrder: true })],
      operations: [step('TOP', 10, 'SAW')],
      stock: [lot('TOP', 99)],
      demands: [demand('A', 'TOP', 2, at(9, 16)), demand('B', 'TOP', 3, at(9, 16))],
    });
    expect(sizes(made, 'TOP')).toEqual([5]);
    expect(made.pegs.map((peg) => peg.supply)).toEqual(['planned/1', 'planned/1']);
  });
});

describe('lots and periods', () => {
  const weekly = { min: qty(1), multiple: qty(1), period: duration(7 * 86_400) };
  it('one order covers the needs of its period', () => {
    const made = netted({
      items: [item('BOLT', 'buy', { lot: weekly })],
      sources: [vendor('BOLT', 1)],
      demands: [2, 4, 8, 20].map((day) => demand(`D${day}`, 'BOLT', 10, at(day, 0))),
    });
    // Days 2, 4 and 8 lie within seven days of the first; day 20 does not.
    expect(sizes(made, 'BOLT')).toEqual([30, 10]);
  });

  it('a move takes from the other place in time for the need', () => {
    const made = netted({
      items: [item('HERE', 'move'), item('THERE', 'buy')],
      moves: [{ item: 'HERE', fromItem: 'THERE', elapsed: days(2), min: qty(1), multiple: qty(5) }],
      stock: [lot('THERE', 10)],
      demands: [demand('D', 'HERE', 7, at(9, 0))],
    });
    expect(made.moves).toMatchObject([{ qty: 10, start: at(7, 0), arrival: at(9, 0) }]);
  });
});

describe('an order that waits for the rest of a component anyway', () => {
  // 10 LEGs lie there and more take 20 days. A TABLE on day 5 draws 12: it waits; the STOOL of day 6 draws its 4.
  const made = netted({
    items: [
      item('TABLE', 'make', { makeLeadTime: days(1) }),
      item('STOOL', 'make', { makeLeadTime: days(1) }),
      item('LEG', 'buy'),
    ],
    components: [part('TABLE', 'LEG', 4), part('STOOL', 'LEG', 4)],
    sources: [vendor('LEG', 20)],
    stock: [lot('LEG', 10)],
    demands: [
      demand('T', 'TABLE', 3, at(5, 16)),
      demand('S1', 'STOOL', 1, at(6, 16)),
      demand('S2', 'STOOL', 2, at(7, 16)),
    ],
  });
  const shipped = (id: string) => made.deliveries.find((delivery) => delivery.demand === id)!;

  it('leaves what there is to orders that rank lower and can use it', () => {
    expect(shipped('S1').late).toBe(0);
    expect(shipped('T').date).toBe(at(21, 0));
  });
});
