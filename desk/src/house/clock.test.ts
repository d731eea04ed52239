import { describe, expect, it } from 'vitest';
import { dayNumber, dayOfNumber, instantOf, instantsOf, isZone, later, nowAt, todayAt, wallClock } from './clock.ts';

describe('the plant’s clock in Berlin', () => {
  it.each([
    ['in winter is an hour ahead', '2026-01-15', '17:00', '2026-01-15T16:00:00.000Z'],
    ['in summer is two', '2026-07-15', '17:00', '2026-07-15T15:00:00.000Z'],
    ['in the hour that spring skips is the moment after the gap', '2026-03-29', '02:30', '2026-03-29T01:30:00.000Z'],
    ['at 24:00 is midnight of the next day', '2026-01-15', '24:00', '2026-01-15T23:00:00.000Z'],
  ])('%s', (_, day, time, instant) => {
    expect(instantOf('Europe/Berlin', day, time)).toBe(instant);
  });

  it('remembers for a whole file what it said, each day and time for itself', () => {
    const instants = instantsOf('Europe/Berlin');
    const asked = ['2026-01-15', '2026-07-15', '2026-01-15'].flatMap((day) => [
      instants(day, '17:00'),
      instants(day, '06:00'),
    ]);
    expect(asked).toEqual(
      ['2026-01-15', '2026-07-15', '2026-01-15'].flatMap((day) => [
        instantOf('Europe/Berlin', day, '17:00'),
        instantOf('Europe/Berlin', day, '06:00'),
      ]),
    );
  });

  it('shows again what it was asked for, on every day of a year', () => {
    for (let day = dayNumber('2026-01-01'); day <= dayNumber('2026-12-31'); day += 1)
      expect(wallClock('Europe/Berlin', instantOf('Europe/Berlin', dayOfNumber(day), '12:00'))).toBe(
        `${dayOfNumber(day)}T12:00:00`,
      );
  });
});

describe('a site’s now', () => {
  const zone = 'Asia/Tokyo';
  it('is the moment it was pinned to', () =>
    expect(nowAt({ pinnedNow: '2025-09-21T08:00:00Z' })).toBe('2025-09-21T08:00:00Z'));
  it('has its own day: late in the evening of UTC it is tomorrow in Tokyo', () =>
    expect(todayAt({ zone, pinnedNow: '2025-09-21T20:00:00Z' })).toBe('2025-09-22'));
});

it('later is earlier with a minus', () => expect(later('2026-01-01T00:00:00Z', -90)).toBe('2025-12-31T23:58:30.000Z'));
it('a zone that nobody knows is none', () =>
  expect([isZone('Europe/Berlin'), isZone('Mars/Base')]).toEqual([true, false]));
