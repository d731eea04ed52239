import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { plan } from './planner.ts';
import type { Machine, Operation, Problem } from './problem.ts';
import { replan } from './replan.ts';
import { roughCut } from './rough-cut.ts';
import { at, demand, factory, HOUR, hours, item, machine, step } from './small-factory.test-support.ts';

/** A, B and C, four pieces each, two hours in the oven whatever the quantity, after an hour of heating up; all due on Monday 08:00. */
const bakery = (
  batch: Machine['batch'],
  steps: Record<string, Partial<Operation>>,
  more: Partial<Problem> = {},
): Problem => {
  const items = Object.keys(steps);
  return factory({
    items: items.map((id) => item(id, 'make')),
    workCentres: [{ id: 'OVENS', calendar: 'DAY' }],
    machines: [machine('OVEN', 'OVENS', { batch })],
    operations: items.map((id) =>
      step(id, 10, 'OVENS', { runPerUnit: { num: 0, den: 1 }, runFixed: hours(2), family: 'HOT', ...steps[id] }),
    ),
    demands: items.map((id) => demand(`D-${id}`, id, 4, at(0, 8))),
    ...more,
  });
};
const clean = (problem: Problem) => {
  const made = plan(problem);
  expect(check(problem, made)).toEqual([]);
  return made;
};
/** Start and end as hours since Monday 00:00, and minutes of set-up. */
const rows = (problem: Problem) =>
  clean(problem).operations.map(({ start, end, setup }) => [start / HOUR, end / HOUR, setup / 60]);

describe('an oven', () => {
  it.each<[string, Machine['batch'], Record<string, Partial<Operation>>, number[][]]>([
    [
      'takes steps of one family at once, heated up once',
      { steps: 3 },
      { A: {}, B: {}, C: {} },
      [
        [8, 11, 60],
        [8, 11, 0],
        [8, 11, 0],
      ],
    ],
    [
      'takes no more steps than it may',
      { steps: 2 },
      { A: {}, B: {}, C: {} },
      // The third after the others, without set-up: 11:00 to 13:00.
      [
        [8, 11, 60],
        [8, 11, 0],
        [11, 13, 0],
      ],
    ],
    [
      'takes no more pieces than it may: four and four are eight',
      { qty: 8 },
      { A: {}, B: {}, C: {} },
      [
        [8, 11, 60],
        [8, 11, 0],
        [11, 13, 0],
      ],
    ],
    [
      'keeps families apart',
      { steps: 3 },
      { A: {}, B: { family: 'WARM' }, C: {} },
      // C joins A; B is heated up anew after them.
      [
        [8, 11, 60],
        [11, 14, 60],
        [8, 11, 0],
      ],
    ],
    [
      'keeps items apart that have no family',
      { steps: 3 },
      { A: { family: undefined }, B: { family: undefined } },
      [
        [8, 11, 60],
        [11, 14, 60],
      ],
    ],
    [
      'bakes as long as the longest, and of three that are late as one batch',
      { steps: 3 },
      { A: {}, B: { runFixed: hours(1) }, C: { runFixed: hours(3) } },
      // C's set-up and three hours.
      [
        [8, 12, 0],
        [8, 12, 0],
        [8, 12, 60],
      ],
    ],
    [
      'is filled alone by what is larger than it',
      { qty: 3 },
      { A: {}, B: {} },
      [
        [8, 11, 60],
        [11, 13, 0],
      ],
    ],
    [
      'that takes no batches takes one after the other',
      undefined,
      { A: {}, B: {} },
      [
        [8, 11, 60],
        [11, 13, 0],
      ],
    ],
  ])('%s', (_, batch, steps, expected) => {
    expect(rows(bakery(batch, steps))).toEqual(expected);
  });

  it('says which operations share a batch', () => {
    const { operations } = clean(bakery({ steps: 2 }, { A: {}, B: {}, C: {} }));
    expect(operations.map((row) => row.batch)).toEqual(['OVEN/28800', 'OVEN/28800', 'OVEN/39600']);
  });

  it('is attended once, and each mould is in it', () => {
    const people = { crews: [{ id: 'BAKER', size: 1, calendar: 'DAY' }], tools: [{ id: 'MOULD', count: 1 }] };
    const crew = { crew: 'BAKER' };
    expect(rows(bakery({ steps: 3 }, { A: crew, B: crew }, people)).map(([start]) => start)).toEqual([8, 8]);
    const mould = { tools: [{ tool: 'MOULD' }] };
    expect(rows(bakery({ steps: 3 }, { A: mould, B: mould }, people)).map(([start]) => start)).toEqual([8, 11]);
  });

  it('takes a batch as late as the first of its dates allows', () => {
    const later = bakery({ steps: 2 }, { A: {}, B: {} });
    const due = [demand('D-A', 'A', 4, at(2, 16)), demand('D-B', 'B', 4, at(2, 16))];
    // Wednesday 13:00 to 16:00, both.
    expect(rows({ ...later, demands: due })).toEqual([
      [61, 64, 60],
      [61, 64, 0],
    ]);
  });

  it('bakes a batch anew as a whole when it was down', () => {
    const problem = bakery({ steps: 3 }, { A: {}, B: {}, C: {} });
    const down = { kind: 'machine-down', machine: 'OVEN', from: at(0, 7), to: at(0, 9) } as const;
    const mended = replan(problem, plan(problem), [down]);
    expect(check(mended.problem, mended.plan)).toEqual([]);
    expect(mended.plan.operations.map((row) => row.end)).toEqual([at(0, 12), at(0, 12), at(0, 12)]);
  });

  it('is the load of one batch in the master schedule', () => {
    const problem = bakery({ steps: 3 }, { A: {}, B: {}, C: {} });
    const [oven] = roughCut(problem, plan(problem)).resources;
    expect(oven?.weeks[0]?.load).toBe(3 * HOUR);
  });

  it.each<[string, Partial<Machine>, string]>([
    ['takes nothing', { batch: { steps: 0 } }, 'OVEN has steps 0, which must be'],
    ['takes several batches at once', { batch: { qty: 5 }, capacity: 2 }, 'and 2 of them at once'],
  ])('that %s is impossible data', (_, more, text) => {
    const problem = bakery(undefined, { A: {} });
    expect(() => plan({ ...problem, machines: [machine('OVEN', 'OVENS', more)] })).toThrow(text);
  });
});
