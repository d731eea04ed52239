import { describe, expect, it } from 'vitest';
import { Refused } from '../refused.ts';
import type { Column } from './column.ts';
import { filterWords, passesOf, typedForm } from './filter.ts';

interface Row {
  readonly code: string;
  readonly due: string | null;
  readonly money: number;
  readonly whole: boolean;
}
const columns: readonly Column<Row>[] = [
  { id: 'code', label: 'Code', type: 'text', value: (row) => row.code },
  { id: 'due', label: 'Due', type: 'instant', value: (row) => row.due },
  { id: 'money', label: 'Value', type: 'money', value: (row) => ({ minor: row.money, currency: 'EUR' }) },
  { id: 'whole', label: 'Whole', type: 'boolean', value: (row) => row.whole },
  { id: 'state', label: 'State', type: 'choice', value: () => 'open', choices: ['open', 'on_hold', 'closed'] },
  { id: 'late', label: 'Late', type: 'number', value: () => 3 },
];

describe('above the list', () => {
  it.each([
    ['late', '> 2', 'Late > 2'],
    ['late', '>=2', 'Late ≥ 2'],
    ['late', '5..10', 'Late 5..10'],
    ['late', '3', 'Late = 3'],
    ['late', 'gt:2', 'Late > 2'],
    ['late', 'empty', 'Late is empty'],
    ['late', 'filled:', 'Late is filled in'],
    ['due', 'this week', 'Due this week'],
    ['due', '< today', 'Due < today'],
    ['due', 'ge:2026-11-03', 'Due ≥ Tue 3 Nov'],
    ['due', 'lt:2026-11-03T17:00:00Z', 'Due < Tue 3 Nov'],
    ['code', 'tube', 'Code contains tube'],
    ['code', 'starts FR', 'Code starts FR'],
    ['code', 'eq:FRAME-54', 'Code is FRAME-54'],
    ['state', 'in:open,closed', 'State is open or closed'],
    ['state', 'eq:open', 'State is open'],
    ['whole', 'eq:true', 'Whole: yes'],
    ['state', 'in:open,on_hold', 'State is open or on hold'],
    ['gone', 'x', 'gone contains x'],
  ])('%s:%s reads "%s"', (column, condition, words) => {
    expect(filterWords(columns, { column, condition }, 'Europe/Berlin', '2026-11-25')).toBe(words);
  });
});

it('an exact condition is mended in the words in which it would be typed', () => {
  expect(typedForm('number', 'ge:5')).toBe('>= 5');
  expect(typedForm('text', 'ne:A')).toBe('is not A');
  expect(typedForm('text', 'has:tube')).toBe('tube');
  expect(typedForm('choice', 'in:open,closed')).toBe('open, closed');
  expect(typedForm('boolean', 'eq:false')).toBe('no');
});

describe('rows that are here', () => {
  const context = { today: '2026-11-25', startOf: (day: string) => `${day}T00:00:00Z`, minorDigits: 2 };
  const rows: readonly Row[] = [
    { code: 'A', due: '2026-11-25T12:00:00Z', money: 840_000, whole: true },
    { code: 'B', due: null, money: 10_000, whole: false },
  ];
  const shown = (filter: string) => {
    const passes = passesOf(columns, filter, 'UTC', context);
    return passes instanceof Refused ? passes.message : rows.filter(passes).map((row) => row.code);
  };
  it.each([
    ['due:today', ['A']],
    ['due:empty', ['B']],
    ['money:> 5000', ['A']],
    ['whole:no|code:B', ['B']],
    ['', ['A', 'B']],
  ])('%j leaves %j', (filter, left) => {
    expect(shown(filter)).toEqual(left);
  });
  it('are none where the filter cannot be read, and the sentence says so', () => {
    expect(shown('money:> much')).toBe(
      'Value "> much" is not a filter. Maybe write > 5000, <= 300, 1000..5000, = 0, empty or not empty.',
    );
    expect(shown('gone:1')).toBe('This list cannot be filtered by "gone": there is no such field.');
  });
});
