import { describe, expect, it } from 'vitest';
import { insteadSpots, ordersIn, picksOf, spotScanned, spotsOf, waveOf } from './walk.ts';

const line = (item: string, ...from: (readonly [location: string, qty: number, lot?: string, walk?: number])[]) => ({
  order: 'MO-1',
  item,
  item_name: null,
  seq: 0,
  unit: 'pcs',
  instead: [] as {
    item: string;
    item_name: null;
    unit: string;
    from: { location: string; qty: number; lot: string; expires: null; containers: string[]; walk: null }[];
  }[],
  from: from.map(([location, qty, lot = '', walk]) => ({
    location,
    qty,
    lot,
    expires: null,
    containers: [],
    walk: walk ?? null,
  })),
});
const walk = [line('TUBE', ['A-10', 0.3], ['A-2', 4, 'L1']), line('NUT', ['A-2', 2])];
const told = (spots: ReturnType<typeof spotsOf>) => spots.map(({ item, location, qty }) => [location, item, qty]);
const pick = (item: string, location: string, qty: number, lot = '', order = 'MO-1') => ({
  order,
  item,
  seq: 0,
  location,
  lot,
  qty,
});

it('orders of a walk are told apart also where a number holds a comma', () => {
  expect(ordersIn(waveOf(['MO-1', 'MO-7,5']))).toEqual(['MO-1', 'MO-7,5']);
  expect(ordersIn(' MO-1, ,MO-2,')).toEqual(['MO-1', 'MO-2']);
});

describe('a pick list that is walked', () => {
  it('goes from place to place as the aisles lie', () => {
    expect(told(spotsOf(walk, []))).toEqual([
      ['A-2', 'NUT', 2],
      ['A-2', 'TUBE', 4],
      ['A-10', 'TUBE', 0.3],
    ]);
  });

  it('goes by the turn of the places where they have one, those without it last', () => {
    const set = [line('TUBE', ['A-1', 1, '', 30], ['C-1', 1, '', 10]), line('NUT', ['B-1', 1], ['C-2', 1, '', 20])];
    expect(told(spotsOf(set, [])).map(([place]) => place)).toEqual(['C-1', 'C-2', 'A-1', 'B-1']);
  });

  it('goes once to a place from which several orders are served', () => {
    const of = (order: string) => ({ ...line('TUBE', ['A-2', 4], ['A-10', 1]), order });
    const walked = spotsOf([of('MO-1'), of('MO-2')], [pick('TUBE', 'A-10', 1, '', 'MO-2')]);
    expect(walked.map(({ order, location }) => [location, order])).toEqual([
      ['A-2', 'MO-1'],
      ['A-2', 'MO-2'],
      ['A-10', 'MO-1'],
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

  it('leaves a place where no more lies, and says where substitutes lie', () => {
    const steel = {
      item: 'STEEL',
      item_name: null,
      unit: 'pcs',
      from: [{ location: 'B-1', qty: 8, lot: '', expires: null, containers: [], walk: null }],
    };
    const short = { ...pick('TUBE', 'A-10', 0.1), short: true };
    const lines = walk.map((one) => (one.item === 'TUBE' ? { ...one, instead: [steel] } : one));
    expect(told(spotsOf(lines, [short])).map(([place]) => place)).toEqual(['A-2', 'A-2']);
    expect(insteadSpots(lines, [pick('STEEL', 'B-1', 3)])).toMatchObject([
      { item: 'STEEL', location: 'B-1', qty: 5, instead_of: 'TUBE', order: 'MO-1' },
    ]);
  });

  it('knows the picks of its own order among all that waits', () => {
    const of = (order: string) => ({ path: `/pick-lists/${order}/issue`, body: { lines: [pick('NUT', 'A-2', 1)] } });
    const unsent = [of('MO%2F1'), of('MO-2'), of('MO-3'), { path: '/count-lines/1/counts', body: {} }];
    expect(picksOf(['MO/1', 'MO-3'], unsent)).toEqual([
      pick('NUT', 'A-2', 1, '', 'MO/1'),
      pick('NUT', 'A-2', 1, '', 'MO-3'),
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
