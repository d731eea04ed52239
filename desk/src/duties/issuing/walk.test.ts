import { describe, expect, it } from 'vitest';
import { picksOf, spotScanned, spotsOf } from './walk.ts';

const line = (item: string, ...from: (readonly [location: string, qty: number, lot?: string])[]) => ({
  item,
  item_name: null,
  seq: 0,
  unit: 'pcs',
  from: from.map(([location, qty, lot = '']) => ({ location, qty, lot })),
});
const walk = [line('TUBE', ['A-10', 0.3], ['A-2', 4, 'L1']), line('NUT', ['A-2', 2])];
const told = (spots: ReturnType<typeof spotsOf>) => spots.map(({ item, location, qty }) => [location, item, qty]);
const pick = (item: string, location: string, qty: number, lot = '') => ({ item, seq: 0, location, lot, qty });

describe('a pick list that is walked', () => {
  it('goes from place to place as the aisles lie', () => {
    expect(told(spotsOf(walk, []))).toEqual([
      ['A-2', 'NUT', 2],
      ['A-2', 'TUBE', 4],
      ['A-10', 'TUBE', 0.3],
    ]);
  });

  it('leaves out what was picked and waits to be sent, to the smallest step', () => {
    const waiting = [
      pick('NUT', 'A-2', 2),
      pick('TUBE', 'A-10', 0.1),
      pick('TUBE', 'A-10', 0.1),
      pick('TUBE', 'A-2', 1, 'L2'),
    ];
    expect(told(spotsOf(walk, waiting))).toEqual([
      ['A-2', 'TUBE', 4],
      // 0.3 less 0.2
      ['A-10', 'TUBE', 0.1],
    ]);
  });

  it('knows the picks of its own order among all that waits', () => {
    const of = (order: string) => ({ path: `/pick-lists/${order}/issue`, body: { lines: [pick('NUT', 'A-2', 1)] } });
    expect(picksOf('MO/1', [of('MO%2F1'), of('MO-2'), { path: '/count-lines/1/counts', body: {} }])).toEqual([
      pick('NUT', 'A-2', 1),
    ]);
  });

  it('is gone through by scans of place, item or lot', () => {
    const spots = spotsOf(walk, []);
    const at = (text: string, here?: string) => {
      const found = spotScanned(spots, text, here);
      return found && [found.location, found.item];
    };
    expect(at('a-10')).toEqual(['A-10', 'TUBE']);
    expect(at('TUBE')).toEqual(['A-2', 'TUBE']);
    expect(at('TUBE', 'A-10')).toEqual(['A-10', 'TUBE']);
    expect(at('L1')).toEqual(['A-2', 'TUBE']);
    expect(at('BOLT')).toBeUndefined();
  });
});
