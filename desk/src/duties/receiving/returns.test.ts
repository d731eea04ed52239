import { qty } from '@hotlist/engine';
import { describe, expect, it } from 'vitest';
import {
  decideReturn,
  endReturn,
  type LineShipped,
  type ReturnStanding,
  receiveReturn,
  type SentBack,
  sendBack,
  stageOf,
  stateAfterTakingBack,
} from './returns.ts';

const line = (shipped: number, back: number, came = 0): LineShipped => ({
  ref: 'SO-1/1',
  customer: 'MILLER',
  item: 'FRAME',
  shipped: qty(shipped),
  back: qty(back),
  came: qty(came),
});
const said = (more: Partial<SentBack> = {}): SentBack => ({
  customer: 'MILLER',
  item: 'FRAME',
  qty: qty(4),
  piece: qty(1),
  lot: '',
  serial: '',
  ...more,
});

describe('what a customer sends back', () => {
  it.each<[string, SentBack, LineShipped | null, string]>([
    ['of a line that was shipped is taken', said(), line(10, 0), 'accept'],
    ['of no line that we know is taken', said(), null, 'accept'],
    ['up to what was shipped is taken', said(), line(10, 6), 'accept'],
    ['beyond what was shipped of the line, with what came before, is asked', said(), line(10, 7), 'more-than-shipped'],
    ['of a line of which nothing was shipped is asked', said(), line(0, 0), 'more-than-shipped'],
    ['by another customer than the line’s is refused', said({ customer: 'BOLT' }), line(10, 0), 'other-customer'],
    ['of another item than the line’s is refused', said({ item: 'FORK' }), line(10, 0), 'other-item'],
    ['under one serial is one piece', said({ serial: 'S-1' }), null, 'not-one'],
    ['with a lot that no label carries is refused', said({ lot: 'L\t1' }), null, 'lot-unprintable'],
  ])('%s', (_, back, of, answer) => {
    const decision = sendBack(back, of);
    expect(decision.kind === 'accept' ? 'accept' : decision.code).toBe(answer);
  });
});

describe('an announced return of ten', () => {
  const back = (received: number, state: ReturnStanding['state'] = 'open'): ReturnStanding => ({
    number: 'RMA-1',
    state,
    item: 'FRAME',
    qty: qty(10),
    received: qty(received),
    moreSaid: false,
  });
  const came = (counted: number, item: string | null = null) => ({
    item,
    counted: qty(counted),
    piece: qty(1),
    lot: '',
    serial: '',
  });
  it.each<[string, ReturnStanding, ReturnType<typeof came>, LineShipped | null, string | boolean]>([
    ['is received in part and stays open', back(0), came(4), line(10, 10), false],
    ['is closed by the rest', back(6), came(4), line(10, 10), true],
    // 6 + 5 = 11 of 10 announced; of the line 10 announced + 1 more = 11 of 20 shipped.
    ['asks about more than was announced', back(6), came(5), line(20, 10), 'more-than-announced'],
    ['asks about that of no line too', back(6), came(5), null, 'more-than-announced'],
    ['says where that is more than was shipped', back(6), came(5), line(10, 10), 'more-than-shipped'],
    [
      'is not asked again about what was announced beyond it',
      { ...back(0), moreSaid: true },
      came(10),
      line(8, 10),
      true,
    ],
    [
      'is asked about what was shipped when it was announced, and is not now',
      back(0),
      came(10),
      line(0, 10),
      'more-than-shipped',
    ],
    // 6 came back before, by this and others; with 4 more 10 of 9 that went.
    ['is asked about the part of it that is too much now', back(6), came(4), line(9, 10, 6), 'more-than-shipped'],
    ['is received up to what went', back(6), came(3), line(9, 10, 6), false],
    ['is of one item', back(0), came(1, 'FORK'), null, 'wrong-item'],
    ['takes nothing more once it is closed', back(10, 'closed'), came(1), null, 'return-closed'],
    ['takes nothing once it was cancelled', back(0, 'cancelled'), came(1), null, 'return-cancelled'],
  ])('%s', (_, held, arrived, of, answer) => {
    const decision = receiveReturn(held, of, arrived);
    expect(decision.kind === 'accept' ? decision.facts[0]?.closes : decision.code).toBe(answer);
  });

  it('ends as closed where some came, else as cancelled, and once', () => {
    expect([endReturn(back(3)), endReturn(back(0)), endReturn(back(3, 'closed'))]).toMatchObject([
      { facts: ['closed'] },
      { facts: ['cancelled'] },
      { code: 'return-closed' },
    ]);
  });

  it('waits again for what is taken back; one that nobody announced never came', () => {
    expect([
      stateAfterTakingBack(true, qty(10), 6),
      stateAfterTakingBack(true, qty(10), 10),
      stateAfterTakingBack(false, qty(4), 0),
    ]).toEqual(['open', 'closed', 'cancelled']);
  });
});

describe('what came back is decided', () => {
  const goods = { receipt: 7, item: 'PAINT', asksLot: true, lot: 'L-1', left: qty(4) };
  it.each([
    ['to stock, without a word', goods, { outcome: 'stock', qty: qty(4), note: '' }, true],
    [
      'to stock of an unknown lot never',
      { ...goods, lot: '' },
      { outcome: 'stock', qty: qty(1), note: '' },
      'lot-unknown',
    ],
    ['as scrap with the reason', goods, { outcome: 'scrap', qty: qty(1), note: 'bent' }, true],
    ['as scrap never without', goods, { outcome: 'scrap', qty: qty(1), note: '' }, 'note-missing'],
    ['back to the customer with the reason', goods, { outcome: 'customer', qty: qty(1), note: 'worn' }, true],
    ['to rework, and stays in inspection', goods, { outcome: 'rework', qty: qty(4), note: 'new bearing' }, false],
    ['never beyond what is left', goods, { outcome: 'stock', qty: qty(5), note: '' }, 'more-than-left'],
    ['once', { ...goods, left: qty(0) }, { outcome: 'stock', qty: qty(1), note: '' }, 'nothing-left'],
  ] as const)('%s', (_, lying, decision, answer) => {
    const decided = decideReturn(lying, decision);
    expect(decided.kind === 'accept' ? decided.facts[0]?.leaves : decided.kind === 'refuse' && decided.code).toBe(
      answer,
    );
  });
});

describe('a return is', () => {
  const came = [{ receipt: 7, left: 4 }];
  const decided = (outcome: 'rework' | 'stock', taken_back = false) => [{ receipt: 7, outcome, taken_back }];
  it.each([
    ['announced until something came', { state: 'open', left: 0, came: [], decided: [] }, 'announced'],
    ['to be decided while goods of it lie there', { state: 'open', left: 4, came, decided: [] }, 'to decide'],
    [
      'to be reworked where that was the last word',
      { state: 'closed', left: 4, came, decided: decided('rework') },
      'to rework',
    ],
    [
      'to be decided where the last word was another',
      { state: 'closed', left: 4, came, decided: decided('stock') },
      'to decide',
    ],
    [
      'done when all was decided',
      { state: 'closed', left: 0, came: [{ receipt: 7, left: 0 }], decided: decided('stock') },
      'done',
    ],
    ['cancelled when none came', { state: 'cancelled', left: 0, came: [], decided: [] }, 'cancelled'],
  ] as const)('%s', (_, row, stage) => expect(stageOf(row)).toBe(stage));
});
