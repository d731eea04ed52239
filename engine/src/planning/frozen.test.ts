import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { qty, second } from '../units/units.ts';
import { plan } from './planner.ts';
import type { OpenOperation, OpenWorkOrder, Problem } from './problem.ts';
import { featuresOf, randomProblem } from './random.test-support.ts';
import { at, demand, factory, hours, item, lot, machine, part, step, vendor } from './small-factory.test-support.ts';

/** Sawn for two hours, then painted for two. */
const saw = (more: Partial<OpenOperation> = {}): OpenOperation => ({
  ...step('CHAIR', 10, 'SAW'),
  done: false,
  ...more,
});
const paint = (more: Partial<OpenOperation> = {}): OpenOperation => ({
  ...step('CHAIR', 20, 'PAINT'),
  done: false,
  ...more,
});
const frozen = (on: string, from: number, to: number) => ({
  machine: on,
  frozen: { from: second(from), to: second(to) },
});
const order = (id: string, operations: readonly OpenOperation[], more: Partial<OpenWorkOrder> = {}): OpenWorkOrder => ({
  id,
  item: 'CHAIR',
  state: 'released',
  qty: qty(1),
  qtyOpen: qty(1),
  due: at(4, 16),
  materials: [],
  operations,
  ...more,
});
const chairs = (workOrders: readonly OpenWorkOrder[], more: Partial<Problem> = {}): Problem =>
  factory({
    items: [item('CHAIR', 'make'), item('WOOD', 'buy')],
    operations: [step('CHAIR', 10, 'SAW'), step('CHAIR', 20, 'PAINT')],
    components: [part('CHAIR', 'WOOD')],
    sources: [vendor('WOOD', 2)],
    stock: [lot('WOOD', 9)],
    workOrders,
    demands: workOrders.map(({ id }) => demand(id, 'CHAIR', 1, at(4, 16))),
    ...more,
  });

describe('a frozen step is set up', () => {
  it.each<[string, number, number, number[]]>([
    ['as it says, where there is room beside its run', 8, 10, [1, 1]],
    ['as long as there is room', 8, 9.5, [0.5, 1]],
    ['not at all where its run fills its place', 8, 9, [0, 1]],
    ['not at all in a place that is shorter than its run', 8, 8.5, [0, 0.5]],
    ['no longer than it says in a place that is longer', 8, 12, [1, 3]],
  ])('%s', (_, from, to, expected) => {
    const stays = frozen('PAINT-1', at(3, from), at(3, to));
    const made = plan(chairs([order('MO-1', [saw({ done: true }), paint(stays)])]));
    const { setup, run } = made.operations.find(({ seq }) => seq === 20)!;
    expect([setup / 3600, run / 3600]).toEqual(expected);
  });

  it.each<[string, number, number[][]]>([
    [
      'once for a batch, beside the longest of it',
      11,
      [
        [3600, 7200],
        [0, 10_800],
      ],
    ],
    [
      'not at all in a batch that follows its like',
      10,
      [
        [0, 7200],
        [0, 7200],
      ],
    ],
  ])('%s', (_, to, expected) => {
    const stays = frozen('PAINT-1', at(3, 8), at(3, to));
    const problem = chairs(
      [
        order('MO-1', [saw({ done: true }), paint(stays)]),
        order('MO-2', [saw({ done: true }), paint(stays)], { qty: qty(2), qtyOpen: qty(2) }),
      ],
      { machines: [machine('SAW-1', 'SAW'), machine('PAINT-1', 'PAINT', { batch: { qty: 5 } })] },
    );
    const rows = plan(problem).operations.filter(({ seq }) => seq === 20);
    expect(rows.map(({ setup, run }) => [setup, run])).toEqual(expected);
  });
});

