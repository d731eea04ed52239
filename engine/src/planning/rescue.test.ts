import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { duration, type Minor, minor, qty, ratio } from '../units/units.ts';
import { plan } from './planner.ts';
import type { Problem } from './problem.ts';
import { replan } from './replan.ts';
import { applyRescue, type Rescue, rescue } from './rescue.ts';
import { shipping } from './ships.ts';
import {
  at,
  DAY,
  demand,
  factory,
  HOUR,
  hours,
  item,
  lot,
  machine,
  part,
  step,
  vendor,
} from './small-factory.test-support.ts';
import { worded } from './wording.ts';

/** What is offered for D, the best first; each is planned as it says, ships by open hours and breaks no rule. */
function offers(problem: Problem, made = plan(problem)): readonly Rescue[] {
  const found = rescue(problem, made, 'D');
  for (const one of found) {
    const done = applyRescue(problem, made, 'D', one);
    expect(check(done.problem, done.plan), one.text).toEqual([]);
    const dates = done.plan.deliveries.filter((row) => row.demand === 'D').map((row) => row.date);
    const asked = done.problem.demands.find(({ id }) => id === 'D')!;
    expect(shipping(problem)(asked, dates[0]!), one.text).toBe(one.date);
  }
  return found;
}
const named = (found: readonly Rescue[], kind: Rescue['kind']) => found.find((row) => row.kind === kind);

/** One saw, 08:00 to 16:00; a table takes 10 hours of it: Monday to 16:00 and Tuesday to 10:00, 16 hours after Monday 18:00. */
const table: Partial<Problem> = {
  items: [item('TABLE', 'make')],
  operations: [step('TABLE', 10, 'SAW', { runPerUnit: ratio(9 * HOUR) })],
  demands: [demand('D', 'TABLE', 1, at(0, 18))],
};

