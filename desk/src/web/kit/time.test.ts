import { expect, it } from 'vitest';
import { startOfDay } from './time.ts';

it.each([
  ['in winter', 'Europe/Berlin', '2026-11-25', '2026-11-24T23:00:00.000Z'],
  ['in summer', 'Europe/Berlin', '2026-07-01', '2026-06-30T22:00:00.000Z'],
  ['on the day the clock goes forward', 'Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z'],
  ['on the day after', 'Europe/Berlin', '2026-03-30', '2026-03-29T22:00:00.000Z'],
  ['west of Greenwich', 'America/Los_Angeles', '2026-11-01', '2026-11-01T07:00:00.000Z'],
  ['beyond the date line', 'Pacific/Auckland', '2026-11-25', '2026-11-24T11:00:00.000Z'],
  ['where it has no offset', 'UTC', '2026-11-25', '2026-11-25T00:00:00.000Z'],
])('a day begins at midnight of the plant %s', (_, zone, day, instant) => {
  expect(startOfDay(zone, day)).toBe(instant);
});
