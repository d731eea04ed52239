import { expect, it } from 'vitest';
import { instantIn } from './instants.ts';

it.each([
  ['a day that no calendar has', '2026-02-31T06:00'],
  ['a time that no clock shows', '2026-01-05T25:00'],
  ['an offset that no zone has', '2026-01-05T06:00+99:00'],
  ['a year that was mistyped', '9999-12-31T23:59'],
  ['no year', '0000-01-01T00:00'],
  ['a word', 'now'],
])('%s is no moment', (_, text) => expect(instantIn('Europe/Berlin', text)).toBeUndefined());

it.each([
  ['of the plant’s clock', '2026-01-05T06:00:30', '2026-01-05T05:00:30Z'],
  ['with its offset', '2026-01-05 06:00+09:00', '2026-01-05T06:00:00+09:00'],
  ['a day alone, its midnight', '2026-01-05', '2026-01-04T23:00:00Z'],
])('a moment %s', (_, text, instant) => expect(instantIn('Europe/Berlin', text)).toBe(instant));
