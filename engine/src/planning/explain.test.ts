import { describe, expect, it } from 'vitest';
import { duration, qty, ratio, second } from '../units/units.ts';
import { compare } from './compare.ts';
import { type Explanation, explain } from './explain.ts';
import { plan } from './planner.ts';
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

const chair = {
  items: [item('CHAIR', 'make'), item('WOOD', 'buy')],
  components: [part('CHAIR', 'WOOD', 2)],
  operations: [step('CHAIR', 10, 'SAW'), step('CHAIR', 20, 'PAINT')],
  sources: [vendor('WOOD', 3)],
};
const problem = factory({ ...chair, demands: [demand('D', 'CHAIR', 3, at(2, 16))] });
const made = plan(problem);

const bindingTexts = (link: Explanation): string[] => [
  link.text,
  ...link.because.filter((each) => each.binding).flatMap(bindingTexts),
];

describe('what would help most', () => {
  const helps = (from: ReturnType<typeof factory>, what: Parameters<typeof explain>[2]) =>
    explain(from, plan(from), what, { helps: true }).helps?.map(({ text }) => text);
  const saw = {
    items: [item('CHAIR', 'make')],
    operations: [step('CHAIR', 10, 'SAW', { runPerUnit: ratio(3 * HOUR) })],
  };
  // A takes the saw 1 + 5 × 3 = 16 hours, all Monday and Tuesday; D four hours of Wednesday.
  const busy = factory({
    ...saw,
    demands: [demand('A', 'CHAIR', 5, at(1, 16)), demand('D', 'CHAIR', 1, at(1, 16), { priority: 2 })],
  });

  it('is the material, where the work only waits for that', () => {
    // With wood on Monday: sawn 08:00–12:00, painted 12:00–16:00; it ships when it is due.
    expect(helps(problem, { demand: 'D' })).toEqual([
      'If WOOD were there now, it would be 7 Jan 16:00 instead of 8 Jan 16:00: 1 day sooner.',
    ]);
  });

  it('is another machine, or longer hours, where it waits for that', () => {
    // In ten hours a day A is done on Tuesday at 14:00, and D at 18:00.
    expect(helps(busy, { demand: 'D' })).toEqual([
      'With one more machine like SAW-1, it would be 6 Jan 16:00 instead of 7 Jan 12:00: 20 hours sooner.',
      'With two hours of overtime a day on SAW-1, it would be 6 Jan 18:00 instead of 7 Jan 12:00: 18 hours sooner.',
    ]);
  });

  it('is told of an operation and an order too', () => {
    const made = plan(busy);
    const order = made.pegs.find((peg) => peg.consumer === 'demand/D')!.supply;
    // As early as it can be on a saw of its own: Monday 08:00–12:00.
    for (const what of [{ order }, { operation: { order, seq: 10 } }])
      expect(helps(busy, what)?.[0]).toBe(
        'With one more machine like SAW-1, it would be 5 Jan 12:00 instead of 7 Jan 12:00: 2 days sooner.',
      );
  });

  it('is one more in the crew, or the customer’s input', () => {
    const crewed = factory({
      ...saw,
      operations: [step('CHAIR', 10, 'SAW', { runPerUnit: ratio(3 * HOUR), crew: 'SAWYERS' })],
      machines: [machine('SAW-1', 'SAW'), machine('SAW-2', 'SAW')],
      crews: [{ id: 'SAWYERS', size: 1, calendar: 'DAY' }],
      demands: busy.demands,
    });
    expect(helps(crewed, { demand: 'D' })?.[0]).toBe(
      'With one more in crew SAWYERS, it would be 6 Jan 16:00 instead of 7 Jan 12:00: 20 hours sooner.',
    );
    const awaited = factory({
      ...saw,
      events: [{ id: 'ART', name: 'The artwork', expected: at(3, 8), by: 'customer' }],
      demands: [demand('D', 'CHAIR', 1, at(1, 16), { awaits: 'ART' })],
    });
    expect(helps(awaited, { demand: 'D' })).toEqual([
      'If The artwork came now, it would be 6 Jan 16:00 instead of 8 Jan 12:00: 1.8 days sooner.',
    ]);
  });

  it('is nothing for what is in time, and is not asked unless wanted', () => {
    expect(helps(busy, { demand: 'A' })).toEqual([]);
    expect(explain(busy, plan(busy), { demand: 'D' })).not.toHaveProperty('helps');
  });
});

