import { describe, expect, it } from 'vitest';
import { suggested } from './fromplan.ts';

const buy = (id: string, more: object = {}) => ({
  id,
  item: 'TUBE',
  vendor: 'KRAFT',
  qty: 50,
  order_at: '2026-11-03T08:00:00Z',
  need: '2026-11-10T16:00:00Z',
  ...more,
});
const asked = (more: object = {}) => ({
  number: 'RQ-1',
  item: 'TUBE',
  qty: 50,
  due: '2026-11-10T16:00:00Z',
  planned: null,
  ...more,
});
const origin = (id: string) => `${id} of 7`;
const until = '2026-11-10T08:00:00Z';
const found = (purchases: ReturnType<typeof buy>[], some: ReturnType<typeof asked>[]) =>
  suggested(purchases, some, origin, until).map((one) => [one.id, one.asked]);

describe('a planned purchase', () => {
  it.each([
    ['is suggested while nobody asked for it', [buy('buy/1')], [], [['buy/1', null]]],
    ['is not before it is to be ordered', [buy('buy/1', { order_at: '2026-11-10T08:00:01Z' })], [], []],
    [
      'is asked for once it was made a requisition',
      [buy('buy/1')],
      [asked({ planned: 'buy/1 of 7' })],
      [['buy/1', 'RQ-1']],
    ],
    [
      'of a later plan is asked for by its twin',
      [buy('buy/9')],
      [asked({ planned: 'buy/1 of 6' })],
      [['buy/9', 'RQ-1']],
    ],
    ['is asked for where somebody asked for the same by himself', [buy('buy/1')], [asked()], [['buy/1', 'RQ-1']]],
    ['of another quantity is other material', [buy('buy/1', { qty: 60 })], [asked()], [['buy/1', null]]],
    ['of another week is other material', [buy('buy/1')], [asked({ due: '2026-11-17T16:00:00Z' })], [['buy/1', null]]],
    [
      'has one requisition: of two alike one is left',
      [buy('buy/1'), buy('buy/2')],
      [asked({ planned: 'buy/2 of 7' })],
      [
        ['buy/1', null],
        ['buy/2', 'RQ-1'],
      ],
    ],
    [
      'that is to be ordered first comes first',
      [buy('buy/1', { order_at: '2026-11-09T08:00:00Z' }), buy('buy/2')],
      [],
      [
        ['buy/2', null],
        ['buy/1', null],
      ],
    ],
  ])('%s', (_, purchases, some, expected) => {
    expect(found(purchases, some)).toEqual(expected);
  });
});
