import { expect, it } from 'vitest';
import { farFrom, farWords } from './faryears.ts';

const today = '2026-11-27';

it.each<[string, string, string | undefined]>([
  ['of the year 1', '0001-01-01', 'past'],
  ['ten years ago and a day', '2016-11-26', 'past'],
  ['ten years ago', '2016-11-27', undefined],
  ['of today', today, undefined],
  ['in ten years', '2036-11-27', undefined],
  ['in ten years and a day', '2036-11-28', 'ahead'],
  ['of the year 9999', '9999-12-31', 'ahead'],
])('a day %s is meant, or too far from today', (_, day, expected) => {
  expect(farFrom(day, today)).toBe(expected);
});

it('is refused with the day and a way out', () => {
  expect(farWords('9999-12-31', today)).toBe('9999-12-31 is more than ten years ahead. Maybe the year is mistyped.');
  expect(farWords('0001-01-01', today)).toMatch(/0001-01-01 is more than ten years ago/);
});
