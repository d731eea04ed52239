import type { HandEdit, Second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { unpricedWords } from './comparison.messages.ts';
import { hoursWords, unmeantWords } from './handhours.messages.ts';
import { costOfHours, type Hours, hoursOf, paidFor, together, unmeant, unpriced, without } from './handhours.ts';

const hour = 3600;
const at = (n: number): Second => (n * hour) as Second;
const over = (of: string, from: number, to: number): HandEdit => ({
  kind: 'overtime',
  of,
  from: at(from),
  to: at(to),
});
const down = (machine: string, from: number, to: number): HandEdit => ({
  kind: 'downtime',
  machine,
  from: at(from),
  to: at(to),
});
const hours = (of: string, from: number, to: number, kind: Hours['kind'] = 'overtime'): Hours => ({
  kind,
  of,
  from: at(from),
  to: at(to),
});

describe('hours by hand', () => {
  it('are counted from the epoch of the plan, other edits left out', () => {
    expect(hoursOf([over('W1', 1, 2), { kind: 'stand' }], 100)).toEqual([
      { kind: 'overtime', of: 'W1', from: 100 + hour, to: 100 + 2 * hour },
    ]);
  });

  it('of one machine that touch are one; overtime and downtime, and two machines, stay apart', () => {
    const edits = [down('W1', 8, 9), over('W2', 1, 2), over('W1', 3, 4), over('W1', 1, 3)];
    expect(hoursOf(edits, 0)).toEqual([hours('W1', 1, 4), hours('W2', 1, 2), hours('W1', 8, 9, 'downtime')]);
  });

  it.each<readonly [string, readonly (readonly [number, number])[], readonly (readonly [number, number])[]]>([
    ['are all news where nothing is recorded', [], [[8, 12]]],
    ['are none where all of it is', [[7, 13]], []],
    [
      'are what is left around it',
      [[9, 10]],
      [
        [8, 9],
        [10, 12],
      ],
    ],
    [
      'are what is left between, in any order',
      [
        [11, 14],
        [6, 9],
      ],
      [[9, 11]],
    ],
    [
      'are not met by what only touches',
      [
        [6, 8],
        [12, 13],
      ],
      [[8, 12]],
    ],
  ])('%s', (_, taken, left) => {
    const spans = taken.map(([from, to]) => ({ from: at(from), to: at(to) }));
    expect(without(hours('W1', 8, 12), spans)).toEqual(left.map(([from, to]) => hours('W1', from, to)));
  });

  it('of a crew are with the first machine of the same hours whose steps it attends, else by itself', () => {
    const all = [hours('P1', 8, 10), hours('WELDERS', 8, 10), hours('W1', 8, 10), hours('PAINTERS', 8, 9)];
    const rows = together(
      all,
      (code) => code.endsWith('1'),
      (crew, machine) => crew[0] === machine[0],
    );
    expect(rows.map(({ machine, crews }) => [machine, crews])).toEqual([
      ['P1', []],
      ['W1', ['WELDERS']],
      [null, ['PAINTERS']],
    ]);
  });

  it('cost what an hour costs, for the whole of them, rounded up', () => {
    expect(costOfHours(45, 2 * hour, 'EUR')).toBe(90_00);
    // A third of an hour at 0.10 is 3.33 cents.
    expect(costOfHours(0.1, 1200, 'EUR')).toBe(4);
  });
});

describe('hours by hand in words', () => {
  const zone = 'Europe/Berlin';
  const told = {
    machine: 'P1',
    work_centre: 'PAINT',
    crews: [],
    from: '2026-11-07T07:00:00Z',
    to: '2026-11-07T09:00:00Z',
  };
  it.each([
    [
      'name how many, whose and when',
      { ...told, kind: 'overtime' },
      '2 h of overtime at P1 of PAINT, Sat 7 Nov 08:00–10:00',
    ],
    [
      'name who comes',
      { ...told, kind: 'overtime', crews: ['PAINTERS'] },
      '2 h of overtime at P1 of PAINT with PAINTERS, Sat 7 Nov 08:00–10:00',
    ],
    [
      'of a crew alone',
      { ...told, kind: 'overtime', machine: null, work_centre: '', crews: ['PAINTERS'] },
      '2 h of overtime of PAINTERS, Sat 7 Nov 08:00–10:00',
    ],
    [
      'past midnight name both days',
      { ...told, kind: 'downtime', from: '2026-11-07T21:00:00Z', to: '2026-11-08T01:00:00Z' },
      'P1 of PAINT down Sat 7 Nov 22:00 – Sun 8 Nov 02:00',
    ],
    [
      'of another year say it',
      { ...told, kind: 'downtime', from: '2027-06-28T20:20:00Z', to: '2027-06-28T21:00:00Z' },
      'P1 of PAINT down Mon 28 Jun 2027 22:20–23:00',
    ],
  ] as const)('%s', (_, row, words) => {
    expect(hoursWords(row, zone, '2026-11-01')).toBe(words);
  });
});

describe('hours by hand are kept', () => {
  // Sunday 1 November 2026, 08:00 in Berlin.
  const now = Date.UTC(2026, 10, 1, 7) / 1000;
  const [day, zone] = [24, 'Europe/Berlin'];
  const told = (kind: Hours['kind'], from: number, to: number): string | undefined => {
    const wrong = unmeant([{ kind, of: 'W1', from: now + from * hour, to: now + to * hour }], now);
    return wrong && unmeantWords(wrong, zone, '2026-11-01');
  };
  it.each<readonly [string, Hours['kind'], number, number, string | undefined]>([
    ['overtime that is ahead', 'overtime', 1, 3, undefined],
    [
      'but not overtime that has begun',
      'overtime',
      -2,
      1,
      '3 h of overtime at W1, Sun 1 Nov 06:00–09:00: that has begun already. Maybe later hours.',
    ],
    [
      'nor overtime of another year',
      'overtime',
      367 * day,
      367 * day + 1,
      '1 h of overtime at W1, Wed 3 Nov 2027 08:00–09:00: that reaches more than a year ahead. Maybe another year is meant.',
    ],
    ['downtime that began on Friday', 'downtime', -2 * day, 8, undefined],
    [
      'but not downtime of long ago',
      'downtime',
      -8 * day,
      8,
      'W1 down Sat 24 Oct 09:00 – Sun 1 Nov 16:00: that began more than a week ago. Maybe begin it today; what was belongs under Downtimes.',
    ],
    [
      'nor downtime beyond a year',
      'downtime',
      300 * day,
      367 * day,
      'W1 down Sat 28 Aug 2027 09:00 – Wed 3 Nov 2027 08:00: that reaches more than a year ahead. Maybe another year is meant.',
    ],
  ])('%s', (_, kind, from, to, words) => {
    expect(told(kind, from, to)).toBe(words);
  });
});

it('overtime of which no price is known is counted in no cost, and said', () => {
  const hours = [
    { kind: 'overtime' as const, cost: 8000 },
    { kind: 'overtime' as const, cost: null },
    { kind: 'downtime' as const, cost: null },
  ];
  expect([paidFor(hours), unpriced(hours)]).toEqual([8000, 1]);
  expect(unpricedWords(1)).toMatch(/^One span of overtime by hand is not counted: .* Maybe /);
  expect(unpricedWords(2)).toMatch(/^2 spans of overtime by hand are not counted: /);
});