describe('explain', () => {
  it('leads from a late demand down to the purchase that it waits for', () => {
    expect(bindingTexts(explain(problem, made, { demand: 'D' }))).toEqual([
      'Demand D for 3 CHAIR, due 7 Jan 16:00, ships 8 Jan 16:00: 1 day late. No plan ships it before 8 Jan 12:00.',
      'planned/1 makes 3 CHAIR from 8 Jan 08:00 to 8 Jan 16:00.',
      'Step 20 of planned/1 on PAINT-1: 8 Jan 12:00 to 8 Jan 16:00.',
      'Step 10 of planned/1 on SAW-1: 8 Jan 08:00 to 8 Jan 12:00.',
      'Closed hours until 8 Jan 08:00: 8 hours.',
      'buy/1 buys 6 WOOD from VENDOR, ordered 5 Jan 08:00, there 8 Jan 08:00.',
    ]);
  });

  it('tells an order, an operation and a supply alone', () => {
    expect(explain(problem, made, { order: 'planned/1' })).toMatchObject({
      kind: 'order',
      item: 'CHAIR',
      qty: 3,
      seconds: 8 * HOUR,
    });
    expect(explain(problem, made, { operation: { order: 'planned/1', seq: 20 } })).toMatchObject({
      kind: 'operation',
      seconds: 4 * HOUR,
    });
    expect(explain(problem, made, { supply: 'buy/1' })).toMatchObject({ kind: 'purchase', seconds: 3 * DAY });
  });

  it('says what of a step is run per batch and teardown, at the speed of its machine', () => {
    // Five chairs in batches of two are three runs of an hour, at double speed half an hour each; then a teardown of 20 minutes, of Tuesday.
    const batched = factory({
      items: [item('CHAIR', 'make')],
      machines: [machine('SAW-1', 'SAW', { speed: ratio(2) })],
      operations: [
        step('CHAIR', 10, 'SAW', {
          runPerUnit: ratio(0),
          runPerBatch: { qty: qty(2), seconds: hours(1) },
          teardown: duration(40 * 60),
        }),
      ],
      demands: [demand('D', 'CHAIR', 5, at(0, 16))],
    });
    const [{ order, seq } = { order: '', seq: 0 }] = plan(batched).operations;
    expect(explain(batched, plan(batched), { operation: { order, seq } }).text).toBe(
      'Step 10 of planned/1 on SAW-1: 5 Jan 14:00 to 6 Jan 08:20. Every batch of 2 that is begun runs 30 minutes. The last 20 minutes are teardown: the goods go on before.',
    );
  });

  it('says so where the plan has no such thing', () => {
    expect(explain(problem, made, { order: 'planned/9' })).toMatchObject({
      kind: 'unknown',
      text: 'The plan has no planned/9.',
    });
  });
});

describe('compare', () => {
  const stocked = factory({ ...chair, stock: [lot('WOOD', 6)], demands: problem.demands });
  const better = plan(stocked);

  it('names the demands that are saved and how much earlier they ship', () => {
    const difference = compare(problem, made, better);
    expect(difference.saved.map((change) => change.demand)).toEqual(['D']);
    expect(difference.earlier).toMatchObject([{ demand: 'D', seconds: -DAY }]);
    expect(difference.lateSeconds).toEqual({ before: DAY, after: 0 });
    expect(difference.moved).toHaveLength(2);
  });

  it('names the newly late the other way round', () => {
    expect(compare(problem, better, made).newlyLate.map((change) => change.demand)).toEqual(['D']);
  });

  it('finds nothing between a plan and itself', () => {
    expect(compare(problem, made, made)).toMatchObject({
      earlier: [],
      later: [],
      newlyLate: [],
      saved: [],
      moved: [],
      sameOperations: 2,
    });
  });
});

describe('what the work takes is told apart from the hours that are closed before it', () => {
  const saw = { items: [item('CHAIR', 'make')], operations: [step('CHAIR', 10, 'SAW')] };
  const why = (now: number, due: number) => {
    const of = { ...factory({ ...saw, demands: [demand('D', 'CHAIR', 1, second(due))] }), now: second(now) };
    return plan(of).deliveries[0]!.reasons.map(({ kind, what, text }) => `${kind} ${what}: ${text}`);
  };

  it('as the work, where it begins at once', () => {
    // Two hours from Monday at 8.
    expect(why(at(0, 8), at(0, 9))).toEqual([
      'work-time planned/1: The work itself takes 2 hours in 1 step, closed hours included, up to 5 Jan 10:00.',
    ]);
  });

  it('as the closed hours, where these are more: the work is named beside them', () => {
    // Wanted on Friday night, after the saw was closed at 16:00; sawn on Monday from 8 to 10.
    expect(why(at(4, 16), at(4, 17))).toEqual([
      'closed SAW-1: SAW-1 is closed until 12 Jan 08:00: 2.7 days before the work, which itself takes 2 hours in 1 step, closed hours included, up to 12 Jan 10:00.',
    ]);
  });
});
