import { describe, expect, it } from 'vitest';
import { check } from '../checking/check.ts';
import { type Qty, qty, ratio } from '../units/units.ts';
import { plan } from './planner.ts';
import type { Operation, Problem } from './problem.ts';
import { replan } from './replan.ts';
import { at, demand, factory, HOUR, hours, item, machine, step } from './small-factory.test-support.ts';

/** So many A, cut on three saws that are alike, an hour of set-up and an hour each; due on Monday 08:00, so late. */
const saws = (pieces: number, cut: Partial<Operation>, more: Partial<Problem> = {}): Problem =>
  factory({
    items: [item('A', 'make')],
    workCentres: [
      { id: 'SAWS', calendar: 'DAY' },
      { id: 'BENCH', calendar: 'DAY' },
    ],
    machines: [...['S1', 'S2', 'S3'].map((id) => machine(id, 'SAWS')), machine('B1', 'BENCH')],
    operations: [step('A', 10, 'SAWS', cut)],
    demands: [demand('D', 'A', pieces, at(0, 8))],
    ...more,
  });
const clean = (problem: Problem) => {
  const made = plan(problem);
  expect(check(problem, made)).toEqual([]);
  return made;
};
/** Machine, pieces, start and end as hours since Monday 00:00. */
const rowsOf = ({ operations }: ReturnType<typeof plan>) =>
  operations.map(({ machine: on, part, start, end }) => [on, part?.qty, start / HOUR, end / HOUR]);
const rows = (problem: Problem) => rowsOf(clean(problem));

