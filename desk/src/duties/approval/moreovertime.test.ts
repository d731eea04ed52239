import { describe, expect, it } from 'vitest';
import type { Hours } from '../planning/handhours.ts';
import { moreOvertime, type Opens } from './moreovertime.ts';

const hour = 3600;
const opens = (code: string, from: number, to: number, ...of: readonly string[]): Opens => ({
  code,
  from: from * hour,
  to: to * hour,
  of,
});
const byHand = (of: string, from: number, to: number, kind: Hours['kind'] = 'overtime'): Hours => ({
  kind,
  of,
  from: from * hour,
  to: to * hour,
});

describe('overtime that a version opens more than the published one', () => {
  it.each<[string, readonly Opens[], readonly Opens[], readonly Hours[], number]>([
    ['is none where it opens none', [], [opens('SAT', 6, 12, 'W1')], [], 0],
    ['is none where it opens the same window', [opens('SAT', 6, 12, 'W1')], [opens('SAT', 6, 12, 'W1')], [], 0],
    ['is the whole of a window that is new', [opens('SAT', 6, 12, 'W1')], [], [], 6],
    [
      'is none of hours that were added by hand and are a record since they were published',
      [opens('OT-1', 17, 19, 'PACK-1', 'PACKERS')],
      [],
      [byHand('PACK-1', 17, 19), byHand('PACKERS', 17, 19)],
      0,
    ],
    [
      'is all of them where one who comes with the machine comes anew',
      [opens('OT-1', 17, 19, 'PACK-1', 'PACKERS')],
      [],
      [byHand('PACK-1', 17, 19)],
      2,
    ],
    ['is none of a window that is called otherwise', [opens('B', 6, 12, 'W1')], [opens('A', 6, 12, 'W1')], [], 0],
    ['is what it opens for longer', [opens('B', 6, 14, 'W1')], [opens('A', 6, 12, 'W1')], [], 2],
    ['is all of it at another machine', [opens('B', 6, 12, 'W2')], [opens('A', 6, 12, 'W1')], [], 6],
    ['is all of it where a machine was down', [opens('B', 6, 12, 'W1')], [], [byHand('W1', 6, 12, 'downtime')], 6],
    [
      'is all of it where one comes anew to a window of the same name and times',
      [opens('SAT', 6, 12, 'W1', 'W2')],
      [opens('SAT', 6, 12, 'W1')],
      [],
      6,
    ],
    ['is none where one is gone from it', [opens('SAT', 6, 12, 'W1')], [opens('SAT', 6, 12, 'W1', 'W2')], [], 0],
    [
      'is none of one whose record is gone since it was published',
      [opens('A', 6, 12)],
      [opens('A', 6, 12, 'W1')],
      [],
      0,
    ],
    ['is none of one of which nobody knows who worked it', [opens('A', 6, 12, 'W1')], [opens('A', 6, 12)], [], 0],
    ['is all of a window whose record is gone, called otherwise', [opens('B', 6, 12)], [opens('A', 6, 12)], [], 6],
    ['is none of one whose record is gone, called the same', [opens('A', 6, 12)], [opens('A', 6, 12)], [], 0],
  ])('%s', (_, after, before, hours, expected) => {
    expect(moreOvertime(after, before, hours) / hour).toBe(expected);
  });
});
