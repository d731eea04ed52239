import { describe, expect, it } from 'vitest';
import { partOf, reserved, type Spot } from './allocations.ts';

const spot = (more: Partial<Spot>): Spot => ({
  location: 'A',
  lot: '',
  there: 10,
  allocated: 0,
  own: 0,
  usable: true,
  expires: null,
  since: 1,
  ...more,
});
const today = '2026-11-03';

describe('a reservation', () => {
  it.each<[string, number, string | null, readonly Spot[], unknown]>([
    ['takes what is free at one place', 4, null, [spot({})], [['A', '', 4]]],
    [
      'leaves what is reserved already',
      4,
      null,
      [spot({ allocated: 8 }), spot({ location: 'B' })],
      [
        ['A', '', 2],
        ['B', '', 2],
      ],
    ],
    [
      'takes first what expires first, whatever its place',
      12,
      null,
      [spot({ lot: 'OLD', since: 1 }), spot({ location: 'Z', lot: 'MILK', expires: '2026-11-09', since: 7 })],
      [
        ['Z', 'MILK', 10],
        ['A', 'OLD', 2],
      ],
    ],
    [
      'takes first what is reserved for who asks',
      12,
      null,
      [spot({}), spot({ location: 'Z', allocated: 9, own: 4 })],
      [
        ['Z', '', 5],
        ['A', '', 7],
      ],
    ],
    [
      'then the older lot',
      10,
      null,
      [spot({ lot: 'NEW', since: 9 }), spot({ location: 'B', lot: 'OLD', since: 2 })],
      [['B', 'OLD', 10]],
    ],
    ['then the first place by its code', 10, null, [spot({ location: 'B' }), spot({ location: 'A' })], [['A', '', 10]]],
    ['takes nothing that has expired', 1, null, [spot({ expires: '2026-11-02' })], 'not-enough'],
    ['takes what expires today', 1, null, [spot({ expires: today })], [['A', '', 1]]],
    ['takes nothing from a place that is not usable', 1, null, [spot({ usable: false })], 'not-enough'],
    ['of more than is free is refused', 11, null, [spot({ allocated: 0 })], 'not-enough'],
    [
      'is never made good by a place where more is reserved than there is',
      5,
      null,
      [spot({ there: 2, allocated: 9 }), spot({ location: 'B', there: 4 })],
      'not-enough',
    ],
    ['of nothing is refused', 0, null, [spot({})], 'nothing-reserved'],
    ['until a day gone by is refused', 1, '2026-11-02', [spot({})], 'until-past'],
    ['until today is one', 1, today, [spot({})], [['A', '', 1]]],
  ])('%s', (_, qty, until, spots, expected) => {
    const decision = reserved({ qty, until }, spots, today);
    expect(
      decision.kind === 'accept'
        ? decision.facts.map((one) => [one.location, one.lot, one.qty])
        : 'code' in decision && decision.code,
    ).toEqual(expected);
  });

  it.each<[string, number | null, number | string]>([
    ['is released whole where nobody says how much', null, 7],
    ['or in part', 3, 3],
    ['never more of it than there is', 8, 'more-than-reserved'],
    ['nor nothing of it', 0, 'nothing-reserved'],
  ])('%s', (_, asked, expected) => {
    const decision = partOf(7, asked);
    expect(decision.kind === 'accept' ? decision.facts[0] : 'code' in decision && decision.code).toBe(expected);
  });
});
