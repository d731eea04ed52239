import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Clock, civilFromDays, daysFromCivil, epochSeconds, spell, spellQty } from './clock.ts';
import { second } from './units.ts';

describe('civil dates', () => {
  it.each([
    { days: 0, date: [1970, 1, 1] },
    { days: 20_458, date: [2026, 1, 5] },
    { days: 19_782, date: [2024, 2, 29] },
    { days: -1, date: [1969, 12, 31] },
  ])('day $days is $date', ({ days, date }) => {
    const { year, month, day } = civilFromDays(days);
    expect([year, month, day]).toEqual(date);
    expect(daysFromCivil(year, month, day)).toBe(days);
  });

  it('there and back is the same day', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000, max: 1_000_000 }), (days) => {
        const { year, month, day } = civilFromDays(days);
        expect(daysFromCivil(year, month, day)).toBe(days);
      }),
    );
  });

  it('an epoch is an instant in UTC or nothing', () => {
    expect(epochSeconds('2026-01-05T06:30:00Z')).toBe(20_458 * 86_400 + 6.5 * 3600);
    expect(epochSeconds('2026-01-05')).toBeUndefined();
    expect(epochSeconds('5 January')).toBeUndefined();
  });
});

describe('sentences', () => {
  const zone = {
    offsets: [
      { at: second(0), offset: 3600 },
      { at: second(86_400), offset: 7200 },
    ],
  };
  const clock = new Clock('2026-12-30T00:00:00Z', zone);
  it.each([
    { at: 10 * 3600, says: '30 Dec 11:00' },
    { at: 86_400 + 10 * 3600, says: '31 Dec 12:00' },
    { at: 86_400 + 23 * 3600, says: '1 Jan 2027 01:00' },
  ])('say $says on the plant’s clock', ({ at, says }) => expect(clock.at(at)).toBe(says));

  it.each([
    { at: 0, says: 'Wed 30 Dec 01:00' },
    { at: 86_400 + 23 * 3600, says: 'Fri 1 Jan 2027 01:00' },
    { at: -20_817 * 86_400, says: 'Thu 1 Jan 1970 01:00' },
    { at: -20_818 * 86_400, says: 'Wed 31 Dec 1969 01:00' },
  ])('say $says with its weekday', ({ at, says }) => expect(clock.onDay(at)).toBe(says));

  it.each([
    { seconds: 86_400, says: '1 day' },
    { seconds: 2.4 * 86_400, says: '2.4 days' },
    { seconds: 5400, says: '1.5 hours' },
    { seconds: 60, says: '1 minute' },
  ])('say $says', ({ seconds, says }) => expect(spell(seconds)).toBe(says));

  it('show steps as units', () => expect(spellQty(1250, 2)).toBe('12.5'));
});
