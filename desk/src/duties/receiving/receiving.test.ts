import { qty } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import { type Arrival, type ItemReceived, type Line, receive, receiveBlind, takeBack } from './receiving.ts';

const line: Line = {
  ref: 'PO-1/2',
  item: 'TUBE',
  state: 'open',
  ordered: qty(100),
  received: qty(0),
  overPercent: 0,
  underPercent: 0,
};
const goods: ItemReceived = { item: 'TUBE', inspected: false, asksLot: false, asksExpiry: false };
const arrival: Arrival = {
  item: null,
  counted: qty(100),
  lot: '',
  expires: null,
  today: '2026-11-03',
  paper: null,
  damage: '',
};
const come = (some: Partial<Arrival>, of: Partial<Line> = {}, what: Partial<ItemReceived> = {}) => {
  const { counted, ...rest } = some;
  return receive({ ...line, ...of }, { ...goods, ...what }, { ...arrival, ...rest, counted: qty(counted ?? 100) });
};

describe('goods against a purchase line', () => {
  it.each<[string, Partial<Arrival>, Partial<Line>, object]>([
    ['all of it closes the line', {}, {}, { closes: true, inspect: false, discrepancies: [] }],
    ['a part leaves it open, and is no discrepancy', { counted: qty(60) }, {}, { closes: false, discrepancies: [] }],
    ['the rest closes it', { counted: qty(40) }, { received: qty(60) }, { closes: true }],
    // 5 % of 100 are 5: 95 close.
    [
      'what is missing within the under tolerance closes it',
      { counted: qty(95) },
      { underPercent: 5 },
      { closes: true },
    ],
    ['one less does not', { counted: qty(94) }, { underPercent: 5 }, { closes: false }],
    // 2.5 % of 30 are 0.75 pieces: none whole.
    ['a share of a piece is none', { counted: qty(29) }, { ordered: qty(30), underPercent: 2.5 }, { closes: false }],
    ['up to the over tolerance nothing is asked', { counted: qty(110) }, { overPercent: 10 }, { discrepancies: [] }],
    [
      'less than the delivery note says is short',
      { counted: qty(90), paper: qty(100) },
      {},
      { closes: false, discrepancies: [{ kind: 'short', qty: 10 }] },
    ],
    [
      'more than the delivery note says is over',
      { counted: qty(50), paper: qty(40) },
      {},
      { discrepancies: [{ kind: 'over', qty: 10 }] },
    ],
    [
      'what is damaged goes to inspection, all of it',
      { counted: qty(50), damage: 'wet' },
      {},
      { inspect: true, discrepancies: [{ kind: 'damaged', qty: 50 }] },
    ],
  ])('%s', (_, some, of, expected) => {
    expect(come(some, of)).toMatchObject({ kind: 'accept', facts: [expected] });
  });

  it.each<[string, Partial<Arrival>, Partial<Line>, string, object]>([
    ['one above what is open', { counted: qty(41) }, { received: qty(60) }, 'over-receipt', { open: 40, over: 1 }],
    ['one above the tolerance', { counted: qty(111) }, { overPercent: 10 }, 'over-receipt', { open: 100, over: 1 }],
    ['ten times of what is open, more loudly', { counted: qty(1000) }, {}, 'ten-times', { open: 100, over: 900 }],
    ['a little below that, as usual', { counted: qty(999) }, {}, 'over-receipt', { over: 899 }],
    [
      'ten times of the order where nothing is open any more',
      { counted: qty(1000) },
      { received: qty(100) },
      'ten-times',
      { open: 0 },
    ],
  ])('asks about %s', (_, some, of, code, values) => {
    expect(come(some, of)).toMatchObject({
      kind: 'confirm',
      code,
      values,
      facts: [{ closes: true, discrepancies: [{ kind: 'over' }] }],
    });
  });

  it.each<[string, Partial<Arrival>, Partial<Line>, Partial<ItemReceived>, string]>([
    ['a line that was cancelled', {}, { state: 'cancelled' }, {}, 'line-cancelled'],
    ['a line that is closed', {}, { state: 'closed' }, {}, 'line-closed'],
    ['another item than was ordered', { item: 'ROD' }, {}, {}, 'wrong-item'],
    ['no lot where the item asks for one', {}, {}, { asksLot: true }, 'lot-missing'],
    ['a lot with a picture in it', { lot: 'L-🍎' }, {}, {}, 'lot-unprintable'],
    ['no expiry where the item asks for one', { lot: 'L1' }, {}, { asksExpiry: true }, 'expiry-missing'],
    ['an expiry without a lot', { expires: '2027-01-01' }, {}, {}, 'expiry-without-lot'],
    ['what has expired', { lot: 'L1', expires: '2026-11-02' }, {}, {}, 'expired'],
  ])('refuses %s', (_, some, of, what, code) => {
    expect(come(some, of, what)).toMatchObject({ kind: 'refuse', code });
  });

  it('takes what expired into inspection when somebody says so, and what expires today as good', () => {
    expect(come({ lot: 'L1', expires: '2026-11-02', damage: 'expired' })).toMatchObject({ facts: [{ inspect: true }] });
    expect(come({ lot: 'L1', expires: '2026-11-03' })).toMatchObject({ facts: [{ inspect: false }] });
  });

  it('goes to inspection where the item asks for it', () => {
    expect(come({ item: 'TUBE' }, {}, { inspected: true })).toMatchObject({ facts: [{ inspect: true, closes: true }] });
  });
});

it('goods without an order go to inspection and are a discrepancy', () => {
  const known = { most: 100, decimals: 0 };
  expect(receiveBlind(goods, arrival, known)).toMatchObject({
    kind: 'accept',
    facts: [{ inspect: true, closes: false, discrepancies: [{ kind: 'wrong', qty: 100 }] }],
  });
  expect(receiveBlind({ ...goods, asksLot: true }, arrival, known)).toMatchObject({ code: 'lot-missing' });
  expect(receiveBlind(goods, { ...arrival, counted: qty(1000) }, known)).toMatchObject({
    kind: 'confirm',
    code: 'far-more',
    values: { counted: 1000, most: 100 },
    facts: [{ inspect: true }],
  });
});

it.each([
  ['of which nothing hangs', {}, 'accept'],
  ['whose goods were brought to an order', { broughtTo: ['MO-7'] }, 'brought-on'],
  ['that was taken back', { reversedBy: 9 }, 'reversed'],
  ['that takes one back', { reverses: 3 }, 'is-reversal'],
  ['that somebody wrote on the line', { written: true }, 'written'],
  ['of a return of which something was decided', { decidedOf: 'RMA-1' }, 'decided'],
])('a receipt %s is taken back: %s', (_, some, expected) => {
  const nothing = { written: false, reverses: null, reversedBy: null, broughtTo: [], decidedOf: null };
  const decision = takeBack({ id: 4, ...nothing, ...some });
  expect(decision.kind === 'refuse' ? decision.code : decision.kind).toBe(expected);
});