describe('a customer who waits for a frozen step is told why it stays', () => {
  it.each<[string, OpenOperation['frozenAs'], string]>([
    ['a person fixed it', undefined, 'is frozen to start 8 Jan 08:00'],
    ['it is in the frozen zone', 'zone', 'keeps its turn in the frozen zone and starts 8 Jan 08:00'],
    [
      'it was left out of what was approved',
      'left-out',
      'stays as published, for the version that was approved leaves it out, and starts 8 Jan 08:00',
    ],
  ])('%s', (_, frozenAs, words) => {
    const stays = { ...frozen('SAW-1', at(3, 8), at(3, 10)), ...(frozenAs ? { frozenAs } : undefined) };
    const problem = chairs([order('MO-1', [saw(stays), paint()])], { demands: [demand('D', 'CHAIR', 1, at(1, 16))] });
    const { reasons } = plan(problem).deliveries[0]!;
    expect(reasons.find(({ kind }) => kind === 'frozen')?.text).toContain(`Step 10 of work/MO-1 ${words}: `);
  });
});

describe('frozen work that cannot be as it is', () => {
  it.each<[string, Problem, readonly string[]]>([
    [
      'is said nothing of where it can',
      chairs([order('MO-1', [saw(frozen('SAW-1', at(0, 8), at(0, 10))), paint()])]),
      [],
    ],
    [
      'is named with the step before it where two steps of one order are frozen at once',
      chairs([
        order('MO-1', [saw(frozen('SAW-1', at(0, 8), at(0, 10))), paint(frozen('PAINT-1', at(0, 9), at(0, 11)))]),
      ]),
      [
        'Step 20 of work/MO-1 is frozen at 5 Jan 09:00, but step 10 before it is done only 5 Jan 10:00. Maybe release the step.',
      ],
    ],
    [
      'is named with the step before it where its gap has not passed',
      chairs([
        order('MO-1', [
          saw({ ...frozen('SAW-1', at(0, 8), at(0, 10)), gapAfter: hours(2) }),
          paint(frozen('PAINT-1', at(0, 11), at(0, 13))),
        ]),
      ]),
      [
        'Step 20 of work/MO-1 is frozen at 5 Jan 11:00, but step 10 before it lets it begin only 5 Jan 12:00. Maybe release the step.',
      ],
    ],
    [
      'is named with its material where that comes after the step before it is done',
      chairs(
        [
          order('MO-1', [saw(frozen('SAW-1', at(0, 8), at(0, 10))), paint(frozen('PAINT-1', at(0, 9), at(0, 11)))], {
            materials: [{ item: 'WOOD', qty: qty(1), seq: 20 }],
          }),
        ],
        { stock: [] },
      ),
      [
        'Step 20 of work/MO-1 is frozen at 5 Jan 09:00, but what it draws is there only 7 Jan 00:00. Maybe release the step, or bring its material forward.',
      ],
    ],
    [
      'is named with when its material comes',
      chairs([order('MO-1', [saw(frozen('SAW-1', at(0, 8), at(0, 10))), paint()], { materials: undefined })], {
        stock: [],
      }),
      [
        'Step 10 of work/MO-1 is frozen at 5 Jan 08:00, but what it draws is there only 7 Jan 00:00. Maybe release the step, or bring its material forward.',
      ],
    ],
    [
      'is named with what else is frozen on its machine',
      chairs([
        order('MO-1', [saw(frozen('SAW-1', at(0, 8), at(0, 10))), paint()]),
        order('MO-2', [saw(frozen('SAW-1', at(0, 9), at(0, 11))), paint()]),
      ]),
      [
        'Step 10 of work/MO-2 is frozen at 5 Jan 09:00 on SAW-1, where step 10 of work/MO-1 is frozen from 5 Jan 08:00 to 5 Jan 10:00. Maybe release one of them.',
      ],
    ],
    [
      'is named with what runs on its machine',
      chairs([
        order('MO-1', [saw({ machine: 'SAW-1', startedAt: at(-3, 15), setupDone: true }), paint()]),
        order('MO-2', [saw(frozen('SAW-1', at(0, 8), at(0, 10))), paint()]),
      ]),
      [
        'Step 10 of work/MO-2 is frozen at 5 Jan 08:00 on SAW-1, where step 10 of work/MO-1 runs to 5 Jan 11:00. Maybe release one of them.',
      ],
    ],
    [
      'is named with its machine where the day is closed',
      chairs([order('MO-1', [saw(frozen('SAW-1', at(5, 8), at(5, 10))), paint()])]),
      [
        'Step 10 of work/MO-1 is frozen at 10 Jan 08:00 to 10 Jan 10:00, when SAW-1 does not work. Maybe release the step, or open the time.',
      ],
    ],
    [
      'is named with its machine where that is of another work centre',
      chairs([order('MO-1', [saw(frozen('PAINT-1', at(0, 8), at(0, 10))), paint()])]),
      [
        'Step 10 of work/MO-1 is frozen at 5 Jan 08:00 on PAINT-1, a machine of PAINT, and is done at SAW. Maybe release the step, or give it another machine or work centre.',
      ],
    ],
  ])('%s, and all else is planned', (_, problem, said) => {
    const made = plan(problem, { work: 200 });
    const told = made.messages.filter(({ kind }) => kind === 'time-fence-conflict').map(({ text }) => text);
    expect([made.status, told, check(problem, made)]).toEqual(['complete', said, []]);
  });

  it('never fails a plan of a random factory, whatever is frozen where and when, and the plan says it', () => {
    let said = 0;
    for (let seed = 0; seed < 120; seed++) {
      const problem = frozenAnywhere(randomProblem(seed, featuresOf(seed)), seed);
      const made = plan(problem, { work: 300 });
      expect(check(problem, made), problem.name).toEqual([]);
      said += made.messages.filter(({ kind }) => kind === 'time-fence-conflict').length;
    }
    expect(said).toBeGreaterThan(20);
  });
});

