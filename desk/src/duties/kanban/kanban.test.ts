import { describe, expect, it } from 'vitest';
import { awaitedWords } from './kanban.messages.ts';
import { type Card, called, filled, filling, neededOn, waitsForMore } from './kanban.ts';

const full: Card = {
  card: 'K/1',
  state: 'full',
  active_from: null,
  call: null,
  called_at: null,
  called_by: null,
  filled_at: null,
  delivery: null,
  vendor: null,
  asked: null,
  asked_state: null,
  order: null,
};
const empty: Card = { ...full, state: 'empty', call: 7, called_at: '2026-11-27T08:00:00Z', called_by: 'Ann' };
const coming: Card = { ...empty, state: 'on the way', delivery: 'DLV-1' };
const asked: Card = { ...empty, vendor: 'KRAFT', asked: 'RQ-1', asked_state: 'submitted' };
const ordered: Card = { ...asked, state: 'on the way', asked_state: 'ordered', order: 'PO-1/1' };
const again: Card = { ...empty, state: 'full', filled_at: '2026-11-27T09:00:00Z' };

describe('the scan of an empty bin', () => {
  it.each<[string, Card, string, unknown]>([
    ['calls for it where it was full', full, '2026-11-27T08:00:00Z', ['called']],
    ['calls for it where it was filled since', again, '2026-11-27T09:00:00Z', ['called']],
    ['is of the life before where it was full again by then', again, '2026-11-27T08:59:00Z', ['known']],
    ['tries once more where nothing was sent', empty, '2026-11-27T10:00:00Z', ['tried']],
    ['does nothing where somebody is to bring it', coming, '2026-11-27T10:00:00Z', ['known']],
    ['does nothing while what was asked for waits', asked, '2026-11-27T10:00:00Z', ['known']],
    [
      'does nothing while that is to be ordered',
      { ...asked, asked_state: 'approved' },
      '2026-11-27T10:00:00Z',
      ['known'],
    ],
    ['does nothing while that is ordered', ordered, '2026-11-27T10:00:00Z', ['known']],
    ['asks again where that was rejected', { ...asked, asked_state: 'rejected' }, '2026-11-27T10:00:00Z', ['tried']],
    ['asks again where that was cancelled', { ...asked, asked_state: 'cancelled' }, '2026-11-27T10:00:00Z', ['tried']],
    [
      'asks again where that was closed and nothing came',
      { ...asked, asked_state: 'received' },
      '2026-11-27T10:00:00Z',
      ['tried'],
    ],
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
  it.each<[string, Card, number, unknown]>([
    ['is full by the call that was seen', empty, 7, ['filled']],
    ['gives up what waits for its approval', asked, 7, ['given up', 'filled']],
    ['gives up what is to be ordered', { ...asked, asked_state: 'approved' }, 7, ['given up', 'filled']],
    ['has nothing to give up where that was rejected', { ...asked, asked_state: 'rejected' }, 7, ['filled']],
    ['is not, while it is ordered', ordered, 7, 'on-the-way'],
    ['gives up nothing by a call before', asked, 6, 'another-call'],
    ['is not, by a call before', empty, 6, 'another-call'],
    ['is not, while somebody is to bring it', coming, 7, 'on-the-way'],
    ['is full already', again, 7, 'full'],
  ])('%s', (_, card, call, what) => {
    const decision = filled(card, call);
    expect(decision.kind === 'accept' ? decision.facts : decision.code).toEqual(what);
  });
});

it.each<[string, Partial<Card>, boolean]>([
  ['that was short waits for more', {}, true],
  ['whose delivery came back waits for a person', { delivery: 'DLV-1' }, false],
  ['that is full waits for nothing', { state: 'full' }, false],
  ['that a vendor fills waits for a person', { vendor: 'KRAFT' }, false],
])('a bin %s', (_, change, waits) => expect(waitsForMore({ ...empty, ...change })).toBe(waits));

it.each<[string, string, string, string]>([
  ['on the day when it is to be full', '2026-12-04', '2026-11-27', '2026-12-04'],
  ['today where that is gone by: a phone told it late', '2026-11-25', '2026-11-27', '2026-11-27'],
])('what a vendor fills is needed %s', (_, due, today, day) => expect(neededOn(due, today)).toBe(day));

describe('what an empty bin that a vendor fills waits for', () => {
  const said = { asked: 'RQ-1', asked_by: 'Boss', asked_reason: null, order: null, refused: null };
  it.each<[string, Parameters<typeof awaitedWords>[0], RegExp]>([
    ['its approval', { ...said, asked_state: 'submitted' }, /^RQ-1 waits for its approval\.$/],
    ['its order', { ...said, asked_state: 'approved' }, /^RQ-1 is approved, not ordered yet\.$/],
    [
      'a person, with the reason, where it was rejected',
      { ...said, asked_state: 'rejected', asked_reason: 'Too dear.' },
      /^RQ-1 was rejected by Boss: Too dear\. Maybe ask again/,
    ],
    ['a person where it was cancelled', { ...said, asked_state: 'cancelled' }, /^RQ-1 was cancelled by Boss\. Maybe/],
    [
      'a person where nothing came',
      { ...said, asked_state: 'received', order: 'PO-1/1' },
      /^PO-1\/1 was closed, and nothing came/,
    ],
    [
      'a person where nothing could be asked for',
      { ...said, asked: null, asked_state: null, refused: 'Nothing was asked for: why.' },
      /^Nothing was asked for: why\.$/,
    ],
  ])('%s', (_, card, says) => expect(awaitedWords(card)).toMatch(says));
});

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
