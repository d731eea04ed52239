import { describe, expect, it } from 'vitest';
import { type Card, called, filled, filling, waitsForMore } from './kanban.ts';

const full: Card = {
  card: 'K/1',
  state: 'full',
  active_from: null,
  call: null,
  called_at: null,
  called_by: null,
  filled_at: null,
  delivery: null,
};
const empty: Card = { ...full, state: 'empty', call: 7, called_at: '2026-11-27T08:00:00Z', called_by: 'Ann' };
const coming: Card = { ...empty, state: 'on the way', delivery: 'DLV-1' };
const again: Card = { ...empty, state: 'full', filled_at: '2026-11-27T09:00:00Z' };

describe('the scan of an empty bin', () => {
  it.each<[string, Card, string, unknown]>([
    ['calls for it where it was full', full, '2026-11-27T08:00:00Z', ['called']],
    ['calls for it where it was filled since', again, '2026-11-27T09:00:00Z', ['called']],
    ['is of the life before where it was full again by then', again, '2026-11-27T08:59:00Z', ['known']],
    ['tries once more where nothing was sent', empty, '2026-11-27T10:00:00Z', ['tried']],
    ['does nothing where somebody is to bring it', coming, '2026-11-27T10:00:00Z', ['known']],
    [
      'does nothing before its loop is worked by',
      { ...full, active_from: '2026-11-28' },
      '2026-11-27T10:00:00Z',
      'not-active',
    ],
  ])('%s', (_, card, at, what) => {
    const decision = called(card, { at, today: '2026-11-27' });
    expect(decision.kind === 'accept' ? decision.facts : decision.code).toEqual(what);
  });
});

describe('a bin that is full after all', () => {
  it.each<[string, Card, number, string]>([
    ['is full by the call that was seen', empty, 7, 'accept'],
    ['is not, by a call before', empty, 6, 'another-call'],
    ['is not, while somebody is to bring it', coming, 7, 'on-the-way'],
    ['is full already', again, 7, 'full'],
  ])('%s', (_, card, call, what) => {
    const decision = filled(card, call);
    expect(decision.kind === 'accept' ? 'accept' : decision.code).toBe(what);
  });
});

it.each<[string, Partial<Card>, boolean]>([
  ['that was short waits for more', {}, true],
  ['whose delivery came back waits for a person', { delivery: 'DLV-1' }, false],
  ['that is full waits for nothing', { state: 'full' }, false],
])('a bin %s', (_, change, waits) => expect(waitsForMore({ ...empty, ...change })).toBe(waits));

describe('what fills a bin', () => {
  const lots = [
    { lot: 'B', qty: 3, expires: null },
    { lot: 'A', qty: -2, expires: null },
    { lot: 'C', qty: 4, expires: '2026-12-01' },
  ];
  it('is what expires first, then by lot', () =>
    expect(filling(5, lots)).toMatchObject({
      kind: 'accept',
      facts: [
        { lot: 'C', qty: 4 },
        { lot: 'B', qty: 1 },
      ],
    }));
  // 3 + 4; what is below zero gives nothing and takes nothing of another lot.
  it('is all of it or nothing, with what is short', () =>
    expect(filling(8, lots)).toMatchObject({ code: 'short', values: { free: 7, wanted: 8, missing: 1 } }));
});
