import { expect, it } from 'vitest';
import { lateDaysText, lateOf, lateWords } from '../../house/lengths.ts';
import { lateDays, never } from './workingdays.ts';

const day = 86_400;
/** Days 2 and 3 are closed. */
const days = (at: number): number => at / day - Math.min(2, Math.max(0, at / day - 2));

it.each<[string, number, number | null, number, string]>([
  ['a day and a weekend after its need is a day late', 1, 4, 1, '+1.0 d'],
  ['needed and there on closed days is late by no working day', 2.2, 2.9, 0.01, 'no working day'],
  ['a second after its need is late, by no working day', 1, 1 + 1 / day, 0.01, 'no working day'],
  ['there to the second has no slack', 1, 1, 0, 'no slack'],
  ['there before its need on a closed day has no working day left', 2.9, 2.2, 0, 'no slack'],
  ['there a day before has a day left', 1.5, 0.5, -1, '1.0 d left'],
  ['what never comes is later than all else', 1, null, never, '+9999.0 d'],
])('%s', (_, need, comes, late, words) => {
  const found = lateDays(days, need * day, comes === null ? null : comes * day);
  expect(found).toBe(late);
  expect(lateWords(lateOf(found)).text).toBe(words);
});

it('the hot list and the late orders of a version say one word of what is late over a closed day', () => {
  const late = lateDays(days, 2.2 * day, 2.9 * day);
  expect(`late by ${lateDaysText(late)}`).toBe(lateWords(lateOf(late)).said);
});
