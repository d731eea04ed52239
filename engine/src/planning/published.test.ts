import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { qty, ratio, type Second, second } from '../units/units.ts';
import { compare } from './compare.ts';
import { objectiveOf } from './objective.ts';
import type { Plan } from './plan.ts';
import { isKept, plan, planAround } from './planner.ts';
import type { Problem } from './problem.ts';
import { randomProblem } from './random.test-support.ts';
import { slide } from './slide.ts';
import { at, demand, factory, HOUR, item, lot, machine, part, step, vendor } from './small-factory.test-support.ts';

const weighed = (problem: Problem, movedOperation: number): Problem => ({
  ...problem,
  rules: { ...problem.rules, weights: { ...problem.rules.weights, movedOperation, inOrder: false } },
});

/** What runs where and when: two orders for the same may change names. */
const places = ({ operations }: Plan) => operations.map((row) => JSON.stringify({ ...row, order: '' })).sort();

describe('a plan beside the published one', () => {
  it('moves nothing where a move weighs much and nothing has changed', () => {
    for (let seed = 0; seed < 40; seed++) {
      const problem = weighed(randomProblem(8000 + seed), 1e6);
      const published = plan(problem, { work: 2000, seed: 3 });
      const again = plan(problem, { work: 2000, seed: 4, published });
      if (published.status === 'complete') {
        expect(places(again), problem.name).toEqual(places(published));
        // A demand may be served by another order that stands, never later for it.
        expect(again.figures.totalLate, problem.name).toBeLessThanOrEqual(published.figures.totalLate);
      }
      // What was not served may be, beside what stands.
      expect(again.figures.objective?.moved.amount, problem.name).toBe(0);
      expect(check(problem, again), problem.name).toEqual([]);
    }
  });

  it('moves nothing for a rush order with a work order of its own, of which it knows neither', () => {
    let came = 0;
    for (let seed = 0; seed < 20; seed++) {
      const problem = weighed(randomProblem(8400 + seed), 1e6);
      const published = plan(problem, { work: 500 });
      const made = problem.items.find(({ id }) => problem.operations.some((it) => it.item === id));
      if (published.status !== 'complete' || !made) continue;
      const due = second(problem.now + 30 * 86_400);
      const rush = { id: 'RUSH', item: made.id, state: 'firm' as const, qty: qty(1), qtyOpen: qty(1), due };
      const after = {
        ...problem,
        workOrders: [...problem.workOrders, rush],
        demands: [...problem.demands, demand('RUSH', made.id, 1, due)],
      };
      const again = plan(after, { work: 500, published });
      if (again.status !== 'complete') continue;
      came++;
      expect(again.figures.objective?.moved.amount, problem.name).toBe(0);
      expect(check(after, again), problem.name).toEqual([]);
    }
    expect(came).toBeGreaterThan(5);
  });

  describe('where two chairs on the shelf are wanted on Friday, and two by somebody who comes on Monday', () => {
    // Wood comes on day 10; two are sawn by 15:00 of it. First the newcomer makes two late by 6 days (+ 5 each), behind
    // them it is late itself by 10 (+ 5). A stool stands on Wednesday that would be sawn just in time on Friday, made from nothing.
    const waiting = ['A', 'B'].map((id) => demand(id, 'CHAIR', 1, at(4, 16)));
    const chairs = factory({
      items: [item('CHAIR', 'make'), item('WOOD', 'buy'), item('STOOL', 'make')],
      components: [part('CHAIR', 'WOOD', 2)],
      operations: [
        step('CHAIR', 10, 'SAW', { runPerUnit: ratio(3 * HOUR) }),
        step('STOOL', 10, 'SAW', { runPerUnit: ratio(3 * HOUR) }),
      ],
      stock: [lot('CHAIR', 2)],
      sources: [vendor('WOOD', 10)],
      demands: [...waiting, demand('STOOL', 'STOOL', 1, at(2, 16))],
    });
    const published = plan(chairs);
    const stool = demand('STOOL', 'STOOL', 1, at(4, 16));
    const asked = (pledged?: Second): Problem => ({
      ...chairs,
      demands: [...waiting, stool, demand('RUSH', 'CHAIR', 2, at(0, 16), { pledged })],
    });
    const shipped = (made: Plan) => Object.fromEntries(made.deliveries.map(({ demand: id, date }) => [id, date]));

    const stoolOf = (made: Plan) => made.orders.find((row) => row.item === 'STOOL')?.id;

    it('who comes waits, as that costs less', () => {
      const made = plan(asked(), { published, work: 20_000 });
      expect(shipped(made)).toMatchObject({ A: at(4, 16), B: at(4, 16), RUSH: at(10, 15) });
    });

    it('who comes has them where that was pledged, and nothing else moves for it', () => {
      const problem = asked(at(0, 16));
      const made = plan(problem, { published, work: 20_000 });
      expect(shipped(made)).toMatchObject({ RUSH: at(0, 16), A: at(10, 15), B: at(10, 15) });
      expect(made.operations).toContainEqual(expect.objectContaining({ order: stoolOf(made), end: at(2, 16) }));
      expect(made.figures.objective?.moved.amount).toBe(0);
      expect(check(problem, made)).toEqual([]);
      // The next plan keeps it, though it would cost less otherwise.
      expect(shipped(plan(problem, { published: made, work: 20_000 }))).toMatchObject({ RUSH: at(0, 16) });
    });
  });

  it('is not searched for any longer where nothing is late and nothing has moved', () => {
    const of = { items: [item('ONE', 'make')], operations: [step('ONE', 10, 'SAW')] };
    const problem = weighed(factory({ ...of, demands: [demand('A', 'ONE', 1, at(2, 16))] }), 1);
    const again = plan(problem, { published: plan(problem), work: 100_000 });
    expect(again.figures.objective?.points).toBe(0);
    expect(again.figures.work.improve).toBeLessThan(1000);
  });

  it('breaks no rule whatever a move weighs and whatever came in', () => {
    for (let seed = 0; seed < 40; seed++) {
      const problem = weighed(randomProblem(8100 + seed), [0, 0.01, 1, 100][seed % 4]!);
      const fewer = { ...problem, demands: problem.demands.slice(1), allocations: [] };
      const made = plan({ ...problem, allocations: [] }, { work: 1000, published: plan(fewer, { work: 500 }) });
      expect(check({ ...problem, allocations: [] }, made), problem.name).toEqual([]);
    }
  });

  it('breaks no rule whatever was pledged, and breaks a pledge at the cost that the rows say', () => {
    let broken = 0;
    for (let seed = 0; seed < 30; seed++) {
      const problem = randomProblem(8200 + seed);
      const demands = problem.demands.map((row, i) => (i % 3 === 0 ? { ...row, pledged: row.due } : row));
      const pledged = { ...problem, demands };
      const made = plan(pledged, { work: 1000, published: plan(problem, { work: 500 }) });
      expect(check(pledged, made), problem.name).toEqual([]);
      broken += Number(made.figures.objective!.points > 1000);
    }
    expect(broken).toBeGreaterThan(3);
  });

  it('leaves nothing on a machine that cannot do it, put there by a hand or taken off the routing since', () => {
    const machines = [machine('SAW-1', 'SAW'), machine('SAW-2', 'SAW')];
    const of = { items: [item('ONE', 'make')], demands: [demand('A', 'ONE', 1, at(2, 16))], machines };
    const may = (id: string) =>
      weighed(factory({ ...of, operations: [step('ONE', 10, 'SAW', { machines: [id] })] }), 1e6);
    const published = plan(may('SAW-1'));
    expect(published.operations.map((row) => row.machine)).toEqual(['SAW-1']);
    const elsewhere = may('SAW-2');
    for (const made of [plan(elsewhere, { published }), slide(elsewhere, published)!]) {
      expect(check(elsewhere, made)).toEqual([]);
      expect(made.operations.map((row) => row.machine)).toEqual(['SAW-2']);
    }
  });

  it('draws by the bill that is in force when it begins, not by that of a week ago', () => {
    for (const seed of [8230, 8356]) {
      const given = randomProblem(seed);
      const published = plan(given, { work: 500 });
      const began = Math.min(...published.operations.map((row) => row.start));
      const problem = { ...given, now: second(began + 7 * 86_400) };
      expect(check(problem, plan(problem, { published })), problem.name).toEqual([]);
    }
  });

  it('gives what was reserved since to whom it is reserved for, and takes it from who had it', () => {
    // One board is there, for FIRST, which is due first; another is bought and comes a week later, for THEN.
    const of = {
      items: [item('BOARD', 'buy')],
      sources: [vendor('BOARD', 7)],
      stock: [lot('BOARD', 1)],
      demands: [demand('FIRST', 'BOARD', 1, at(1, 16)), demand('THEN', 'BOARD', 1, at(2, 16))],
    };
    const published = plan(factory(of));
    const problem = factory({
      ...of,
      allocations: [{ supply: 'stock/BOARD', item: 'BOARD', qty: qty(1), for: { demand: 'THEN' } }],
    });
    const late = (made: Plan) => made.deliveries.map(({ demand, late }) => [demand, late > 0]);
    expect(late(published)).toEqual([
      ['FIRST', false],
      ['THEN', true],
    ]);
    const kept = slide(problem, published)!;
    expect(check(problem, kept)).toEqual([]);
    expect(late(kept)).toEqual([
      ['FIRST', true],
      ['THEN', false],
    ]);
  });

  it('costs no more than the published plan does when all that is late pushes what comes after it', () => {
    let slid = 0;
    for (let seed = 0; seed < 30; seed++) {
      const given = weighed(randomProblem(8200 + seed), 0.01);
      const published = plan(given, { work: 500 });
      const first = published.operations.toSorted((a, b) => a.start - b.start)[0];
      if (!first) continue;
      // Nobody has begun; half an hour later everything that was to run then is late.
      const problem = { ...given, now: second(Math.max(given.now, first.start) + 1800) };
      const pushed = slide(problem, published);
      if (!pushed) continue;
      slid++;
      const made = plan(problem, { published });
      const { points } = objectiveOf(problem, pushed, published);
      expect(made.figures.objective?.points, problem.name).toBeLessThanOrEqual(points + 1e-9);
    }
    expect(slid).toBeGreaterThan(10);
  });

  // One saw, seven hours each. NEW, due on Monday, comes in when OLD stands there, due on Tuesday.
  const before = factory({
    items: [item('OLD', 'make'), item('NEW', 'make')],
    operations: ['OLD', 'NEW'].map((id) => step(id, 10, 'SAW', { runPerUnit: ratio(6 * 3600) })),
    demands: [demand('O', 'OLD', 1, at(0, 16))],
  });
  const after = { ...before, demands: [...before.demands, demand('N', 'NEW', 1, at(0, 16), { customer: 'ACME' })] };
  /** Twice as important: 5.9 days are saved twice, 5.9 lost once; OLD, which was to begin on Monday at 08:00, moves. */
  const rows: readonly [string, number, number][] = [
    ['lets one move that saves more than it weighs', 1, 1],
    ['leaves it where the move weighs more', 7, 0],
  ];
  it.each(rows)('%s', (_, movedOperation, moved) => {
    const customers = [{ customer: 'ACME', weight: 2 }];
    const problem = { ...after, rules: { ...after.rules, weights: { movedOperation, customers } } };
    const published = plan(before);
    const made = plan(problem, { work: 500, published });
    expect(compare(problem, published, made).moved).toHaveLength(moved);
    expect(check(problem, made)).toEqual([]);
  });

  // Ten orders of seven hours each on one saw, all due on Monday at 08:00: 0.3 to 11.3 days late, 57.9 in all, and 50 for being late.
  const ten = (weight: number, anew?: number): Problem => {
    const weights = { customers: [{ customer: 'C9', weight }], ...(anew === undefined ? {} : { anew }) };
    const demands = Array.from({ length: 10 }, (_, n) => demand(`D${n}`, 'OLD', 1, at(0, 8), { customer: `C${n}` }));
    return { ...before, demands, rules: { ...before.rules, weights } };
  };
  /** The last counts more now: 16.3 points so often as it stands, 5.3 as the first. */
  it.each([
    ['stays where one from nothing would gain 2.7 points of 112', 1.25, undefined, true],
    ['gives way to it where the company asks for no more', 1.25, 0, false],
    ['gives way to it where that gains 77 of 222', 8, undefined, false],
    ['stays even so where the company says for good', 8, 1, true],
  ] as const)('%s', (_, weight, anew, stays) => {
    const published = plan(ten(1));
    const last = ({ deliveries }: Plan) => deliveries.find((row) => row.demand === 'D9')!.date;
    const made = plan(ten(weight, anew), { published });
    expect(last(made) === last(published)).toBe(stays);
    expect([made, published].map(({ figures }) => figures.fromNothing)).toEqual([!stays, undefined]);
    const mended = plan(ten(weight, anew), { published, mendOnly: true });
    expect([last(mended), mended.figures.fromNothing]).toEqual([last(published), false]);
  });

  // What stands leaves 2 unserved and costs 100 points, of them 50 days late.
  it.each<
    [string, Partial<Problem['rules']['weights'] & object>, [unserved: number, points: number, late: number], boolean]
  >([
    ['stays where another costs a twentieth less', {}, [2, 95, 50], true],
    ['gives way to one that costs a fifth less', {}, [2, 80, 50], false],
    ['stays where another costs a tenth less and no more', {}, [2, 90, 50], true],
    ['gives way to a twentieth less where the company asks for no more', { anew: 0.04 }, [2, 95, 50], false],
    ['gives way to one that serves more for a little less', {}, [1, 99, 50], false],
    ['stays where another that serves more costs more', {}, [1, 101, 50], true],
    ['stays where another that serves fewer costs half', {}, [3, 50, 50], true],
    [
      'stays in order of weights where another is no less late, however little it costs',
      { inOrder: true },
      [2, 10, 50],
      true,
    ],
    [
      'gives way in order of weights to one that is a fifth less late, whatever it costs',
      { inOrder: true },
      [2, 200, 40],
      false,
    ],
  ])('%s', (_, weights, [unserved, points, late], stays) => {
    const given = plan(before);
    const judged = (fewer: number, cost: number, amount: number): Plan => {
      const objective = given.figures.objective!;
      const tardiness = { ...objective.tardiness, amount };
      return {
        ...given,
        figures: { ...given.figures, unserved: fewer, objective: { ...objective, tardiness, points: cost } },
      };
    };
    const problem = { ...before, rules: { ...before.rules, weights } };
    expect(isKept(problem, judged(2, 100, 50), judged(unserved, points, late))).toBe(stays);
  });

  // What stands costs 100 points, of them 1 for its moves; the other 80, of them 3 for its moves, of which 2 count ten times.
  it.each<[string, Partial<Problem['rules']['weights'] & object>, moved: number, unserved: number, boolean]>([
    ['gives way to one that costs a fifth less and moves no more', {}, 1, 2, false],
    ['gives way to one that moves a little more for it', {}, 2, 2, false],
    ['stays where the moves that nothing called for outweigh it: 80 and 9 times 2', {}, 3, 2, true],
    ['gives way where those count as any other', { unprompted: 1 }, 3, 2, false],
    ['gives way to one that serves more, however much it moves', {}, 3, 1, false],
    ['gives way in order of weights, where moves come after lateness', { inOrder: true }, 3, 2, false],
  ])('%s', (_, weights, moved, unserved, stays) => {
    const given = plan(before);
    const judged = (fewer: number, points: number, amount: number): Plan => {
      const objective = given.figures.objective!;
      const terms = {
        tardiness: { ...objective.tardiness, amount: points - amount },
        moved: { ...objective.moved, points: amount },
      };
      return {
        ...given,
        figures: { ...given.figures, unserved: fewer, objective: { ...objective, ...terms, points } },
      };
    };
    const problem = { ...before, rules: { ...before.rules, weights } };
    expect(isKept(problem, judged(2, 100, 1), judged(unserved, 80, moved))).toBe(stays);
  });

  it('says of the plan from nothing that it does not take what it would save and move, and takes it where it is asked for', () => {
    // OLD stands there on Monday, NEW on Tuesday and late; then OLD is wanted on Friday only. The company keeps what stands for good.
    const wanted = (old: Second): Problem => ({
      ...before,
      demands: [demand('O', 'OLD', 1, old), demand('N', 'NEW', 1, at(0, 16))],
      rules: { ...before.rules, weights: { anew: 1 } },
    });
    const published = plan(wanted(at(0, 15)));
    const told = ({ figures: { fromNothing, other } }: Plan) => [fromNothing, other];
    const options = { published };
    const other = { saved: 1, newlyLate: 0, moved: 2, dates: [{ demand: 'N', before: at(1, 14), after: at(0, 16) }] };
    expect(told(plan(wanted(at(4, 16)), options))).toMatchObject([false, other]);
    const asked = { ...options, fromNothing: true };
    expect(told(plan(wanted(at(4, 16)), asked))).toMatchObject([true, { saved: 0, newlyLate: 1, moved: 0 }]);
    // Nothing happened: one from nothing costs no less, and is not worth a word.
    expect(told(plan(wanted(at(0, 15)), options))).toEqual([false, undefined]);
  });

  it('gives way to what was cancelled while it was made, so that it is told', () => {
    const given = plan(before);
    expect(isKept(before, given, { ...given, status: 'complete' })).toBe(true);
    expect(isKept(before, given, { ...given, status: 'cancelled' })).toBe(false);
  });

  const came = (more: Partial<Problem['workOrders'][number]> = {}) => ({
    id: 'W',
    item: 'NEW',
    state: 'firm' as const,
    qty: qty(1),
    qtyOpen: qty(1),
    due: at(3, 16),
    ...more,
  });
  const stays = ({ operations }: Plan, order: string) => operations.find((row) => row.order === order)?.start;

  it('plans an order that came in since, although the published plan knows nothing of it', () => {
    const problem = { ...before, workOrders: [came()] };
    const published = plan(before);
    const made = plan(problem, { published });
    expect(made.orders.map((order) => order.id)).toContain('work/W');
    expect(stays(made, 'planned/1')).toBe(stays(published, 'planned/1'));
    expect(check(problem, made)).toEqual([]);
  });

  it('keeps what stands beside an order that came in since and cannot be had, and says so', () => {
    const published = plan(before);
    const gold = { ...before, items: [...before.items, item('GOLD', 'buy')], components: [part('NEW', 'GOLD')] };
    const problem = { ...gold, workOrders: [came(), came({ id: 'V', item: 'OLD', due: at(9, 16) })] };
    // Seven hours: planned as late as it is due, and not beside what is made for O.
    const kept = planAround(problem, published, new Set())!;
    expect(kept.operations.map(({ order, start }) => [order, start])).toEqual([
      ['work/V', expect.any(Number)],
      ['planned/1', published.operations[0]!.start],
    ]);
    expect(kept.messages.map(({ text }) => text)).toContain(
      'work/W for 1 NEW cannot be finished: something that it draws on cannot be had.',
    );
    expect(check(problem, kept)).toEqual([]);
  });

  it('serves nobody by an order that is for another item by now', () => {
    const order = came({ item: 'OLD', due: at(1, 16) });
    const wanted = { ...before, demands: [demand('O', 'OLD', 1, at(4, 16))], workOrders: [order] };
    const published = plan(wanted);
    expect(published.pegs.map(({ supply, consumer }) => [supply, consumer])).toEqual([['work/W', 'demand/O']]);
    const problem = { ...wanted, workOrders: [{ ...order, item: 'NEW' }] };
    for (const made of [plan(problem, { published }), planAround(problem, published, new Set())!]) {
      expect(made.pegs.map(({ supply, item: of }) => [supply, of])).toEqual([['planned/1', 'OLD']]);
      expect(check(problem, made)).toEqual([]);
    }
  });

  it('makes by an order that came in since what a planned order was to make after it', () => {
    const published = plan({ ...before, demands: [demand('O', 'OLD', 1, at(4, 16))] });
    const problem = {
      ...before,
      demands: [demand('O', 'OLD', 1, at(4, 16))],
      workOrders: [came({ item: 'OLD', due: at(2, 16) })],
    };
    const kept = planAround(problem, published, new Set())!;
    expect(kept.pegs.map(({ supply, consumer }) => [supply, consumer])).toEqual([['work/W', 'demand/O']]);
    expect(kept.orders).toHaveLength(1);
    expect(check(problem, kept)).toEqual([]);
  });
});

