import { type Problem, second } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { at, demand, factory, item } from '../../../../engine/src/planning/small-factory.test-support.ts';
import { minor } from '../../../../engine/src/units/units.ts';
import { instantAt, secondsOf } from '../../house/clock.ts';
import type { Row } from '../../house/kind.ts';
import { soleLine } from '../orders/orders.ts';
import type { Ran } from '../planning/asked.ts';
import { effectOf, lineOf, putOffIn, withOrder } from './wouldrun.ts';

const offered = {
  option: 'first',
  customer: 'MILLER',
  item: 'FRAME',
  qty: 8,
  wished: '2026-11-05T16:00:00Z',
  date: '2026-11-06T09:00:00Z',
} as const;
const pledges = [
  { line: 'SO-1/1', ships: '2026-11-06T10:00:00Z', turn: 4 },
  { line: 'SO-2/1', ships: '2026-11-09T10:00:00Z', turn: 2 },
];
const rows = new Map<string, readonly Row[]>([
  ['customer_lines', [{ order_no: 'SO-1', line: 1 }]],
  ['pledges', pledges],
]);

describe('the records with a rush order among them', () => {
  it('have its line as its approval writes it, and, going first, its pledge after those that were approved before', () => {
    const found = withOrder(rows, offered, 'SO-7', []);
    expect(found.get('customer_lines')).toEqual([
      { order_no: 'SO-1', line: 1 },
      soleLine({ ...lineOf(offered), priority: 1 }, 'SO-7'),
    ]);
    expect(found.get('pledges')).toEqual([...pledges, { line: 'SO-7/1', ships: offered.date, turn: 5 }]);
    expect(rows.get('customer_lines')).toHaveLength(1);
  });

  it('have no pledge of one that waits its turn, and it is due when it can ship', () => {
    const found = withOrder(rows, { ...offered, option: 'kept' }, 'SO-7', []);
    expect(found.get('pledges')).toBe(pledges);
    expect(found.get('customer_lines')?.[1]).toMatchObject({ due: offered.date, promised: offered.date, priority: 3 });
  });

  it('have who was pledged put off to what is told, never to a sooner day', () => {
    const told = [
      { line: 'SO-1/1', after: '2026-11-06T11:00:00Z' },
      { line: 'SO-2/1', after: '2026-11-09T09:00:00Z' },
      { line: 'SO-3/1', after: '2026-11-09T09:00:00Z' },
    ];
    const putOff = putOffIn(pledges, told);
    expect(putOff).toEqual([{ ...pledges[0], ships: '2026-11-06T11:00:00Z' }]);
    expect(putOffIn(pledges, [{ line: 'SO-1/1', after: null }])).toEqual([]);
    const [one, other] = withOrder(rows, offered, 'SO-7', putOff).get('pledges')!;
    expect(one).toMatchObject({ line: 'SO-1/1', ships: '2026-11-06T11:00:00Z', turn: 4 });
    expect(other).toBe(pledges[1]);
  });
});

describe('what a run with it makes, beside the same run without', () => {
  const days = (seconds: number) => seconds / 86_400;
  const order = (id: string) => ({ ...demand(id, 'FRAME', 1, at(1, 16)), customer: 'KRAFT', value: minor(400_00) });
  const ofDoor = JSON.parse(
    JSON.stringify(factory({ items: [item('FRAME', 'make')], demands: ['A', 'B', 'C', 'D', 'RUSH'].map(order) })),
  ) as Problem;
  const ran = (dates: Readonly<Record<string, number>>): Ran => ({
    deliveries: Object.entries(dates).map(([id, date]) => ({
      demand: id,
      date,
      qty: 1,
    })) as unknown as Ran['deliveries'],
    fromNothing: false,
  });

  it('names who ships later and who earlier, and neither itself nor who ships as before', () => {
    const without = ran({ A: at(1, 10), B: at(2, 10), D: at(1, 12) });
    const made = ran({ A: at(2, 10), B: at(1, 10), C: at(1, 11), D: at(1, 12), RUSH: at(1, 9) });
    const { hurts, gains } = effectOf(ofDoor, 'RUSH', made, { without, promised: () => [], days });
    expect(hurts).toMatchObject([{ line: 'A', days: 1, seconds: 86_400, value: 400_00 }]);
    expect(gains).toMatchObject([
      { line: 'B', customer: 'KRAFT', days: 1, value: 400_00 },
      { line: 'C', before: null, days: 0 },
    ]);
  });

  it.each([
    ['the day that is promised and kept without it alone is broken', [at(1, 12)], at(1, 12)],
    ['of two the first', [at(2, 9), at(1, 12)], at(1, 12)],
    ['one that is kept with it is none', [at(2, 10)], null],
    ['nor one that was broken without it', [at(1, 9)], null],
    ['nor one that is passed by less than an hour', [at(2, 9.5)], null],
    ['one that is passed by an hour is', [at(2, 9)], at(2, 9)],
    ['one that was passed by less than an hour without it was kept', [at(1, 9.5)], at(1, 9.5)],
    ['nothing promised is nothing broken', [], null],
  ])('%s', (_, promised, breaks) => {
    const against = { without: ran({ A: at(1, 10) }), promised: () => promised.map(second), days };
    const { hurts } = effectOf(ofDoor, 'RUSH', ran({ A: at(2, 10), RUSH: at(1, 9) }), against);
    expect(hurts[0]?.breaks).toBe(breaks && instantAt(secondsOf(ofDoor.epoch) + breaks));
    const never = effectOf(ofDoor, 'RUSH', ran({ RUSH: at(1, 9) }), against).hurts[0]?.breaks;
    expect(never === null).toBe(promised.every((by) => by <= at(1, 9)));
  });
});
