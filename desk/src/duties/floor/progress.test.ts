import { qty } from '@hotlist/engine';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Fact,
  leftAt,
  type OrderStanding,
  orderStateOf,
  type Report,
  report,
  reverse,
  standingOf,
} from './progress.ts';

const step = (seq: number, state: 'waiting' | 'started' | 'done', good = 0, scrap = 0) => ({
  seq,
  state,
  good: qty(good),
  scrap: qty(scrap),
});
/** 20 ordered and 20 to start; the first operation has passed on 12. */
const order = (more: Partial<OrderStanding> = {}): OrderStanding => ({
  number: 'MO-7',
  item: 'FRAME',
  asksLot: false,
  state: 'started',
  ordered: qty(20),
  started: qty(20),
  steps: [step(10, 'started', 12), step(20, 'waiting')],
  ...more,
});
const said = (more: Partial<Report> = {}): Report => ({
  seq: 10,
  started: false,
  good: qty(0),
  scrap: qty(0),
  scrapReason: null,
  finished: false,
  hours: 0,
  lot: '',
  ...more,
});

describe('a report', () => {
  it.each([
    ['of a start is taken', order(), said({ seq: 20, started: true }), 'accept'],
    ['of the rest as good finishes', order(), said({ good: qty(8), finished: true }), 'accept'],
    // 12 + 7 + 1 = 20: every piece is accounted for
    [
      'with scrap and why is taken',
      order(),
      said({ good: qty(7), scrap: qty(1), scrapReason: 'porous', finished: true }),
      'accept',
    ],
    ['of hours alone is taken', order(), said({ hours: 1.5 }), 'accept'],
    ['of scrap without why is refused', order(), said({ scrap: qty(1) }), 'scrap-unexplained'],
    ['of nothing is refused', order(), said(), 'nothing-reported'],
    ['on a firm order is refused', order({ state: 'firm' }), said({ good: qty(1) }), 'not-released'],
    ['on a completed order is refused', order({ state: 'completed' }), said({ good: qty(1) }), 'order-over'],
    ['on a cancelled order is refused', order({ state: 'cancelled' }), said({ good: qty(1) }), 'order-over'],
    ['on an operation that is not there is refused', order(), said({ seq: 30, good: qty(1) }), 'no-step'],
    [
      'on a finished operation is refused',
      order({ steps: [step(10, 'done', 20), step(20, 'waiting')] }),
      said({ good: qty(1) }),
      'step-done',
    ],
    [
      'of what is told by lots is refused without one',
      order({ asksLot: true }),
      said({ seq: 20, good: qty(1) }),
      'lot-missing',
    ],
    ['of its lot is taken', order({ asksLot: true }), said({ seq: 20, good: qty(1), lot: 'L-1' }), 'accept'],
    [
      'of scrap asks for no lot',
      order({ asksLot: true }),
      said({ seq: 20, scrap: qty(1), scrapReason: 'x' }),
      'accept',
    ],
    ['of a lot before the last operation is refused', order(), said({ good: qty(1), lot: 'L-1' }), 'lot-early'],
    [
      'of a lot that no label carries is refused',
      order(),
      said({ seq: 20, good: qty(1), lot: '🍎' }),
      'lot-unprintable',
    ],
    // 12 + 9 = 21 of 20
    ['of more than was started is a question', order(), said({ good: qty(9) }), 'more-than-came'],
    [
      'of more than the step before passed on is a question',
      order(),
      said({ seq: 20, good: qty(13) }),
      'more-than-came',
    ],
    ['of as much as the step before passed on is taken', order(), said({ seq: 20, good: qty(12) }), 'accept'],
    // 12 + 5 = 17 of 20
    ['finished with pieces nowhere is a question', order(), said({ good: qty(5), finished: true }), 'finished-short'],
  ] as const)('%s', (_, standing, what, answer) => {
    const decision = report(standing, what);
    expect(decision.kind === 'accept' ? 'accept' : decision.code).toBe(answer);
  });

  it('at the first operation may come to what the yield lets start: 22 for 20 ordered', () => {
    expect(report(order({ started: qty(22) }), said({ good: qty(10) })).kind).toBe('accept');
    expect(report(order({ started: qty(22) }), said({ good: qty(11) })).kind).toBe('confirm');
  });
});

