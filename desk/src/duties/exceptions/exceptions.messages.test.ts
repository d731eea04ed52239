import { expect, it } from 'vitest';
import { closedWords } from './exceptions.messages.ts';

const closed = {
  who: null,
  calendar: 'DAY',
  days: { from: 'Thu 3 Dec', to: 'Thu 3 Dec' },
  names: [],
  stands: 1,
  workCentres: ['SAW'],
  waits: 0,
  late: [] as string[],
  later: [] as string[] | null,
};

it.each([
  ['names who is late by what the floor holds', { late: ['SO-1/1'], later: null }, 'SO-1/1 is late by it.'],
  ['names who ships later that was late before', { later: ['SO-1/1', 'SO-2/1'] }, 'SO-1/1, SO-2/1 ship later by it.'],
  ['says that nobody does only by a plan that knows it', {}, 'No customer’s line ships later by it.'],
  ['and before one does not know', { later: null }, 'Who ships later is known once it is planned again.'],
])('a closed day %s', (_, more, words) => {
  expect(closedWords({ ...closed, ...more })).toBe(`Closed on Thu 3 Dec: 1 operation stands in it on SAW. ${words}`);
});
