import { type Qty, qty } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { linesRead } from './noticelines.ts';
import {
  containerDoubt,
  containerRead,
  dateAfterEnd,
  endNotice,
  moreThanOpen,
  noticeState,
  receiveNotice,
} from './notices.ts';

const line = (n: number, announced: number, received: number, more: object = {}) => ({
  line: n,
  container: '',
  announced: qty(announced),
  received: qty(received),
  lot: '',
  expires: null,
  ...more,
});
const notice = (lines: ReturnType<typeof line>[], ended: 'taken back' | 'closed' | null = null) => ({
  number: 'ASN-7',
  ended,
  lines,
});

it.each([
  ['announced while nothing came', [line(1, 5, 0)], null, 'announced'],
  ['partly received while something is to come', [line(1, 5, 5), line(2, 5, 0)], null, 'partly received'],
  ['received once all came, or more', [line(1, 5, 6)], null, 'received'],
  ['closed by a word', [line(1, 5, 3)], 'closed', 'closed'],
] as const)('a notice is %s', (_, lines, ended, state) => expect(noticeState(ended, lines)).toBe(state));

it.each([
  ['(00)340123450000000017', '340123450000000017', null],
  ['00340123450000000017', '340123450000000017', null],
  ['3401 2345 0000 0000 17', '340123450000000017', null],
  ['340123450\u{200b}000000017', '340123450000000017', null],
  ['3401\u{a0}2345\u{a0}0000-0000-17', '340123450000000017', null],
  [']C100340123450000000017', '340123450000000017', null],
  ['\uff13\uff140123450000000017', '340123450000000017', null],
  ['340123450000000028', '340123450000000028', 'check-digit'],
  ['PAL-7', 'PAL-7', 'no-sscc'],
])('container %s is kept as %s, doubted where its number is wrong: %s', (typed, kept, doubt) => {
  expect(containerRead(typed)).toBe(kept);
  expect(containerDoubt(kept)).toBe(doubt);
});

describe('a purchase line of twenty, once a notice of it ended, is estimated', () => {
  const first = { estimates: 'on day 3', before: null };
  const second = { estimates: 'on day 5', before: 'on day 3' };
  it.each([
    ['by the notices that still have all of it on the way', 'on day 5', 20, [second, first], 'last'],
    ['as before the first of them, where too little is on the way', 'on day 5', 19, [second, first], null],
    ['as before, where nothing is', 'on day 3', 0, [first], null],
    ['as somebody said between two of them', 'on day 5', 1, [{ ...second, before: 'on day 4' }, first], 'on day 4'],
    ['as somebody said since', 'on day 9', 20, [first], undefined],
    ['as it was, where none ever dated it', null, 12, [], undefined],
  ])('%s', (_, estimated, underWay, dated, date) => {
    expect(dateAfterEnd({ estimated, open: 20, underWay, last: 'last' }, dated)).toBe(date);
  });
});

it.each([
  ['nothing while it fits', 20, 0, 20, 0],
  ['what is on the way already counts', 20, 15, 10, 5],
  ['all of it where more came than was ordered', -3, 0, 4, 4],
])('announced beyond what is open: %s', (_, open, underWay, announced, over) =>
  expect(moreThanOpen({ open: open as Qty, underWay: qty(underWay) }, qty(announced))).toBe(over),
);

it('as announced, what is still to come comes with its lot and expiry', () => {
  const lot = { lot: 'L', expires: '2027-01-31' };
  expect(receiveNotice(notice([line(1, 5, 5), line(2, 8, 3, lot)]), null, null)).toEqual({
    kind: 'accept',
    facts: [{ line: 2, counted: 5, ...lot, over: 0, otherLot: false }],
  });
});

it('another lot has not the expiry of the one that was announced', () => {
  const counted = [{ line: 1, qty: qty(9), lot: 'M', expires: null }];
  const decision = receiveNotice(notice([line(1, 8, 0, { lot: 'L', expires: '2027-01-31' })]), null, counted);
  expect(decision).toMatchObject({ facts: [{ lot: 'M', expires: null, over: 1, otherLot: true }] });
});

it.each([
  ['of a line that came', notice([line(1, 5, 5), line(2, 5, 0)]), null, 1, 'line-came'],
  [
    'of a line in another container',
    notice([line(1, 5, 0, { container: 'A' }), line(2, 5, 0)]),
    'A',
    2,
    'line-unknown',
  ],
  ['of a container it does not have', notice([line(1, 5, 0)]), 'B', 1, 'container-unknown'],
  [
    'of a container that came',
    notice([line(1, 5, 5, { container: 'A' }), line(2, 5, 0)]),
    'A',
    1,
    'container-received',
  ],
  ['once all came', notice([line(1, 5, 5)]), null, 1, 'notice-received'],
  ['once it was closed', notice([line(1, 5, 0)], 'closed'), null, 1, 'notice-closed'],
])('nothing is received %s', (_, of, container, n, code) =>
  expect(receiveNotice(of, container, [{ line: n, qty: qty(1), lot: null, expires: null }])).toMatchObject({
    kind: 'refuse',
    code,
  }),
);

it('what was counted in two rows of a line counts together; two of one lot are a mistake', () => {
  const of = notice([line(1, 5, 0)]);
  const row = (lot: string) => ({ line: 1, qty: qty(4), lot, expires: null });
  expect(receiveNotice(of, null, [row('A'), row('B')])).toMatchObject({ facts: [{ over: 0 }, { over: 3 }] });
  expect(receiveNotice(of, null, [row('A'), row('A')])).toMatchObject({ kind: 'refuse', code: 'line-twice' });
});

it('closed, what is missing is told; what is all here is not closed', () => {
  expect(endNotice(notice([line(1, 5, 5), line(2, 5, 2)]), 'closed')).toMatchObject({
    facts: [{ line: 2, missing: 3 }],
  });
  expect(endNotice(notice([line(1, 5, 5)]), 'closed')).toMatchObject({ code: 'notice-received' });
  expect(endNotice(notice([line(1, 5, 1)]), 'taken back')).toMatchObject({ code: 'notice-came' });
});

it('pasted lines are read without their head, and what cannot be read is told by its line', () => {
  const { lines, faults } = linesRead(
    'Order\tQuantity\tUnit\nPO-1/2\t=2*12\tbox\tL-1\t2027-01-31\t340123450000000017\n\nPO-1/3; many\n PO-1/4; 2,5',
    '2026-11-28',
  );
  expect(lines).toEqual([
    { line: 'PO-1/2', qty: 24, unit: 'box', lot: 'L-1', expires: '2027-01-31', container: '340123450000000017' },
    { line: 'PO-1/4', qty: 2.5, unit: null, lot: '', expires: null, container: '' },
  ]);
  expect(faults).toEqual([{ text: expect.stringMatching(/^Line 4: .*many/) }]);
});
