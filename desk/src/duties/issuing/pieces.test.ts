import { describe, expect, it } from 'vitest';
import { spot } from './pieces.test-support.ts';
import { piecesFree, type Standing } from './pieces.ts';

const today = '2026-11-30';
describe('goods are named by serial', () => {
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

  it('of what is reserved for whoever asks first, then of what expires first', () => {
    const some = [
      spot({ location: 'C' }),
      spot({ location: 'B', expires: '2027-01-01' }),
      spot({ allocated: 1, own: 1 }),
    ];
    expect(
      piecesFree(
        some.map((one) => ({ ...one, there: 0, pieces: 2 })),
        [],
        today,
      ).map(({ location }) => location),
    ).toEqual(['A', 'B', 'C']);
  });
});