describe('rescue', () => {
  it('by overtime: two hours on Monday evening, at the rate of the saw', () => {
    const perHour = minor(40_00);
    const found = offers(factory({ ...table, rates: { overtime: [{ of: 'SAW-1', perHour }] } }));
    expect(found).toEqual([
      {
        kind: 'overtime',
        what: 'evenings',
        date: at(0, 18),
        before: at(1, 10),
        gained: 16 * HOUR,
        late: 0,
        cost: 80_00,
        delayed: [],
        // 16 hours and the five days of being late at all.
        saves: 5 + 16 / 24,
        harms: 0,
        agree: ['supervisor'],
        text: 'SAW-1 work two hours of overtime a day: it ships 5 Jan 18:00 instead of 6 Jan 10:00, 16 hours sooner. Nobody is delayed.',
        wording: expect.arrayContaining([{ of: 'gained', seconds: 16 * HOUR }]),
      },
    ]);
    expect(worded(found[0]!.wording, () => '0.7 d')).toBe(found[0]!.text.replace('16 hours', '0.7 d'));
  });

  it('not by what only has it lie there longer: what is done on Saturday ships on Monday as before', () => {
    // 10 h: two on Friday until 22:00, eight on Saturday until 10:00; with two hours of overtime until 08:00.
    const plant = factory({});
    const night = [
      { weekday: 4, from: 20 * HOUR, to: 22 * HOUR },
      { weekday: 5, from: 2 * HOUR, to: 12 * HOUR },
    ];
    const asked = factory({
      ...table,
      now: at(4, 20),
      calendars: [...plant.calendars, { id: 'NIGHT', week: night, exceptions: [] }],
      workCentres: [...plant.workCentres, { id: 'MILL', calendar: 'NIGHT' }],
      machines: [...plant.machines, machine('MILL-1', 'MILL')],
      operations: [step('TABLE', 10, 'MILL', { runPerUnit: ratio(9 * HOUR) })],
      demands: [demand('D', 'TABLE', 1, at(4, 22))],
    });
    expect(plan(asked).deliveries[0]!.date).toBe(at(5, 10));
    expect(offers(asked)).toEqual([]);
  });

  it('on several machines at once: eight tables of an hour, after an hour of set-up, in two parts of four', () => {
    // On one saw Monday 08:00 to 16:00 and an hour on Tuesday; on two until 13:00, so in time.
    const eight = factory({
      ...table,
      items: [item('TABLE', 'make', { lot: { min: qty(8), multiple: qty(8) } })],
      machines: [machine('SAW-1', 'SAW'), machine('SAW-2', 'SAW')],
      operations: [step('TABLE', 10, 'SAW', { setup: hours(1) })],
      demands: [demand('D', 'TABLE', 8, at(0, 16))],
    });
    expect(named(offers(eight), 'several-machines')).toMatchObject({
      what: 'TABLE',
      date: at(0, 16),
      late: 0,
      delayed: [],
    });
    const alone = { ...eight, machines: [machine('SAW-1', 'SAW')] };
    expect(named(offers(alone), 'several-machines')).toBeUndefined();
  });

  it('by handing on two of eight tables at a time, so that painting begins before all are sawn', () => {
    // Sawn on Monday, painted on Tuesday; the first two are sawn by 10:00, six are painted on Monday, two on Tuesday by 10:00.
    const eight = factory({
      ...table,
      operations: [step('TABLE', 10, 'SAW', { setup: hours(0) }), step('TABLE', 20, 'PAINT', { setup: hours(0) })],
      demands: [demand('D', 'TABLE', 8, at(1, 9))],
    });
    expect(named(offers(eight), 'transfer-batch')).toMatchObject({ what: 'TABLE', date: at(1, 10), late: HOUR });
    const [saw, paint] = eight.operations;
    const already = { ...eight, operations: [{ ...saw!, transferBatch: qty(2) }, paint!] };
    expect(
      named(offers({ ...already, demands: [demand('D', 'TABLE', 8, at(0, 12))] }), 'transfer-batch'),
    ).toBeUndefined();
  });

  it('by a batch of the oven that waits an hour for it', () => {
    // B, late anyway, would be baked from 08:00 to 11:00, and A, whose tube comes at 09:00, from 11:00 to 13:00.
    const bakery = factory({
      items: [item('A', 'make'), item('B', 'make'), item('TUBE', 'buy')],
      components: [part('A', 'TUBE')],
      workCentres: [{ id: 'OVENS', calendar: 'DAY' }],
      machines: [machine('OVEN', 'OVENS', { batch: { steps: 2 } })],
      operations: ['A', 'B'].map((id) =>
        step(id, 10, 'OVENS', { family: 'HOT', runPerUnit: { num: 0, den: 1 }, runFixed: hours(2) }),
      ),
      purchaseLines: [{ id: 'L', item: 'TUBE', qty: qty(1), estimated: at(0, 9) }],
      demands: [demand('D', 'A', 1, at(0, 12)), demand('LATE', 'B', 1, at(0, 8))],
    });
    expect(named(offers(bakery), 'oven-batch')).toMatchObject({
      what: `OVEN/${at(0, 8)}`,
      date: at(0, 12),
      late: 0,
      delayed: [{ demand: 'LATE', seconds: HOUR }],
    });
    const full = { ...bakery, machines: [machine('OVEN', 'OVENS', { batch: { steps: 1 } })] };
    expect(named(offers(full), 'oven-batch')).toBeUndefined();
  });

  it('says that a cost is not known where there is no rate, never that it is nothing', () => {
    const [only] = offers(factory(table));
    expect(only).not.toHaveProperty('cost');
    expect(only?.text).toContain('What it costs is not known.');
  });

  it('on Saturdays, where the week ends before the work does', () => {
    // 42 hours: Monday to Friday are 40, two are left for Saturday instead of Monday.
    const long = factory({
      ...table,
      operations: [step('TABLE', 10, 'SAW', { runPerUnit: ratio(41 * HOUR) })],
      demands: [demand('D', 'TABLE', 1, at(5, 10))],
    });
    expect(offers(long).map(({ what, date }) => [what, date])).toContainEqual(['saturdays', at(5, 10)]);
  });

  describe('by going first', () => {
    // The table is behind four chairs of 4 hours, on time on Monday and Tuesday; it would take Wednesday and Thursday.
    const busy = factory({
      ...table,
      items: [item('TABLE', 'make'), item('CHAIR', 'make')],
      operations: [
        step('TABLE', 10, 'SAW', { runPerUnit: ratio(3 * HOUR) }),
        step('CHAIR', 10, 'SAW', { runPerUnit: ratio(3 * HOUR) }),
      ],
      demands: [
        demand('D', 'TABLE', 1, at(1, 16), { priority: 9, customer: 'MILLER' }),
        ...['A', 'B', 'C', 'E'].map((id, n) => demand(id, 'CHAIR', 1, at(n < 2 ? 0 : 1, 16))),
      ],
    });

    it('is offered where that is worth more than whom it delays, and says both', () => {
      const weighed = {
        ...busy,
        rules: { ...busy.rules, weights: { customers: [{ customer: 'MILLER', weight: 3 }] } },
      };
      const first = offers(weighed, plan(busy)).find((row) => row.what === 'first');
      // It takes Monday 08:00–12:00; the chairs each end 4 working hours later, the second and the fourth late.
      expect(first).toMatchObject({ date: at(1, 16), late: 0 });
      expect(first?.delayed.map(({ demand: id, seconds }) => [id, seconds])).toEqual([
        ['B', 20 * HOUR],
        ['E', 20 * HOUR],
      ]);
      // Each is late by 20 hours and at all: 5.83 days; the table three times.
      expect(first?.text).toContain('by the weights it saves 17.5 and costs them 11.7.');
    });

    it('is not offered where it harms the others more than it helps', () => {
      // The table ships on Wednesday 12:00, and would on Tuesday: 5.83 days saved, 11.67 lost.
      expect(plan(busy).deliveries.find((row) => row.demand === 'D')?.date).toBe(at(2, 12));
      expect(offers(busy).map((row) => row.what)).not.toContain('first');
    });
  });

  it('by another machine of the work centre that the routing leaves out', () => {
    const two = factory({
      ...table,
      items: [item('TABLE', 'make'), item('CHAIR', 'make')],
      machines: [machine('SAW-1', 'SAW'), machine('SAW-2', 'SAW')],
      operations: [
        step('TABLE', 10, 'SAW', { runPerUnit: ratio(3 * HOUR), machines: ['SAW-1'] }),
        step('CHAIR', 10, 'SAW', { runPerUnit: ratio(7 * HOUR), machines: ['SAW-1'] }),
      ],
      demands: [demand('C', 'CHAIR', 1, at(0, 16)), demand('D', 'TABLE', 1, at(0, 16), { priority: 2 })],
    });
    expect(named(offers(two), 'other-machine')).toMatchObject({ date: at(0, 16), before: at(1, 12), delayed: [] });
  });

  it('by splitting an order over two machines', () => {
    // Planned while there was one saw: 8 chairs are 1 + 8 = 9 hours, to Tuesday 09:00. On two, 4 on each, 5 hours, to 13:00.
    const saws = (...ids: string[]) =>
      factory({
        items: [item('CHAIR', 'make')],
        machines: ids.map((id) => machine(id, 'SAW')),
        operations: [step('CHAIR', 10, 'SAW')],
        demands: [demand('D', 'CHAIR', 8, at(0, 14))],
      });
    expect(named(offers(saws('SAW-1', 'SAW-2'), plan(saws('SAW-1'))), 'split')).toMatchObject({
      what: 'planned/1',
      date: at(0, 14),
      before: at(1, 9),
      text: 'planned/1 for 8 CHAIR is split in two of 4 and 4: it ships 5 Jan 14:00 instead of 6 Jan 09:00, 19 hours sooner. Nobody is delayed. What it costs is not known.',
    });
  });

  /** A chair of 2 oak, an hour of set-up and one of sawing. The oak is on a line that comes on the second Thursday. */
  const chair: Partial<Problem> = {
    items: [item('CHAIR', 'make'), item('OAK', 'buy', { unitCost: ratio(2_00) }), item('PINE', 'buy')],
    components: [part('CHAIR', 'OAK', 2)],
    operations: [step('CHAIR', 10, 'SAW')],
    purchaseLines: [{ id: 'L', item: 'OAK', vendor: 'VENDOR', qty: qty(2), estimated: at(10, 8) }],
    demands: [demand('D', 'CHAIR', 1, at(2, 16))],
  };

  it('by a second vendor who is sooner, at his price', () => {
    // QUICK is there on Thursday 00:00: sawn 08:00–10:00. 2 oak at 3.00 are 6.00.
    const quick = vendor('OAK', 3, { vendor: 'QUICK', priority: 2, unitCost: ratio(3_00) });
    expect(named(offers(factory({ ...chair, sources: [vendor('OAK', 20), quick] })), 'second-vendor')).toMatchObject({
      date: at(3, 10),
      before: at(10, 10),
      cost: 6_00,
      agree: ['buyer'],
    });
  });

  it('by premium freight, at its price', () => {
    const freight = [{ vendor: 'VENDOR', lead: duration(DAY), cost: minor(150_00) }];
    expect(named(offers(factory({ ...chair, rates: { freight } })), 'premium-freight')).toMatchObject({
      what: 'purchase/L',
      date: at(2, 16),
      late: 0,
      cost: 150_00 as Minor,
    });
  });

  it('by a substitute of the bill that is there, for what it costs more', () => {
    // 2 pine at 3.50 instead of 2 oak at 2.00: 3.00 more.
    const found = offers(
      factory({
        ...chair,
        items: [
          item('CHAIR', 'make'),
          item('OAK', 'buy', { unitCost: ratio(2_00) }),
          item('PINE', 'buy', { unitCost: ratio(3_50) }),
        ],
        components: [
          part('CHAIR', 'OAK', 2, { alternateGroup: 'WOOD', priority: 1 }),
          part('CHAIR', 'PINE', 2, { alternateGroup: 'WOOD', priority: 2 }),
        ],
        stock: [lot('PINE', 5)],
      }),
    );
    expect(named(found, 'substitute')).toMatchObject({ date: at(2, 16), cost: 3_00, agree: ['engineering'] });
  });

  it('by no kit: a phantom is not drawn itself', () => {
    const kit = factory({
      ...chair,
      items: [item('CHAIR', 'make'), item('OAK', 'buy'), item('KIT', 'phantom'), item('PINE', 'buy')],
      components: [
        part('CHAIR', 'OAK', 2, { alternateGroup: 'WOOD', priority: 1 }),
        part('CHAIR', 'KIT', 1, { alternateGroup: 'WOOD', priority: 2 }),
        part('KIT', 'PINE', 2),
      ],
      stock: [lot('PINE', 5)],
    });
    expect(named(offers(kit), 'substitute')).toBeUndefined();
  });

  it('by stock of an order that can wait', () => {
    // D has the oak of L, LATER that of M; then L is late until the second Thursday, and LATER has time until the third.
    const before = factory({
      ...chair,
      purchaseLines: [
        { id: 'L', item: 'OAK', qty: qty(2), estimated: at(0, 8) },
        { id: 'M', item: 'OAK', qty: qty(2), estimated: at(1, 8) },
      ],
      demands: [demand('D', 'CHAIR', 1, at(2, 16)), demand('LATER', 'CHAIR', 1, at(17, 16))],
    });
    const drawn = plan(before).pegs.find((peg) => peg.consumer === 'planned/1' && peg.item === 'OAK')!.supply;
    const { problem, plan: made } = replan(before, plan(before), [
      { kind: 'purchase-late', line: drawn.slice('purchase/'.length), estimated: at(10, 8) },
    ]);
    expect(named(offers(problem, made), 'stock-from')).toMatchObject({
      date: at(2, 16),
      before: at(10, 10),
      delayed: [],
      agree: ['the planner of planned/2'],
    });
  });

  it('by shipping what is there before the rest', () => {
    const shelf = factory({
      ...chair,
      stock: [lot('CHAIR', 2)],
      demands: [demand('D', 'CHAIR', 3, at(2, 16), { customer: 'Smith' })],
    });
    expect(named(offers(shelf), 'part-shipment')).toMatchObject({
      date: at(2, 16),
      part: { qty: 2, rest: at(10, 10) },
      agree: ['Smith'],
      text: 'What is there ships before the rest: 2 of 3 ship 7 Jan 16:00, the rest 15 Jan 10:00, 7.8 days sooner. Nobody is delayed. What it costs is not known.',
    });
  });

  it('offers nothing where nothing helps, and nothing for what ships in time', () => {
    expect(offers(factory(chair))).toEqual([]);
    expect(offers(factory({ ...table, demands: [demand('D', 'TABLE', 1, at(9, 16))] }))).toEqual([]);
  });
});