describe('a step that may run on several machines at once', () => {
  it.each<[string, number, Partial<Operation>, (string | number | undefined)[][]]>([
    [
      'is as many equal parts, each set up: three of two pieces',
      6,
      { split: 3 },
      [
        ['S1', 2, 8, 11],
        ['S2', 2, 8, 11],
        ['S3', 2, 8, 11],
      ],
    ],
    [
      'has whole pieces in its parts: seven are three and two and two',
      7,
      { split: 3 },
      [
        ['S1', 3, 8, 12],
        ['S2', 2, 8, 11],
        ['S3', 2, 8, 11],
      ],
    ],
    [
      'is on no more machines than it says',
      6,
      { split: 2 },
      [
        ['S1', 3, 8, 12],
        ['S2', 3, 8, 12],
      ],
    ],
    [
      'has whole transfer batches in its parts: seven are three and three and one',
      7,
      { split: 3, transferBatch: 3 as Qty },
      [
        ['S1', 3, 8, 12],
        ['S2', 3, 8, 12],
        ['S3', 1, 8, 10],
      ],
    ],
    [
      'is in fewer parts where one would run for less time than it is set up',
      4,
      { split: 3, setup: hours(2) },
      [
        ['S1', 2, 8, 12],
        ['S2', 2, 8, 12],
      ],
    ],
    ['is in one part where it is short', 2, { split: 3, setup: hours(2) }, [['S1', undefined, 8, 12]]],
    ['is in one part where it says nothing', 6, {}, [['S1', undefined, 8, 15]]],
    ['is in one part where there is one machine', 6, { split: 3, machines: ['S2'] }, [['S2', undefined, 8, 15]]],
  ])('%s', (_, pieces, cut, expected) => {
    expect(rows(saws(pieces, cut))).toEqual(expected);
  });

  it('is in one part where each part would wait for the one mould that there is', () => {
    const problem = saws(6, { split: 3, tools: [{ tool: 'MOULD' }] }, { tools: [{ id: 'MOULD', count: 1 }] });
    expect(rows(problem)).toEqual([['S1', undefined, 8, 15]]);
  });

  it('is attended part by part: two people are two machines at once, the third part follows', () => {
    const crews = [{ id: 'SAWYERS', size: 2, calendar: 'DAY' }];
    // Whole it would end at 15:00, too, and needs one set-up.
    expect(rows(saws(6, { split: 3, crew: 'SAWYERS' }, { crews }))).toEqual([
      ['S1', 2, 8, 11],
      ['S2', 2, 8, 11],
      ['S1', 2, 11, 14],
    ]);
  });

  it('hands all pieces on when the last part is done', () => {
    const operations = [
      step('A', 10, 'SAWS', { split: 3 }),
      step('A', 20, 'BENCH', { setup: hours(0), runPerUnit: ratio(600) }),
    ];
    // The first part of three is done at 12:00, then seven times ten minutes.
    expect(rows(saws(7, {}, { operations })).at(-1)).toEqual(['B1', undefined, 12, 12 + 70 / 60]);
  });

  it('is as late as its date allows, part by part', () => {
    const demands = [demand('D', 'A', 7, at(2, 16))];
    expect(rows(saws(7, { split: 3 }, { demands }))).toEqual([
      ['S1', 3, 60, 64],
      ['S2', 2, 61, 64],
      ['S3', 2, 61, 64],
    ]);
  });

  it('keeps its parts when it is planned anew, and moves what a broken machine hits', () => {
    const problem = saws(6, { split: 3 });
    const made = clean(problem);
    const down = { kind: 'machine-down', machine: 'S2', from: at(0, 9), to: at(0, 10) } as const;
    const same = replan(problem, made, []);
    expect(rowsOf(same.plan)).toEqual(rowsOf(made));
    const mended = replan(problem, made, [down]);
    const later = { kind: 'machine-down', machine: 'B1', from: at(3, 8), to: at(3, 9) } as const;
    expect(rowsOf(replan(problem, made, [later]).plan)).toEqual(rowsOf(made));
    expect(check(mended.problem, mended.plan)).toEqual([]);
    // What was on S2 changes with the third part, and pauses there for the hour.
    expect(rowsOf(mended.plan)).toEqual([
      ['S1', 2, 8, 11],
      ['S3', 2, 8, 11],
      ['S2', 2, 8, 12],
    ]);
  });

  const open = (more: object, pieces = 6): Problem =>
    saws(
      pieces,
      {},
      {
        workOrders: [
          {
            id: 'W',
            item: 'A',
            state: 'released',
            qty: qty(pieces),
            qtyOpen: qty(pieces),
            operations: [{ ...step('A', 10, 'SAWS', { split: 3 }), split: 2, done: false, ...more }],
          },
        ],
      },
    );
  const span = (from: number, to: number) => ({ from: at(0, from), to: at(0, to) });

  it('of an open order is split while nobody has begun it', () => {
    expect(rows(open({}))).toEqual([
      ['S1', 3, 8, 12],
      ['S2', 3, 8, 12],
    ]);
    expect(rows(open({ startedAt: at(0, 8), machine: 'S1' }))).toEqual([['S1', undefined, 8, 14]]);
    expect(rows(open({ machine: 'S3' }))).toEqual([['S3', undefined, 8, 15]]);
  });

  it.each<[string, object, number, (string | number | undefined)[][]]>([
    [
      'on these machines, where others would do as well',
      { parts: [{ machine: 'S3' }, { machine: 'S2' }] },
      6,
      [
        ['S3', 3, 8, 12],
        ['S2', 3, 8, 12],
      ],
    ],
    [
      'to the second where it is frozen',
      {
        frozen: span(9, 15),
        parts: [
          { machine: 'S3', frozen: span(9, 13) },
          { machine: 'S2', frozen: span(11, 15) },
        ],
      },
      6,
      [
        ['S3', 3, 9, 13],
        ['S2', 3, 11, 15],
      ],
    ],
    [
      'of which the last falls away with its pieces',
      { parts: [{ machine: 'S3' }, { machine: 'S2' }] },
      1,
      [['S3', undefined, 8, 10]],
    ],
    [
      'of which the first stays frozen where one is left',
      {
        frozen: span(9, 15),
        parts: [
          { machine: 'S3', frozen: span(9, 11) },
          { machine: 'S2', frozen: span(13, 15) },
        ],
      },
      1,
      [['S3', undefined, 9, 11]],
    ],
  ])('stays in its parts %s', (_, more, pieces, expected) => {
    const problem = open(more, pieces);
    const made = clean(problem);
    expect(rowsOf(made)).toEqual(expected);
    const elsewhere = { kind: 'machine-down', machine: 'S1', from: at(0, 8), to: at(0, 12) } as const;
    expect(rowsOf(replan(problem, made, [elsewhere]).plan)).toEqual(expected);
  });

  it.each<[string, object, string]>([
    ['one part', { parts: [{ machine: 'S1' }] }, 'has 1 parts, which must be two or more'],
    [
      'parts of what has begun',
      { parts: [{ machine: 'S1' }, { machine: 'S2' }], setupDone: true },
      'has 2 parts, which must not be begun, set up or on one machine',
    ],
    [
      'parts that are frozen where the step is not',
      {
        parts: [
          { machine: 'S1', frozen: span(8, 12) },
          { machine: 'S2', frozen: span(8, 12) },
        ],
      },
      'has frozen undefined, which must be from the first to the last of its parts',
    ],
    [
      'parts of which one is free',
      { frozen: span(8, 12), parts: [{ machine: 'S1', frozen: span(8, 12) }, { machine: 'S2' }] },
      'which must be from the first to the last of its parts',
    ],
  ])('cannot stay in %s', (_, more, text) => {
    expect(() => plan(open(more))).toThrow(text);
  });

  it('is not split outside: impossible data', () => {
    const outside = saws(6, { split: 2, workCentre: undefined, outside: hours(24) });
    expect(() => plan(outside)).toThrow('what is done outside runs on no machine of ours');
  });
});
