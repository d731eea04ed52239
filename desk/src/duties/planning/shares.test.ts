import { type Delivery, duration, noPlan, type Peg, type Plan, type PlannedOrder, qty, second } from '@hotlist/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharesOf } from './shares.ts';

const order = (id: string, item: string, quantity: number): PlannedOrder => ({
  id,
  item,
  qty: qty(quantity),
  qtyStarted: qty(quantity),
  start: second(0),
  end: second(0),
  need: second(0),
  components: [],
});
const peg = (supply: string, consumer: string, item: string, quantity: number): Peg => ({
  supply,
  consumer,
  item,
  qty: qty(quantity),
  at: second(0),
});
const delivery = (demand: string): Delivery => ({
  demand,
  qty: qty(1),
  date: second(0),
  late: duration(0),
  reasons: [],
});

const planOf = (orders: PlannedOrder[], pegs: Peg[], demands: string[]): Plan => ({
  ...noPlan,
  orders,
  pegs,
  deliveries: demands.map(delivery),
});

describe('what a demand uses', () => {
  it('reaches through every level, in proportion of what it takes', () => {
    // D1 takes 30 of 100 bikes; the 100 draw 200 wheels, and the wheels 7200 spokes: 60 and 2160 are for D1.
    const plan = planOf(
      [order('planned/1', 'BIKE', 100), order('planned/2', 'WHEEL', 200)],
      [
        peg('planned/1', 'demand/D1', 'BIKE', 30),
        peg('planned/1', 'demand/D2', 'BIKE', 70),
        peg('planned/2', 'planned/1', 'WHEEL', 200),
        peg('buy/1', 'planned/2', 'SPOKE', 7200),
      ],
      ['D1', 'D2'],
    );
    expect([...sharesOf(plan)].filter((share) => share.demand === 'D1')).toEqual([
      { demand: 'D1', supply: 'planned/1', item: 'BIKE', qty: 30 },
      { demand: 'D1', supply: 'planned/2', item: 'WHEEL', qty: 60 },
      { demand: 'D1', supply: 'buy/1', item: 'SPOKE', qty: 2160 },
    ]);
  });

  it('adds up over all demands to what was pegged, to the last step, when nothing is left over', () => {
    const quantities = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(
        quantities,
        fc.integer({ min: 1, max: 997 }),
        fc.integer({ min: 1, max: 997 }),
        (wanted, wheels, spokes) => {
          const bikes = wanted.reduce((sum, one) => sum + one, 0);
          const demands = wanted.map((_, at) => `D${at}`);
          const plan = planOf(
            [order('planned/1', 'BIKE', bikes), order('planned/2', 'WHEEL', wheels)],
            [
              ...wanted.map((one, at) => peg('planned/1', `demand/D${at}`, 'BIKE', one)),
              peg('planned/2', 'planned/1', 'WHEEL', wheels),
              peg('buy/1', 'planned/2', 'SPOKE', spokes),
            ],
            demands,
          );
          const total = (supply: string) =>
            [...sharesOf(plan)].filter((share) => share.supply === supply).reduce((sum, share) => sum + share.qty, 0);
          expect([total('planned/1'), total('planned/2'), total('buy/1')]).toEqual([bikes, wheels, spokes]);
        },
      ),
    );
  });

  it('is nothing of what an order makes for stock', () => {
    const plan = planOf(
      [order('planned/1', 'BIKE', 100)],
      [peg('planned/1', 'demand/D1', 'BIKE', 25), peg('buy/1', 'planned/1', 'TYRE', 200)],
      ['D1'],
    );
    expect([...sharesOf(plan)].find((share) => share.supply === 'buy/1')?.qty).toBe(50);
  });
});
