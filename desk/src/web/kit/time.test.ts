import { expect, it } from 'vitest';
import { startOfDay, wallClock } from './time.ts';

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

it.each([
  ['an oven that is done a second before six is done at six', '2026-11-25T04:59:59.000Z', '2026-11-25', '06:00'],
  ['a second before midnight is the next day', '2026-11-25T22:59:59.000Z', '2026-11-26', '00:00'],
  ['what is not over to the last second is not over', '2026-11-25T04:59:58.999Z', '2026-11-25', '05:59'],
  ['six is six', '2026-11-25T05:00:00.000Z', '2026-11-25', '06:00'],
])('%s', (_, instant, day, time) => {
  expect(wallClock('Europe/Berlin', instant)).toEqual({ day, time });
});
