import { describe, expect, it } from 'vitest';
import { plan } from './planner.ts';
import type { Problem } from './problem.ts';
import { replan } from './replan.ts';
import { at, demand, factory, item, machine, part, quantity, step, vendor } from './small-factory.test-support.ts';

const line = (qty: number, estimated: number, more = {}) => ({
  id: 'P42',
  item: 'WOOD',
  qty: quantity(qty),
  estimated: at(estimated, 0),
  ...more,
});
const chairs = (more: Partial<Problem>): Problem =>
  factory({
    items: [item('CHAIR', 'make'), item('WOOD', 'buy')],
    components: [part('CHAIR', 'WOOD', 2)],
    operations: [step('CHAIR', 10, 'SAW'), step('CHAIR', 20, 'PAINT')],
    sources: [vendor('WOOD', 3)],
    ...more,
  });
const told = (problem: Problem) => {
  const made = plan(problem);
  const message = made.messages.find(({ supply }) => supply === 'purchase/P42');
  return { need: made.lineNeeds?.find(({ line: id }) => id === 'purchase/P42')?.need, message, made };
};

it('a late line is needed when the first step that draws on it would begin for the customer’s date, whatever was asked of the vendor', () => {
  // Due Wednesday 16:00: paint 12–16, saw 08–12. It comes on Friday.
  const { need, message } = told(
    chairs({ purchaseLines: [line(6, 4, { required: at(1, 0) })], demands: [demand('D', 'CHAIR', 3, at(2, 16))] }),
  );
  expect(need).toBe(at(2, 8));
  expect(message).toMatchObject({ kind: 'expedite', to: at(2, 8) });
});

it('over a weekend too: counted back in hours that are worked, not by the clock', () => {
  // Due Monday 12:00: paint from 08:00, saw on Friday from 12:00. It comes on Tuesday, the chairs ship at 16:00.
  const { need, made } = told(chairs({ purchaseLines: [line(6, 8)], demands: [demand('D', 'CHAIR', 3, at(7, 12))] }));
  expect(made.deliveries[0]!.late).toBe(at(8, 16) - at(7, 12));
  expect(need).toBe(at(4, 12));
});

it('what the plan begins early is needed then: its line is not put off beyond', () => {
  // Two orders for one saw, both due on the third Friday at 16:00, 20 chairs and 21 h of sawing each: alone either would begin
  // on its Wednesday, but one after the other the first begins 42 h before, on the second Friday at 14:00.
  const problem = chairs({
    operations: [step('CHAIR', 10, 'SAW')],
    purchaseLines: [line(80, 0)],
    demands: [demand('D1', 'CHAIR', 20, at(18, 16)), demand('D2', 'CHAIR', 20, at(18, 16))],
  });
  const { need, message, made } = told(problem);
  expect(made.figures.onTime).toBe(2);
  expect(need).toBe(at(11, 14));
  expect(message).toMatchObject({ kind: 'defer', to: at(11, 14) });
});

it('a line that only safety stock draws on has none', () => {
  const { need, made } = told(
    factory({
      items: [item('WOOD', 'buy', { safetyStock: quantity(5) })],
      sources: [vendor('WOOD', 3)],
      purchaseLines: [line(5, 20)],
    }),
  );
  expect(made.pegs).toMatchObject([{ supply: 'purchase/P42', consumer: 'safety/WOOD' }]);
  expect(need).toBeUndefined();
});

// Legs are turned in 8 h a day from now on, Monday 08:00; 9 legs take 10 h of LATHE, until Tuesday 10:00.
const legs = (more: Partial<Problem> = {}): Problem =>
  factory({
    items: [item('CHAIR', 'make'), item('LEG', 'make'), item('WOOD', 'buy')],
    components: [part('CHAIR', 'LEG', 3), part('LEG', 'WOOD')],
    operations: [step('CHAIR', 10, 'SAW'), step('LEG', 10, 'LATHE')],
    workCentres: [...factory({}).workCentres, { id: 'LATHE', calendar: factory({}).workCentres[0]!.calendar }],
    machines: [...factory({}).machines, machine('LATHE-1', 'LATHE')],
    sources: [vendor('WOOD', 3)],
    demands: [demand('D', 'CHAIR', 3, at(2, 16))],
    ...more,
  });

describe('what is made for a consumer that is late', () => {
  // Wood comes on Thursday 00:00 at the earliest: legs until Friday 10:00, chairs until 14:00, due on Wednesday 16:00.
  const made = plan(legs());
  const of = (id: string) => made.orders.find((order) => order.item === id)!;

  it('is needed when it is to be there for the customer’s date, counted back by the working time of the steps', () => {
    expect(made.deliveries[0]!.date).toBe(at(4, 14));
    // Chairs take 4 h, legs 10 h: from Wednesday 12:00 back to Tuesday 10:00.
    expect([of('CHAIR').need, of('LEG').need, made.purchases[0]!.need]).toEqual([at(2, 16), at(2, 12), at(1, 10)]);
  });

  it('is said to be needed then, and to be there later by the plan, not at the earliest', () => {
    const said = made.messages.find(({ supply }) => supply === of('LEG').id);
    expect(said!.text).toContain('needed 7 Jan 12:00, the plan has it there 9 Jan 10:00.');
  });

  it('is needed then where it is a work order, which is to be expedited to that', () => {
    const open = plan(
      legs({
        workOrders: [{ id: 'W1', item: 'LEG', qty: quantity(9), qtyOpen: quantity(9), state: 'firm' }],
      }),
    );
    const order = open.orders.find(({ id }) => id === 'work/W1')!;
    expect(order.need).toBe(at(2, 12));
    expect(open.messages.find(({ supply }) => supply === 'work/W1')).toMatchObject({
      kind: 'expedite',
      to: order.need,
    });
  });

  it('is needed as before where the plan that stands is mended', () => {
    expect(replan(legs(), made, []).plan.orders).toEqual(made.orders);
  });
});

it('what stays where it stood is needed anew when a mended plan begins what draws on it later', () => {
  // Two orders for one saw, both due on the third Friday: 21 h each, the first begins on the second Friday at 14:00.
  const problem = legs({
    components: [part('CHAIR', 'LEG'), part('LEG', 'WOOD')],
    demands: [demand('D1', 'CHAIR', 20, at(18, 16)), demand('D2', 'CHAIR', 20, at(18, 16))],
  });
  const before = plan(problem);
  const first = before.orders.find(({ item: of, start }) => of === 'CHAIR' && start === at(11, 14))!;
  const legsOf = (by: typeof before) =>
    by.orders.find(({ id }) => by.pegs.some((peg) => peg.supply === id && peg.consumer === first.id))!;
  expect(legsOf(before).need).toBe(at(11, 14));
  const { plan: after } = replan(problem, before, [
    { kind: 'machine-down', machine: 'SAW-1', from: at(11, 8), to: at(15, 16) },
  ]);
  expect(legsOf(after)).toMatchObject({ id: legsOf(before).id, end: legsOf(before).end, need: at(16, 8) });
});

it('a mended plan says the same as the plan that it mends', () => {
  const problem = chairs({ purchaseLines: [line(6, 4)], demands: [demand('D', 'CHAIR', 3, at(2, 16))] });
  const made = plan(problem);
  expect(replan(problem, made, []).plan.lineNeeds).toEqual(made.lineNeeds);
  expect(made.lineNeeds).toHaveLength(1);
});