const fact = (more: Partial<Fact> = {}): Fact => ({
  ...said(),
  kind: 'report',
  counts: true,
  reversed: false,
  ...more,
});

describe('lines that nobody signed', () => {
  it('are asked about where the operation is finished, and said where something else is asked', () => {
    expect(report(order(), said({ good: qty(8), finished: true }), 2)).toMatchObject({
      kind: 'confirm',
      code: 'unsigned',
      values: { seq: 10, unsigned: 2 },
    });
    expect(report(order(), said({ good: qty(1), finished: true }), 2)).toMatchObject({
      code: 'finished-short',
      values: { unsigned: 2 },
    });
  });
});

describe('taking a report back', () => {
  const used = order({ steps: [step(10, 'done', 20), step(20, 'started', 15)] });
  it.each([
    ['is taken', order(), fact({ good: qty(2) }), [fact({ good: qty(10) })], undefined, 'accept'],
    ['twice is refused', order(), fact({ reversed: true }), [], undefined, 'reversed-already'],
    ['of a reversal is refused', order(), fact({ kind: 'reversal' }), [], undefined, 'not-a-report'],
    ['on a closed order is refused', order({ state: 'closed' }), fact(), [], undefined, 'order-shut'],
    // 12 would be left, and the next operation has used 15
    [
      'of what the next operation used is a question',
      used,
      fact({ good: qty(8) }),
      [fact({ good: qty(12) })],
      undefined,
      'used-after',
    ],
    [
      'of a trainee’s that does not count hurts nobody',
      used,
      fact({ good: qty(8), counts: false }),
      [fact({ good: qty(12) })],
      undefined,
      'accept',
    ],
    ['of what is gone from stock is a question', order(), fact({ seq: 20, good: qty(5) }), [], qty(3), 'stock-taken'],
    ['of what still stands in stock is taken', order(), fact({ seq: 20, good: qty(5) }), [], qty(5), 'accept'],
  ] as const)('%s', (_, standing, one, rest, stock, answer) => {
    const decision = reverse(standing, one, rest, stock);
    expect(decision.kind === 'accept' ? 'accept' : decision.code).toBe(answer);
  });
});

describe('the facts of a step', () => {
  it('add up; what waits, was declined or was taken back does not count', () => {
    const facts = [
      fact({ good: qty(5) }),
      fact({ good: qty(3), scrap: qty(1), finished: true, reversed: true }),
      fact({ kind: 'reversal', good: qty(-3), scrap: qty(-1) }),
      fact({ good: qty(9), counts: false }),
      fact({ seq: 20, good: qty(4) }),
    ];
    expect(standingOf(10, facts)).toEqual({ seq: 10, good: 5, scrap: 0, state: 'started' });
  });

  it('taken back one and all leave the step as it was', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ good: fc.nat(1000), scrap: fc.nat(100), finished: fc.boolean() })),
        (reports) => {
          const facts = reports.flatMap((one) => [
            fact({ good: qty(one.good), scrap: qty(one.scrap), finished: one.finished, reversed: true }),
            fact({ kind: 'reversal', good: qty(-one.good), scrap: qty(-one.scrap) }),
          ]);
          expect(standingOf(10, facts)).toEqual({ seq: 10, good: 0, scrap: 0, state: 'waiting' });
        },
      ),
    );
  });
});

it('an order is over with its last operation, and released again when all was taken back', () => {
  expect(orderStateOf('started', [step(10, 'waiting'), step(20, 'done')])).toBe('completed');
  expect(orderStateOf('released', [step(10, 'started'), step(20, 'waiting')])).toBe('started');
  expect(orderStateOf('completed', [step(10, 'done'), step(20, 'started')])).toBe('started');
  expect(orderStateOf('started', [step(10, 'waiting'), step(20, 'waiting')])).toBe('released');
  expect(orderStateOf('closed', [step(10, 'started'), step(20, 'waiting')])).toBe('closed');
});

it('what is left at an operation is what was started less the scrap before it and what it has reported', () => {
  const standing = order({ steps: [step(10, 'done', 18, 2), step(20, 'started', 5, 1)] });
  // 20 − 2 − 5 − 1
  expect(leftAt(standing, 20)).toBe(12);
});
