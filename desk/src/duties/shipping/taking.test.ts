import { describe, expect, it } from 'vitest';
import { spot } from '../issuing/pieces.test-support.ts';
import { takenOf } from './taking.ts';

const today = '2026-11-30';
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

  it('of nothing that has expired while good pieces are left to be named', () => {
    const named = spot({ location: 'B', there: 0, pieces: 1 });
    expect(takenOf([old, named], 2, today, true)).toEqual({ taken: [], missing: 2 });
    expect(takenOf([old, { ...named, usable: false }], 2, today, true)).toMatchObject({ missing: 0 });
  });
});
