import { describe, expect, test } from 'vitest';
import { countText, moneyText, quantityText } from './formats.ts';
import { dayWords, instantInFull, isInstant, wallClock } from './time.ts';

describe('a date', () => {
  test('goes without the year when it is this one', () => {
    expect(dayWords('2025-11-03', '2025-12-31')).toBe('Mon 3 Nov');
  });
  test('carries the year when it is another', () => {
    expect(dayWords('2026-01-05', '2025-12-31')).toBe('Mon 5 Jan 2026');
  });
  test('of an instant is the plant’s, not Greenwich’s: half past eleven at night in Greenwich is tomorrow in Berlin', () => {
    expect(wallClock('Europe/Berlin', '2025-11-03T23:30:00Z')).toEqual({ day: '2025-11-04', time: '00:30' });
  });
  test('midnight is 00:00, never 24:00', () => {
    expect(wallClock('UTC', '2025-11-03T00:00:00Z').time).toBe('00:00');
  });
  test('on hover is exact and names the zone', () => {
    expect(instantInFull('Europe/Berlin', '2025-11-03T16:00:00Z')).toBe('Mon 3 Nov 2025, 17:00 (Europe/Berlin)');
  });
  test('is told from an instant', () => {
    expect([isInstant('2025-11-03'), isInstant('2025-11-03T16:00:00Z'), isInstant('not a date at all')]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('numbers', () => {
  test('a quantity groups its thousands and shows only the decimals it has', () => {
    expect([quantityText(12480.5), quantityText(0.000001), quantityText(20)]).toEqual(['12,480.5', '0.000001', '20']);
  });
  test('money is minor units of its own currency: yen have none', () => {
    expect(moneyText({ minor: 840_000, currency: 'EUR' })).toBe('€8,400.00');
    expect(moneyText({ minor: 840_000, currency: 'EUR' }, true)).toBe('€8,400');
    expect(moneyText({ minor: 8400, currency: 'JPY' })).toBe('¥8,400');
  });
  test('one is one', () => {
    expect([countText(1, 'item', 'items'), countText(1200, 'item', 'items')]).toEqual(['1 item', '1,200 items']);
  });
});
