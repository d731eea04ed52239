import { describe, expect, it } from 'vitest';
import { bucketStart, type Movement, nextBucket, timePhased } from './timephased.ts';

const movement = (day: string, row: Movement['row'], qty: number): Movement => ({
  at: `${day}T12:00:00Z`,
  day,
  row,
  qty,
  name: row,
  counterpart: [],
});

describe('the time-phased record', () => {
  it('carries what is on hand from bucket to bucket', () => {
    const rows = timePhased(
      10,
      2,
      '2026-11-02',
      [
        movement('2026-11-03', 'gross', 8),
        movement('2026-11-10', 'gross', 8),
        movement('2026-11-09', 'scheduled', 3),
        movement('2026-11-10', 'receipts', 5),
        movement('2026-11-02', 'releases', 5),
      ],
      'week',
    );
    // Week of 2 Nov: 10 − 8 = 2. Week of 9 Nov: 2 + 3 + 5 − 8 = 2; lacking before the planned 5: 8 + 2 − 2 − 3 = 5.
    expect(rows).toEqual([
      { from: '2026-11-02', to: '2026-11-09', gross: 8, scheduled: 0, available: 2, net: 0, receipts: 0, releases: 5 },
      { from: '2026-11-09', to: '2026-11-16', gross: 8, scheduled: 3, available: 2, net: 5, receipts: 5, releases: 0 },
    ]);
  });

  it('says what is lacking in the bucket of the need, whenever the planned receipt comes', () => {
    const rows = timePhased(
      10,
      0,
      '2026-11-02',
      [
        movement('2026-11-02', 'receipts', 30),
        movement('2026-11-03', 'gross', 25),
        movement('2026-11-04', 'gross', 15),
      ],
      'day',
    );
    // 10 − 25 = −15 on the 3rd; another 15 on the 4th.
    expect(rows.map((row) => row.net)).toEqual([0, 15, 15]);
  });

  it('counts what is past due in the first bucket', () => {
    expect(timePhased(0, 0, '2026-11-04', [movement('2026-10-01', 'gross', 4)], 'day')[0]).toMatchObject({
      from: '2026-11-04',
      gross: 4,
      available: -4,
    });
  });

  it('keeps decimals exact: ten times 0.1 is 1', () => {
    const tenths = Array.from({ length: 10 }, () => movement('2026-11-04', 'gross', 0.1));
    expect(timePhased(1, 0, '2026-11-04', tenths, 'day')[0]).toMatchObject({ gross: 1, available: 0 });
  });

  it.each([
    ['2026-11-01', 'week', '2026-10-26', '2026-11-02'],
    ['2026-11-02', 'week', '2026-11-02', '2026-11-09'],
    ['2026-12-31', 'month', '2026-12-01', '2027-01-01'],
    ['2026-02-28', 'day', '2026-02-28', '2026-03-01'],
  ] as const)('%s lies in the %s from %s, before %s', (day, size, start, next) => {
    expect(bucketStart(day, size)).toBe(start);
    expect(nextBucket(start, size)).toBe(next);
  });
});
