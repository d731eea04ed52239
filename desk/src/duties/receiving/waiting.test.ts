import { describe, expect, it } from 'vitest';
import { byUrgency, type Since, stillWaiting, type Taking, whenOf } from './waiting.ts';

const takings: readonly Taking[] = [
  { line: 'PO-1/1', who: 'work/B', qty: 30, at: '2026-11-05T08:00:00Z', late: false },
  { line: 'PO-1/1', who: 'work/A', qty: 20, at: '2026-11-04T08:00:00Z', late: false },
  { line: 'PO-2/1', who: 'work/C', qty: 10, at: '2026-11-03T08:00:00Z', late: false },
];
const lateB = takings.map((one) => ({ ...one, late: one.who === 'work/B' }));
const waiting = (came: Record<string, number>, brought: Since['brought'] = []) =>
  stillWaiting(takings, { came: new Map(Object.entries(came)), brought }).map(({ who, qty }) => `${who} ${qty}`);

describe('an order waits for what the plan takes for it of a purchase line', () => {
  it.each([
    ['the most urgent first', {}, [], ['work/C 10', 'work/A 20', 'work/B 30']],
    ['less what came of that line, for the most urgent of it', { 'PO-1/1': 25 }, [], ['work/C 10', 'work/B 25']],
    ['not less for what came of another line', { 'PO-9/1': 50 }, [], ['work/C 10', 'work/A 20', 'work/B 30']],
    // 25 came, 15 went to B: the other 10 are A's.
    [
      'less what was brought to it, which then is nobody else’s',
      { 'PO-1/1': 25 },
      [{ who: 'work/B', line: 'PO-1/1', qty: 15 }],
      ['work/C 10', 'work/A 10', 'work/B 15'],
    ],
    // 10 of another line went to A, who takes PO-1/1: what came of that is B's too.
    [
      'less what was brought to it of another line, too',
      { 'PO-1/1': 15, 'PO-9/1': 10 },
      [{ who: 'work/A', line: 'PO-9/1', qty: 10 }],
      ['work/C 10', 'work/B 25'],
    ],
    ['and no longer when it has all', { 'PO-1/1': 50, 'PO-2/1': 12 }, [], []],
    ['and what came and went back again is waited for', { 'PO-1/1': -5 }, [], ['work/C 10', 'work/A 20', 'work/B 30']],
    ['exactly, whatever fractions came', { 'PO-1/1': 19.9 }, [], ['work/C 10', 'work/A 0.1', 'work/B 30']],
  ])('%s', (_, came, brought, expected) => {
    expect(waiting(came as Record<string, number>, brought as Since['brought'])).toEqual(expected);
  });
});

it('a late order is the most urgent, whenever it takes it', () => {
  const since = { came: new Map([['PO-1/1', 35]]), brought: [] };
  expect(stillWaiting(lateB, since).map(({ who, qty }) => `${who} ${qty}`)).toEqual(['work/C 10', 'work/A 15']);
});

it('what is due: late on top, then by day; of a day what a late order waits for first, then by when it is taken; what nobody dates last', () => {
  const today = '2026-11-03';
  const due = (ref: string, day: string | null, ...waits: string[]) => ({
    ref,
    day,
    waiting: waits.map((at) => ({ at, late: ref.endsWith('a late order') })),
  });
  const rows = [
    due('undated', null, '2026-11-01'),
    due('tomorrow', '2026-11-04', '2026-11-01'),
    due('today, nobody waits', '2026-11-03'),
    due('today, taken on the 5th', '2026-11-03', '2026-11-05', '2026-11-06'),
    due('today, taken on the 4th', '2026-11-03', '2026-11-04'),
    due('today, for a late order', '2026-11-03', '2026-11-09'),
    due('late', '2026-11-02'),
    due('later still', '2026-10-30'),
  ];
  expect(rows.toSorted(byUrgency(today)).map(({ ref }) => ref)).toEqual([
    'later still',
    'late',
    'today, for a late order',
    'today, taken on the 4th',
    'today, taken on the 5th',
    'today, nobody waits',
    'tomorrow',
    'undated',
  ]);
  expect(whenOf('2026-11-02', today)).toBe('late');
});
