import { expect, it } from 'vitest';
import { instantAt, offsetsOf, secondsOf } from '../../house/clock.ts';
import { keptWords, movedWords } from './promises.messages.ts';
import { acknowledged, agreed, allThere, keptBy } from './promises.ts';
import { workdaysAfter, workdaysBetween } from './workdays.ts';

const zone = offsetsOf('Europe/Berlin');
/** Of December 2026, in which the 1st is a Tuesday; 10:00 in UTC. */
const on = (day: number, hour = 10): number =>
  secondsOf(`2026-12-${String(day).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z`);

it.each([
  ['none after a Saturday is that Saturday', 5, 0, 5],
  ['one after a Friday is Monday', 4, 1, 7],
  ['one after a Saturday is Monday', 5, 1, 7],
  ['five after a Tuesday is the next Tuesday', 1, 5, 8],
  ['one before a Monday is Friday', 7, -1, 4],
  ['one before a Saturday is Friday', 5, -1, 4],
  ['one before a Sunday is Friday', 6, -1, 4],
  ['six before a Wednesday is the Tuesday of the week before', 9, -6, 1],
])('working days: %s', (_, from, days, to) => {
  expect(instantAt(workdaysAfter(zone, on(from), days))).toBe(instantAt(on(to)));
});

it.each([
  ['from Friday to Monday there is one', 4, 7, 1],
  ['from Friday to Sunday there is none', 4, 6, 0],
  ['from Sunday to Monday there is one', 6, 7, 1],
  ['back from Monday to Friday there is one less', 7, 4, -1],
  ['within a day there is none', 4, 4, 0],
  ['over two weekends there are ten', 1, 15, 10],
])('working days: %s', (_, from, to, days) => {
  expect(workdaysBetween(zone, on(from), on(to))).toBe(days);
});

it('a day of the plant begins at its midnight, not at that of UTC', () => {
  // 23:30 in UTC is half past midnight of Tuesday in Berlin.
  expect(workdaysBetween(zone, secondsOf('2026-11-30T22:30:00Z'), secondsOf('2026-11-30T23:30:00Z'))).toBe(1);
});

it.each([
  ['of one alone is that one', [[1, 8]], 8],
  [
    'moves with a promise given before it fell due',
    [
      [1, 8],
      [4, 10],
    ],
    10,
  ],
  [
    'moves with a promise given on the day itself, before its hour',
    [
      [1, 8],
      [8, 10],
    ],
    10,
  ],
  [
    'stays where the next was given only when it was gone by',
    [
      [1, 8],
      [9, 14],
    ],
    8,
  ],
  [
    'stays after that, however early what follows was given',
    [
      [1, 8],
      [9, 14],
      [10, 16],
    ],
    8,
  ],
  [
    'passes a promise that was taken back by',
    [
      [1, 8],
      [2, null],
      [4, 10],
    ],
    10,
  ],
  [
    'may move earlier',
    [
      [1, 8],
      [4, 7],
    ],
    7,
  ],
  ['of none is none', [], null],
] as const)('the last promise agreed before it fell due %s', (_, promises, due) => {
  const given = promises.map(([day, date]) => ({ given: on(day), due: date === null ? null : on(date) }));
  expect(agreed(given)?.due ?? null).toBe(due === null ? null : on(due));
});

it('the acknowledgement is the first date given, also when it was taken back later', () => {
  const given = [
    { given: on(1), due: null },
    { given: on(2), due: on(8) },
    { given: on(3), due: null },
  ];
  expect(acknowledged(given)?.due).toBe(on(8));
  expect(acknowledged([])).toBeUndefined();
});

it.each([
  ['of the same day is on time, whatever the hour', 8, on(8, 20), 'on time', 0],
  ['five working days before is on time', 8, on(1), 'on time', -5],
  ['six working days before is too early', 9, on(1), 'early', -6],
  ['a working day after is late', 8, on(9), 'late', 1],
  ['on the Saturday after a Friday is on time: nobody works between', 4, on(5), 'on time', 0],
  ['still to come is due', 10, undefined, 'to come', -2],
  ['that did not come on its day is overdue on the next', 7, undefined, 'overdue', 1],
] as const)('what came %s', (_, due, came, state, days) => {
  expect(keptBy(zone, on(due), came, on(8))).toEqual({ state, days });
});

it.each([
  [
    'when the last part came',
    [
      [1, 4],
      [3, 6],
      [5, 1],
    ],
    10,
    false,
    3,
  ],
  [
    'never while some is missing',
    [
      [1, 4],
      [3, 5.9],
    ],
    10,
    false,
    null,
  ],
  [
    'at the last receipt of a line that was closed with less',
    [
      [1, 4],
      [3, 5],
    ],
    10,
    true,
    3,
  ],
  ['never of a line that was closed with nothing', [], 10, true, null],
  [
    'by parts that are no binary fractions',
    [
      [1, 0.1],
      [2, 0.2],
    ],
    0.3,
    false,
    2,
  ],
] as const)('all of a line is there %s', (_, arrivals, ordered, closed, day) => {
  const came = allThere(
    arrivals.map(([at, qty]) => ({ at: on(at), qty })),
    ordered,
    closed,
  );
  expect(came ?? null).toBe(day === null ? null : on(day));
});

it.each([
  [{ state: 'to come', days: 0 }, 'due today'],
  [{ state: 'to come', days: -1 }, 'due in 1 working day'],
  [{ state: 'overdue', days: 2 }, 'not all here, 2 working days late by now'],
  [{ state: 'on time', days: 0 }, 'on time'],
  [{ state: 'on time', days: -3 }, 'on time, 3 working days early'],
  [{ state: 'early', days: -6 }, 'too early, by 6 working days'],
  [{ state: 'late', days: 1 }, 'late by 1 working day'],
] as const)('%o reads “%s”', (kept, words) => {
  expect(keptWords(kept)).toBe(words);
});

it('says how far a promise is from the one before', () => {
  expect([movedWords(3), movedWords(-1), movedWords(0)]).toEqual([
    '3 working days later',
    '1 working day earlier',
    'same day as before',
  ]);
});
