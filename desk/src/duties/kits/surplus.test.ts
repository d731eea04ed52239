import { describe, expect, it } from 'vitest';
import { type Reserved, surplusOf, toRelease } from './surplus.ts';

const line = (item: string, open: number) => ({ item, seq: 10, open, staged: 0 });
const lot = (item: string, of: string, qty: number) => ({ item, lot: of, qty });

describe('what lies in a kit', () => {
  it.each([
    ['is all wanted', [line('TUBE', 10)], [lot('TUBE', 'L1', 10)], []],
    [
      'is too much in the last lot',
      [line('TUBE', 7)],
      [lot('TUBE', 'L1', 5), lot('TUBE', 'L2', 5)],
      [lot('TUBE', 'L2', 3)],
    ],
    ['is wanted by two lines', [line('TUBE', 4), { ...line('TUBE', 4), seq: 20 }], [lot('TUBE', 'L1', 8)], []],
    ['is wanted no more at all', [line('TUBE', 0)], [lot('TUBE', 'L1', 2)], [lot('TUBE', 'L1', 2)]],
    ['is counted in decimals', [line('GLUE', 0.1)], [lot('GLUE', '', 0.3)], [lot('GLUE', '', 0.2)]],
  ])('%s', (_, lines, there, surplus) => {
    expect(surplusOf(lines, there)).toEqual(surplus);
  });
  it('is not too much where another kit of the order at the same place wants it', () => {
    expect(surplusOf([line('TUBE', 4)], [lot('TUBE', '', 10)], [{ item: 'TUBE', open: 5 }])).toEqual([
      lot('TUBE', '', 1),
    ]);
  });
});

describe('what is reserved beyond the need', () => {
  const reserved: readonly Reserved[] = [
    { id: 1, item: 'TUBE', qty: 4, location: 'A' },
    { id: 2, item: 'TUBE', qty: 4, location: 'B' },
    { id: 3, item: 'TUBE', qty: 4, location: 'STAGE' },
    { id: 4, item: 'TUBE', qty: 4, location: undefined },
    { id: 5, item: 'PAINT', qty: 4, location: 'A' },
  ];
  it.each<readonly [string, number, readonly (readonly [number, number])[]]>([
    ['is nothing where all is needed', 16, []],
    ['is what is still to come first', 13, [[4, 3]]],
    [
      'is what was reserved last then',
      10,
      [
        [4, 4],
        [2, 2],
      ],
    ],
    [
      'is never what lies in a kit',
      0,
      [
        [4, 4],
        [2, 4],
        [1, 4],
      ],
    ],
  ])('%s', (_, need, released) => {
    expect(toRelease(reserved, new Map([['TUBE', need]]), new Set(['STAGE'])).map(({ id, qty }) => [id, qty])).toEqual(
      released,
    );
  });
});
