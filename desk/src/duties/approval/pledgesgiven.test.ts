import { describe, expect, it } from 'vitest';
import { givenWords } from './allbut.messages.ts';
import { type Back, givenAway, type PledgedOrder } from './pledgesgiven.ts';

const day = (n: number): string => `2026-12-0${n}T15:00:00Z`;
const rush = (more: Partial<PledgedOrder> = {}): PledgedOrder => ({
  line: 'RUSH/1',
  demand: 'RUSH/1',
  customer: 'Miller Cycles',
  pledged: day(3),
  ships: day(2),
  published: undefined,
  uses: new Set(['work/MO-R']),
  used: new Set(),
  ...more,
});
const back = (more: Partial<Back> = {}): Back => ({
  name: 'SO-1/1',
  stays: new Set(['work/MO-1']),
  used: new Set(['work/MO-1', 'stock/7']),
  uses: new Set(['work/MO-1', 'stock/7']),
  ...more,
});
const place = (order: string, start: number, machine = 'W1') => ({ order, machine, start, end: start + 8 });
/** MO-1 is published where the version makes MO-R. */
const [published, version] = [[place('work/MO-1', 0)], [place('work/MO-R', 4), place('work/MO-1', 12)]];

describe('leaving an order out gives away the place of a rush order', () => {
  it.each<[string, PledgedOrder, Back, typeof published, string | undefined]>([
    [
      'on whose machine it stands while that is made',
      rush(),
      back(),
      published,
      'Rush order RUSH/1 of Miller Cycles was pledged for Thu 3 Dec and ships Wed 2 Dec in version 5: its place on W1 goes back, so it may ship later.',
    ],
    [
      'that the published plan ships later than that was pledged',
      rush({ published: day(5) }),
      back(),
      published,
      'Rush order RUSH/1 of Miller Cycles was pledged for Thu 3 Dec and may ship Sat 5 Dec, as it is published (version 5: Wed 2 Dec).',
    ],
    [
      'that stays as published with it',
      rush({ published: day(5), used: new Set(['work/MO-1']) }),
      back(),
      published,
      'Rush order RUSH/1 of Miller Cycles was pledged for Thu 3 Dec and would ship Sat 5 Dec, as it is published (version 5: Wed 2 Dec).',
    ],
    [
      'that is left out itself',
      rush({ line: 'SO-1/1', demand: 'SO-1/1', published: null }),
      back({ stays: new Set() }),
      published,
      'Rush order SO-1/1 of Miller Cycles was pledged for Thu 3 Dec and would not ship, as it is published (version 5: Wed 2 Dec).',
    ],
    [
      'that draws on what was for it',
      rush({ uses: new Set(['stock/7']) }),
      back({ uses: new Set() }),
      published,
      'Rush order RUSH/1 of Miller Cycles was pledged for Thu 3 Dec and ships Wed 2 Dec in version 5: what it draws on goes back, so it may ship later.',
    ],
    ['not where it stands on another machine', rush(), back(), [place('work/MO-1', 0, 'W2')], undefined],
    ['not where it is over by then', rush(), back(), [place('work/MO-1', -4)], undefined],
    ['not where the published plan ships that in time', rush({ published: day(3) }), back(), published, undefined],
    ['not where the version ships that too late already', rush({ ships: day(6) }), back(), published, undefined],
    ['not where both have what they draw on', rush({ uses: new Set(['stock/7']) }), back(), published, undefined],
  ])('%s', (_, pledge, of, stands, said) => {
    const found = givenAway([pledge], stands, version)(of);
    expect(found.map((one) => givenWords(one, 5, 'UTC'))[0]).toBe(said);
  });
});
