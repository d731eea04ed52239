import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { second } from '../units/units.ts';
import { explain } from './explain.ts';
import { plan } from './planner.ts';
import type { Problem, Tool, ToolUse } from './problem.ts';
import { replan } from './replan.ts';
import { at, demand, factory, hours, item, machine, step } from './small-factory.test-support.ts';

/** A and B, one piece each, four hours a piece without set-up, on two saws from Monday 08:00; each needs tools. */
const twoSaws = (tools: readonly Tool[], a: readonly ToolUse[], b: readonly ToolUse[] = a): Problem =>
  factory({
    tools,
    items: [item('A', 'make'), item('B', 'make')],
    machines: [machine('SAW-1', 'SAW'), machine('SAW-2', 'SAW')],
    operations: [
      step('A', 10, 'SAW', { setup: hours(0), runPerUnit: { num: 4 * 3600, den: 1 }, tools: a }),
      step('B', 10, 'SAW', { setup: hours(0), runPerUnit: { num: 4 * 3600, den: 1 }, tools: b }),
    ],
    demands: [demand('D-A', 'A', 1, at(0, 12)), demand('D-B', 'B', 1, at(0, 12))],
  });
const mould = { tool: 'MOULD' };
const ends = (problem: Problem) => {
  const made = plan(problem);
  expect(check(problem, made)).toEqual([]);
  return made.operations.map((row) => row.end);
};

describe('a tool', () => {
  it.each<[string, readonly Tool[], readonly ToolUse[], readonly ToolUse[], readonly number[]]>([
    // Monday 08:00 to 12:00 and 12:00 to 16:00.
    ['of one piece is at one step at a time', [{ id: 'MOULD', count: 1 }], [mould], [mould], [at(0, 12), at(0, 16)]],
    ['of two pieces is at two', [{ id: 'MOULD', count: 2 }], [mould], [mould], [at(0, 12), at(0, 12)]],
    [
      'of three pieces does not do for two steps of two each',
      [{ id: 'MOULD', count: 3 }],
      [{ ...mould, qty: 2 }],
      [{ ...mould, qty: 2 }],
      [at(0, 12), at(0, 16)],
    ],
    [
      'that is away until ten is waited for',
      [{ id: 'MOULD', count: 2, downtime: [{ from: second(0), to: at(0, 10) }] }],
      [mould],
      [],
      // A from 10:00 to 14:00; B needs none.
      [at(0, 14), at(0, 12)],
    ],
    [
      'that goes away at ten is held only afterwards, since a step does not let go of it',
      [{ id: 'MOULD', count: 1, downtime: [{ from: at(0, 10), to: at(0, 11) }] }],
      [mould],
      [],
      [at(0, 15), at(0, 12)],
    ],
    [
      'beside another is held with it at once',
      [
        { id: 'JIG', count: 1 },
        { id: 'MOULD', count: 1, downtime: [{ from: second(0), to: at(0, 9) }] },
      ],
      [mould, { tool: 'JIG' }],
      [{ tool: 'JIG' }],
      // Due first, A waits for the mould until nine and holds the jig until 13:00; B from then on, one hour on Tuesday.
      [at(0, 13), at(1, 9)],
    ],
  ])('%s', (_, tools, a, b, expected) => {
    expect(ends(twoSaws(tools, a, b))).toEqual(expected);
  });

  it('that is in use is the reason of a lateness, with the step that has it', () => {
    const problem = twoSaws([{ id: 'MOULD', count: 1 }], [mould]);
    const made = plan(problem);
    // D-B is due at 12:00 and ships at 16:00.
    const reason = made.deliveries[1]!.reasons[0]!;
    expect(reason).toMatchObject({ kind: 'tool-busy', what: 'MOULD', seconds: 4 * 3600 });
    expect(reason.text).toContain('MOULD is in use until 5 Jan 12:00 with step 10 of planned/1');
    const why = explain(problem, made, { demand: 'D-B' }, { helps: true });
    expect(JSON.stringify(why)).toContain('MOULD is in use until');
    expect(why.helps?.[0]?.text).toBe(
      'With one more piece of MOULD, it would be 5 Jan 12:00 instead of 5 Jan 16:00: 4 hours sooner.',
    );
  });

  it('stays at its step when the plan is mended', () => {
    const problem = twoSaws([{ id: 'MOULD', count: 1 }], [mould]);
    const down = { kind: 'machine-down', machine: 'SAW-1', from: at(0, 9), to: at(0, 10) } as const;
    const mended = replan(problem, plan(problem), [down]);
    expect(check(mended.problem, mended.plan)).toEqual([]);
  });

  it.each<[string, readonly Tool[], ToolUse, string]>([
    ['is not known', [], mould, 'tool MOULD is not known'],
    ['is needed more often than it is there', [{ id: 'MOULD', count: 1 }], { ...mould, qty: 2 }, 'holds 2 pieces of'],
    [
      'is there less than once',
      [{ id: 'MOULD', count: 0 }],
      mould,
      'tools MOULD has count 0, which must be a whole number of 1 or more',
    ],
    [
      'is back before it goes',
      [{ id: 'MOULD', count: 1, downtime: [{ from: at(0, 9), to: at(0, 9) }] }],
      mould,
      'tools MOULD has 32400 to 32400, which must end after it begins',
    ],
    [
      'is held in no piece',
      [{ id: 'MOULD', count: 1 }],
      { ...mould, qty: 0 },
      'qty 0, which must be a whole number of 1 or more',
    ],
  ])('that %s is impossible data', (_, tools, use, text) => {
    expect(() => plan(twoSaws(tools, [use]))).toThrow(text);
  });

  it('that no step names changes nothing', () => {
    const problem = twoSaws([], []);
    expect(plan({ ...problem, tools: [{ id: 'MOULD', count: 1 }] })).toEqual(plan(problem));
  });
});