describe('the published plan, slid', () => {
  const saw = (id: string) => step(id, 10, 'SAW', { runPerUnit: ratio(6 * 3600) });
  const problem = factory({
    items: [item('ONE', 'make'), item('TWO', 'make')],
    operations: [saw('ONE'), saw('TWO')],
    demands: [],
    workOrders: (['ONE', 'TWO'] as const).map((id, n) => ({
      id,
      item: id,
      state: 'released' as const,
      qty: qty(1),
      qtyOpen: qty(1),
      due: at(n, 16),
      operations: [{ ...saw(id), done: false, qtyOpen: qty(1) }],
    })),
  });
  const turns = ({ operations }: Plan) =>
    operations.toSorted((a, b) => a.start - b.start).map(({ order, start }) => [order, start]);

  it('stands as it stood while the clock has not reached it', () => {
    const published = plan(problem);
    expect(turns(slide(problem, published)!)).toEqual(turns(published));
  });

  it('begins now what was not begun in time, and what follows keeps its turn', () => {
    const published = plan(problem);
    const late = { ...problem, now: at(0, 12) };
    const slid = turns(slide(late, published)!);
    expect(slid.map(([order]) => order)).toEqual(turns(published).map(([order]) => order));
    expect(slid[0]![1]).toBe(at(0, 12));
    expect(slid[1]![1]).toBeGreaterThan(turns(published)[1]![1] as number);
  });
});
