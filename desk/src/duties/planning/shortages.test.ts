import { describe, expect, it } from 'vitest';
import { type Flow, mondays, shortItems } from './shortages.ts';

/** A Tuesday. */
const today = '2026-11-03';
const of = (item: string, onHand: number, safetyStock = 0) => ({ item, onHand, safetyStock });
const flow = (item: string, row: Flow['row'], day: string, qty: number): Flow => ({ item, row, day, qty });

describe('the material plan by weeks', () => {
  it('begins with the Monday of this week', () => {
    expect(mondays(today, 3)).toEqual(['2026-11-02', '2026-11-09', '2026-11-16']);
  });

  it('adds up what is there and comes and goes, week by week: 10 − 4 − 9 + 5', () => {
    const flows = [
      flow('TUBE', 'gross', '2026-11-03', 4),
      flow('TUBE', 'gross', '2026-11-10', 9),
      flow('TUBE', 'scheduled', '2026-11-17', 5),
    ];
    expect(shortItems([of('TUBE', 10)], flows, today, 4)).toEqual([
      { item: 'TUBE', onHand: 10, safetyStock: 0, weeks: [6, -3, 2, 2], first: 1, missing: 3 },
    ]);
  });

  it.each([
    ['is silent about an item that is never short', of('TUBE', 10), []],
    ['is silent about a gap that only safety stock causes', of('TUBE', 4, 10), []],
    ['counts the last piece as enough', of('TUBE', 4), []],
    ['names an item that lacks one', of('TUBE', 3), ['TUBE']],
  ])('%s', (_, item, expected) => {
    const found = shortItems([item], [flow('TUBE', 'gross', '2026-11-03', 4)], today, 4);
    expect(found.map((row) => row.item)).toEqual(expected);
  });

  it('counts what was needed before today in this week', () => {
    expect(shortItems([of('TUBE', 0)], [flow('TUBE', 'gross', '2026-10-01', 2)], today, 2)[0]?.weeks).toEqual([-2, -2]);
  });

  it('begins with what is short first, then with what lacks more', () => {
    const flows = [
      flow('A', 'gross', '2026-11-10', 9),
      flow('B', 'gross', '2026-11-03', 1),
      flow('C', 'gross', '2026-11-03', 2),
    ];
    const items = [of('A', 0), of('B', 0), of('C', 0)];
    expect(shortItems(items, flows, today, 4).map((row) => row.item)).toEqual(['C', 'B', 'A']);
  });
});
