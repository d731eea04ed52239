import { describe, expect, it } from 'vitest';
import {
  type At,
  foundAt,
  type Likely,
  type Look,
  likelyPlaces,
  lookedInVain,
  type Named,
  type SeekRule,
  soughtCalled,
} from './seeking.ts';

const named = (rule: SeekRule, location: string, at: string | null = null): Named => ({
  rule,
  location,
  at,
  who: null,
  what: null,
});
const look = (location: string, at: string, more: Partial<Look> = {}): Look => ({
  location,
  at,
  who: 'Anna',
  outcome: 'not found',
  note: null,
  stale: false,
  ...more,
});
const shown = (places: readonly Likely[]) =>
  places.map(({ location, reasons, looked }) => [
    location,
    reasons.map(({ rule }) => rule).join(' '),
    looked?.who ?? '',
  ]);

describe('where it may lie', () => {
  it('is said by the most telling rule first, then by how many rules say so, then by the latest', () => {
    const places = likelyPlaces(
      [
        named('next', 'A-02'),
        named('passed', 'B-01', '2026-11-02T08:00:00Z'),
        named('passed', 'B-02', '2026-11-03T08:00:00Z'),
        named('passed', 'B-03', '2026-11-01T08:00:00Z'),
        named('took', 'B-03'),
        named('plus', 'C-01', '2026-10-01T08:00:00Z'),
      ],
      [],
      [],
    );
    expect(shown(places)).toEqual([
      ['C-01', 'plus', ''],
      ['B-03', 'passed took', ''],
      ['B-02', 'passed', ''],
      ['B-01', 'passed', ''],
      ['A-02', 'next', ''],
    ]);
  });

  it('is not where the books have it, and each rule says a place once, by its latest', () => {
    const places = likelyPlaces(
      [
        named('passed', 'A-01'),
        named('passed', 'B-01', '2026-11-01T08:00:00Z'),
        named('passed', 'B-01', '2026-11-02T08:00:00Z'),
      ],
      ['A-01'],
      [],
    );
    expect(places).toEqual([
      { location: 'B-01', looked: null, reasons: [named('passed', 'B-01', '2026-11-02T08:00:00Z')] },
    ]);
  });

  it('is last where somebody looked in vain, until something of it came there', () => {
    const rules = [named('plus', 'B-01'), named('next', 'B-02'), named('passed', 'B-03')];
    const looks = [look('B-01', '2026-11-02T08:00:00Z'), look('B-03', '2026-11-02T09:00:00Z', { stale: true })];
    expect(shown(likelyPlaces(rules, [], looks))).toEqual([
      ['B-03', 'passed', ''],
      ['B-02', 'next', ''],
      ['B-01', 'plus', 'Anna'],
    ]);
  });

  it('forgets a look in vain once somebody found it there', () => {
    const looks = [
      look('B-01', '2026-11-03T08:00:00Z', { outcome: 'found', who: 'Ben' }),
      look('B-01', '2026-11-02T08:00:00Z'),
    ];
    expect(lookedInVain(looks, 'B-01')).toBeNull();
  });
});

describe('what somebody found', () => {
  const at = (location: string, more: Partial<At> = {}): At => ({
    location,
    lot: '',
    serial: '',
    container: '',
    owner: '',
    ...more,
  });
  const [tube, box] = [
    { item: 'TUBE', lot: 'L7', serial: '', container: '' },
    { item: null, lot: '', serial: '', container: 'BOX' },
  ];
  const booked = [
    { ...at('A-01', { lot: 'L7' }), qty: 5 },
    { ...at('A-02', { container: 'BOX' }), qty: 2 },
    { ...at('A-03'), qty: -1 },
  ];
  const found = (
    sought: typeof tube | typeof box,
    location: string,
    from: At | null,
    qty: number | null = 3,
    last?: Look,
  ) => {
    const answer = foundAt(sought, { location, from, qty }, booked, last, '2026-11-03T20:00:00Z');
    return answer.kind === 'accept' ? answer.facts[0]?.act : answer.code;
  };
  it.each<[string, ReturnType<typeof found>, ReturnType<typeof found>]>([
    ['where the books have it stays', found(tube, 'A-01', at('A-01', { lot: 'L7' })), 'lies'],
    [
      'where they have another lot is not there by the books',
      found(tube, 'A-01', at('A-01', { lot: 'L8' })),
      'not-booked',
    ],
    ['where they have less than nothing is not there by the books', found(tube, 'A-03', at('A-03')), 'not-booked'],
    ['elsewhere moves from where they have it', found(tube, 'B-01', at('A-01', { lot: 'L7' })), 'move'],
    [
      'elsewhere, more than they have, is not moved',
      found(tube, 'B-01', at('A-01', { lot: 'L7' }), 6),
      'more-than-booked',
    ],
    [
      'where somebody found it a moment before is not moved there twice',
      found(tube, 'B-01', at('A-01', { lot: 'L7' }), 3, look('B-01', '2026-11-03T19:30:00Z', { outcome: 'found' })),
      'found-already',
    ],
    [
      'elsewhere than where somebody found some of it is moved',
      found(tube, 'B-01', at('A-01', { lot: 'L7' }), 3, look('B-02', '2026-11-03T19:30:00Z', { outcome: 'found' })),
      'move',
    ],
    ['and they have nowhere is taken on them', found(tube, 'B-01', null), 'adjust'],
    ['without a quantity is asked for it', found(tube, 'B-01', null, null), 'how-much'],
    [
      'and was found by somebody a moment before is not taken on the books twice',
      found(tube, 'B-01', null, 5, look('B-02', '2026-11-03T08:30:00Z', { outcome: 'found' })),
      'found-already',
    ],
    [
      'and was found the day before is taken on them',
      found(tube, 'B-01', null, 5, look('B-02', '2026-11-03T07:30:00Z', { outcome: 'found' })),
      'adjust',
    ],
    [
      'elsewhere is not moved from where they have another lot',
      found(tube, 'B-01', at('A-01', { lot: 'L8' })),
      'not-booked',
    ],
    ['as a container goes there as a whole', found(box, 'B-01', null, null), 'container'],
    ['as a container where it stands stays', found(box, 'A-02', null, null), 'lies'],
    ['as a container stays for the books alone, whatever he says', found(box, 'B-01', at('B-01'), null), 'container'],
  ])('%s', (_, answer, expected) => expect(answer).toBe(expected));
});

it.each([
  [{ item: 'TUBE', lot: '', serial: '', container: '' }, 'TUBE'],
  [{ item: 'PAINT', lot: 'L7', serial: '', container: '' }, 'PAINT/L7'],
  [{ item: null, lot: '', serial: '', container: 'CONT-1' }, 'CONT-1'],
])('what is sought is called %j → %s', (sought, called) => expect(soughtCalled(sought)).toBe(called));
