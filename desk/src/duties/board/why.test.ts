import { type HandEdit, plan, qty, ratio, type Second } from '@hotlist/engine';
import { expect, it } from 'vitest';
import { at, sawShop } from '../masterschedule/sawshop.test-support.ts';
import { type WhyAsked, whyOf } from './why.ts';

/** One saw, two hours a board: A's is sawn on Monday from 14 to 16, when it is due, B's on Tuesday from 14 to 16. */
const problem = sawShop({ A: at(0, 16), B: at(1, 16) }, { machines: [{ id: 'S1', workCentre: 'SAW', capacity: 1 }] });
const made = plan(problem);
const asked: WhyAsked = {
  worked: { week: 'Mon-Fri 08:00-16:00', special: [] },
  offsets: { zone: 'UTC', at: [0], offset: [0] },
  epoch: Date.parse(problem.epoch) / 1000,
  today: '2026-01-05',
};
const supplyOf = (demand: string) => made.pegs.find(({ consumer }) => consumer === `demand/${demand}`)!.supply;
const put = (demand: string, start: Second): HandEdit => ({
  kind: 'move',
  order: supplyOf(demand) as `planned/${number}`,
  seq: 10,
  start,
});
const why = (...edits: readonly HandEdit[]) => whyOf({ problem, plan: made }, edits, asked);

it('what the hand put of its own work makes an order later', () => {
  const { late, causes } = why(put('A', at(2, 8)));
  expect([late, Object.keys(causes)]).toEqual([1, ['A']]);
  expect(causes.A).toMatch(/^Its step 10 of planned order \d ends Wed 7 Jan 10:00 now\.$/);
});

it('who waits for what was put on its machine is told by what has it, the hand before what follows it', () => {
  // B's goes on at 8 on Tuesday; A's stood at 14 on Monday and follows.
  expect(why(put('B', at(0, 15)))).toEqual({
    late: 1,
    causes: { A: 'S1 is taken by step 10 of planned order 2 until Tue 6 Jan 09:00.' },
  });
  expect(why(put('B', at(0, 8)))).toEqual({ late: 0, causes: {} });
});

const down = (machine: string, from: Second, to: Second): HandEdit => ({ kind: 'downtime', machine, from, to });

it('what was taken out by hand is told, with from when to when, where it pushes what stood there', () => {
  expect(why(down('S1', at(0, 8), at(1, 8))).causes.A).toBe('S1 is down from Mon 5 Jan 08:00 to Tue 6 Jan 08:00.');
  expect(why(down('S1', at(3, 8), at(4, 8))).causes).toEqual({});
});

it('and where it pushes what others stand behind, on another machine too', () => {
  // Boards are sawn, on Monday from 14 to 16 for A, and made chairs and stools of on one bench, which goes on with a stool from 10 to 12.
  const step = problem.operations[0]!;
  const item = (id: string) => ({ ...problem.items[0]!, id });
  const bench = sawShop(
    {},
    {
      machines: [...problem.machines, { id: 'B1', workCentre: 'BENCH', capacity: 1 }],
      workCentres: [...problem.workCentres, { id: 'BENCH', calendar: 'DAY' }],
      items: ['BOARD', 'CHAIR', 'STOOL'].map(item),
      components: [{ parent: 'CHAIR', component: 'BOARD', qtyPer: ratio(1) }],
      operations: [step, ...['CHAIR', 'STOOL'].map((id) => ({ ...step, item: id, workCentre: 'BENCH' }))],
      demands: [
        { id: 'A', item: 'CHAIR', qty: qty(1), due: at(1, 10), priority: 1, kind: 'order' },
        { id: 'B', item: 'STOOL', qty: qty(1), due: at(1, 12), priority: 1, kind: 'order' },
      ],
    },
  );
  const asMade = plan(bench);
  const told = (edit: HandEdit) => whyOf({ problem: bench, plan: asMade }, [edit], asked).causes;
  const words = 'S1 is down from Mon 5 Jan 14:00 to Tue 6 Jan 08:00.';
  expect(told(down('S1', at(0, 14), at(1, 8)))).toEqual({ A: words, B: words });
});

/** Boards are sawn twice on the one saw; A's on Monday from 12 to 14 and from 14 to 16, when it is due. */
const twice = sawShop(
  { A: at(0, 16) },
  {
    machines: problem.machines,
    operations: [10, 20].map((seq) => ({ ...problem.operations[0]!, seq })),
    items: problem.items.map((item) => ({ ...item, lot: { min: item.lot.min, multiple: item.lot.multiple } })),
  },
);
const sawn = plan(twice);
const whyTwice = (edit: HandEdit) => whyOf({ problem: twice, plan: sawn }, [edit], asked).causes.A;

it('its own step before is no other that took the machine', () => {
  expect(whyTwice(down('S1', at(0, 8), at(0, 14)))).toBe('S1 is down from Mon 5 Jan 08:00 to 14:00.');
});

it('an order made larger is held up by its own work', () => {
  // 4 h a step: from 12 to 16 on Monday, from 8 to 12 on Tuesday.
  const { id } = sawn.orders[0]!;
  const larger: HandEdit = { kind: 'resize', order: id, qty: qty(3) };
  expect(whyTwice(larger)).toBe('Its step 20 of planned order 1 ends Tue 6 Jan 12:00 now.');
});

it('nothing done leaves every order and its lateness as it is', () => {
  expect(why()).toEqual({ late: 0, causes: {} });
});