/** Most steps that wait are frozen, on any machine that may do them, anywhere in ten days, for up to twenty hours. */
function frozenAnywhere(problem: Problem, seed: number): Problem {
  let state = seed + 7;
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const freeze = (operation: OpenOperation): OpenOperation => {
    const { parts: _, ...whole } = operation;
    const may = problem.machines.filter(
      ({ id, workCentre }) => workCentre === whole.workCentre && (whole.machines?.includes(id) ?? true),
    );
    const on = may[random(may.length)];
    const begun = whole.done || whole.startedAt !== undefined || whole.outside !== undefined;
    if (begun || !on || random(10) < 4) return operation;
    const from = problem.now + random(10 * 86_400);
    return { ...whole, ...frozen(on.id, from, from + 600 + random(20 * 3600)) };
  };
  const steps = ({ item, operations }: OpenWorkOrder) =>
    operations ?? problem.operations.filter((one) => one.item === item).map((one) => ({ ...one, done: false }));
  return {
    ...problem,
    workOrders: problem.workOrders.map((one) =>
      steps(one).length > 0 ? { ...one, operations: steps(one).map(freeze) } : one,
    ),
  };
}

it.each([
  ['what stands in the zone is handed out before what can only be made after it', 0, 'MO-2', 'work/MO-2'],
  ['what can be made before that comes first', 2, 'MO-1', 'work/MO-2'],
])('%s', (_, day, stands, supply) => {
  // One takes the saw for a whole day and is painted the next morning; of equals MO-1 would come first.
  const steps = [
    saw(frozen('SAW-1', at(day, 8), at(day, 16))),
    paint(frozen('PAINT-1', at(day + 1, 8), at(day + 1, 10))),
  ];
  const orders = ['MO-1', 'MO-2'].map((id) => order(id, id === stands ? steps : [saw(), paint()]));
  const problem = chairs(orders, { now: at(0, 8), demands: [demand('D', 'CHAIR', 1, at(4, 16))] });
  const made = plan(problem);
  expect(check(problem, made)).toEqual([]);
  expect(made.pegs.find(({ consumer }) => consumer === 'demand/D')?.supply).toBe(supply);
});
