import { describe, expect, it } from 'vitest';
import { goesToWork } from './expired.ts';

const goods = (lot: string, expires: string | null) => ({ item: 'GLUE', location: 'A', lot, expires });

describe('goods that go to their work', () => {
  it.each<[string, readonly (string | null)[], unknown]>([
    ['without a day are taken', [null], 'accept'],
    ['are taken on their last day', ['2026-11-30'], 'accept'],
    ['are asked about on the day after', ['2026-11-29'], { lot: 'L0', expires: '2026-11-29', more: 0 }],
    [
      'are asked about once, and how many more',
      ['2027-01-01', '2026-11-29', '2026-11-01'],
      { lot: 'L1', expires: '2026-11-29', more: 1 },
    ],
  ])('%s', (_, days, expected) => {
    const decision = goesToWork(
      days.map((day, at) => goods(`L${at}`, day)),
      '2026-11-30',
    );
    if (decision.kind === 'confirm')
      expect([decision.code, decision.values]).toMatchObject(['expired', expected as object]);
    else expect(decision.kind).toBe(expected);
  });
});
