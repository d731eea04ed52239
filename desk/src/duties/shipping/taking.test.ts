import { describe, expect, it } from 'vitest';
import { piecesFree, type Standing, takenOf } from './taking.ts';

const today = '2026-11-30';
const spot = (more: Partial<Standing>): Standing => ({
  location: 'A',
  lot: '',
  there: 10,
  pieces: 0,
  allocated: 0,
  own: 0,
  usable: true,
  expires: null,
  since: 1,
  ...more,
});
const [old, good] = [spot({ lot: 'L1', expires: '2026-11-01' }), spot({ lot: 'L2' })];

describe('what is shipped is taken', () => {
  it.each<[string, number, boolean, readonly [string, number][], number]>([
    ['of what may be used alone where that is enough', 5, true, [['L2', 5]], 0],
    [
      'of what has expired too where the rest is not enough, which is then asked',
      15,
      true,
      [
        ['L2', 10],
        ['L1', 5],
      ],
      0,
    ],
    ['of nothing that has expired where that is not to be asked', 15, false, [['L2', 10]], 5],
    [
      'never beyond both',
      21,
      true,
      [
        ['L2', 10],
        ['L1', 10],
      ],
      1,
    ],
  ])('%s', (_, wanted, expired, lots, missing) => {
    const found = takenOf([old, good], wanted, today, expired);
    expect(found.taken.map(({ lot, qty }) => [lot, qty])).toEqual(lots);
    expect(found.missing).toBe(missing);
  });

  it.each<[string, Partial<Standing>, readonly number[]]>([
    ['by all pieces of a spot', { there: 0, pieces: 4 }, [4]],
    ['by none that others have reserved', { there: 0, pieces: 4, allocated: 3 }, [1]],
    ['by those reserved for itself', { there: 0, pieces: 4, allocated: 3, own: 3 }, [4]],
    // 2 loose and 4 pieces, 3 of others: 6 - 3 = 3 are free, and 2 loose are not: others' 3 are of them first.
    ['by those that what is reserved leaves beside the loose', { there: 2, pieces: 4, allocated: 3 }, [3]],
    ['by none that expired', { there: 0, pieces: 4, expires: '2026-11-01' }, []],
    ['by none that is held', { there: 0, pieces: 4, usable: false }, []],
  ])('%s', (_, more, free) => {
    expect(piecesFree([spot(more)], [], today).map((one) => one.free)).toEqual(free);
  });
});
