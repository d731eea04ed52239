import { describe, expect, it } from 'vitest';
import { expiringUnused, tooMuch } from './stockreview.ts';

const today = '2026-11-03';
const stock = (more: object = {}) => ({
  item: 'GLUE',
  onHand: 100,
  safetyStock: 0,
  needed: 100,
  moved: '2026-11-01',
  expiring: [],
  needs: [],
  ...more,
});

describe('stock is too much', () => {
  it.each([
    ['not where the plan needs all of it', stock(), []],
    ['by what the plan does not need: 100 − 60', stock({ needed: 60 }), [['excess', 40]]],
    ['but for the safety stock: 100 − 60 − 30', stock({ needed: 60, safetyStock: 30 }), [['excess', 10]]],
    ['not where it is too little', stock({ needed: 160 }), []],
    ['where it did not move for more than 90 days', stock({ moved: '2026-08-04' }), [['dead', 100]]],
    ['not on the ninetieth day', stock({ moved: '2026-08-05' }), []],
    ['where it never moved', stock({ moved: null }), [['dead', 100]]],
    ['not where there is none', stock({ onHand: 0, moved: null }), []],
    ['where it expires before it is used', stock({ expiring: [{ day: '2026-11-10', qty: 5 }] }), [['expiring', 5]]],
  ] as const)('%s', (_, of, expected) => {
    expect(tooMuch(of, today, 90).map((one) => [one.trouble, one.qty])).toEqual(expected);
  });
});

describe('what expires before it is used', () => {
  const lot = (day: string, qty: number) => ({ day, qty });
  it.each([
    ['is nothing where it is needed in time', [lot('2026-11-10', 5)], [lot('2026-11-10', 5)], undefined],
    ['is what is needed a day later', [lot('2026-11-10', 5)], [lot('2026-11-11', 5)], { qty: 5, day: '2026-11-10' }],
    ['is what is left: 5 − 2', [lot('2026-11-10', 5)], [lot('2026-11-04', 2)], { qty: 3, day: '2026-11-10' }],
    // 5 and 5 are there, 7 are needed by the 20th, 4 of them by the 10th: one of the first is lost, three of the second are used.
    [
      'counts what is used once',
      [lot('2026-11-10', 5), lot('2026-11-20', 5)],
      [lot('2026-11-09', 4), lot('2026-11-19', 3)],
      { qty: 3, day: '2026-11-10' },
    ],
    [
      'is all of what expired before today',
      [lot('2026-11-02', 5)],
      [lot('2026-11-01', 5)],
      { qty: 5, day: '2026-11-02' },
    ],
  ])('%s', (_, expiring, needs, expected) => {
    expect(expiringUnused(expiring, needs, today)).toEqual(expected);
  });
});
