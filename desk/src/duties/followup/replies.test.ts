import { describe, expect, it } from 'vitest';
import { kindOf, marksIn, matchOf, takeDate } from './replies.ts';

const inquiry = { id: 7, site: 'PLANT', vendor: 'KRAFT' };
const kraft = { site: 'PLANT', code: 'KRAFT' };

describe('a mail that came', () => {
  it.each([
    [
      'is the answer of the mail whose message it names',
      { byMessage: inquiry, vendors: [kraft] },
      { matched: 'message', inquiry: 7, fromVendor: true },
    ],
    [
      'goes by its message before the mark in its subject',
      { byMessage: inquiry, byMark: { ...inquiry, id: 8 } },
      { matched: 'message', inquiry: 7 },
    ],
    [
      'is known by the mark in its subject, and said to be a stranger’s',
      { byMark: inquiry },
      { matched: 'mark', inquiry: 7, fromVendor: false },
    ],
    [
      'is the vendor’s whose address sent it',
      { vendors: [kraft] },
      { matched: 'sender', inquiry: null, vendor: 'KRAFT' },
    ],
    [
      'is nobody’s where two vendors have the address',
      { vendors: [kraft, { site: 'PLANT', code: 'OTHER' }] },
      { matched: null, vendor: null },
    ],
    ['is nobody’s that matches nothing', {}, { matched: null, site: 'PLANT', vendor: null }],
  ])('%s', (_, found, expected) => {
    expect(
      matchOf({ byMessage: undefined, byMark: undefined, vendors: [], usualSite: 'PLANT', ...found }),
    ).toMatchObject(expected);
  });

  it('is told apart from what programs write', () => {
    const bounce = { recipient: '', said: '', final: true };
    expect(kindOf({ unread: false, bounce: null, automatic: false })).toBe('reply');
    expect(kindOf({ unread: false, bounce: null, automatic: true })).toBe('automatic');
    expect(kindOf({ unread: false, bounce, automatic: false })).toBe('bounce');
    expect(kindOf({ unread: true, bounce: null, automatic: false })).toBe('unread');
  });

  it('bears marks only as we write them', () => {
    expect(marksIn('AW: Termin [HL-ABCDEFGH23] [HL-short] [hl-abcdefgh23]')).toEqual(['HL-ABCDEFGH23']);
  });
});

describe('a day of a reply', () => {
  const lines = [{ ref: 'PO-1/1', id: 1, ordered: '2026-10-01' }];
  const known = {
    today: '2026-11-03',
    kind: 'reply',
    found: ['2026-09-30', '2026-10-20', '2026-11-12', '9999-12-31'],
    lines,
    taken: [],
  } as const;
  it.each([
    ['is a promise of the lines that are named', { day: '2026-11-12' }, {}, { kind: 'accept', facts: lines }],
    ['before the order is refused', { day: '2026-09-30' }, {}, { kind: 'refuse', code: 'before-order' }],
    ['gone by is asked about', { day: '2026-10-20' }, {}, { kind: 'confirm', code: 'day-gone' }],
    ['years ahead is asked about', { day: '9999-12-31' }, {}, { kind: 'confirm', code: 'day-far' }],
    [
      'that was taken of it last is refused',
      { day: '2026-11-12' },
      { taken: [{ ref: 'PO-1/1', day: '2026-11-12' }] },
      { kind: 'refuse', code: 'taken-already' },
    ],
    [
      'is taken again after another',
      { day: '2026-11-12' },
      {
        taken: [
          { ref: 'PO-1/1', day: '2026-11-12' },
          { ref: 'PO-1/1', day: '2026-11-13' },
        ],
      },
      { kind: 'accept', facts: lines },
    ],
    ['that it does not name is refused', { day: '2026-11-13' }, {}, { kind: 'refuse', code: 'not-found-in-it' }],
    ['of another’s line is refused', { day: '2026-11-12' }, { lines: [] }, { kind: 'refuse', code: 'no-line' }],
    [
      'of an absence note is refused',
      { day: '2026-11-12' },
      { kind: 'automatic' as const },
      { kind: 'refuse', code: 'no-reply' },
    ],
  ])('%s', (_, asked, more, expected) => {
    expect(takeDate({ refs: ['PO-1/1'], ...asked }, { ...known, ...more })).toMatchObject(expected);
  });
});
