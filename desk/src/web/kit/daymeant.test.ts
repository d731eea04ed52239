import { expect, it } from 'vitest';
import { dayMeant, withDay } from './daymeant.ts';

it.each([
  ['3 nov', '2026-11-03'],
  ['+5', '2026-11-30'],
  ['tomorrow 14:30', '2026-11-26'],
  ['2026-04-03 17:00', '2026-04-03'],
  ['3.4.2026', '2026-04-03'],
  ['', undefined],
  ['soon', undefined],
])('%j means %s', (text, day) => {
  expect(dayMeant(text, '2026-11-25')).toBe(day);
});

it('a day that is picked leaves the time of day as it was typed', () => {
  expect(withDay('2026-11-03 17:00', '2026-12-01')).toBe('2026-12-01 17:00');
  expect(withDay('tomorrow', '2026-12-01')).toBe('2026-12-01');
  expect(withDay('', '2026-12-01')).toBe('2026-12-01');
});
