import { describe, expect, it } from 'vitest';
import type { OpenStep } from './exceptions.ts';
import { comesOut, type Delivering, deliveringLess } from './short.ts';

const step: OpenStep = {
  order: 'work/1',
  seq: 20,
  machine: 'P1',
  state: 'started',
  start: 0,
  end: 10,
  begun: null,
  said: 0,
  more: 0,
};
/** Ten are ordered and were all to come when the version was made: six for work/2, then four for SO-1/1. */
const order = (more: Partial<Delivering> = {}): Delivering => ({
  order: 'work/1',
  item: 'FRAME',
  step,
  over: false,
  ordered: 10,
  started: 10,
  good: 0,
  steps: [at(), at()],
  published: 10,
  scrapSince: 0,
  takes: [
    { consumer: 'demand/SO-1/1', qty: 4, at: 30, open: true },
    { consumer: 'work/2', qty: 6, at: 20, open: true },
  ],
  ...more,
});
const at = (good = 0, scrap = 0, done = false) => ({ good, scrap, done });

describe('what comes out of an order', () => {
  it.each([
    ['is all of it while nothing is lost', {}, 10],
    ['is less what is scrap, at whatever step', { steps: [at(5, 1), at(2, 2)] }, 7],
    ['is all of it where so much scrap was planned for', { started: 12, steps: [at(5, 2), at()] }, 10],
    ['is what a finished step passed on', { steps: [at(7, 1, true), at(3, 1)] }, 6],
    ['is what was good once it is over', { over: true, good: 4, steps: [at(10, 0, true), at(4)] }, 4],
    ['is no less than was good already', { good: 8, steps: [at(5, 5, true), at(8)] }, 8],
  ] as const)('%s', (_, more, expected) => {
    expect(comesOut(order(more))).toBe(expected);
  });
});

describe('an order that delivers less than was given away of it', () => {
  it.each([
    ['is none while it delivers all', {}, []],
    ['leaves the last published short', { steps: [at(7, 3), at()], scrapSince: 3 }, [['work/1', 3, ['demand/SO-1/1']]]],
    [
      'leaves more than one short: 3 of 6, and all 4',
      { over: true, good: 3, steps: [at(3, 7, true), at(3, 0, true)], scrapSince: 7 },
      [['work/1', 7, ['work/2', 'demand/SO-1/1']]],
    ],
    // Two were scrap when the version was made: it counted on eight and gave eight away.
    [
      'is none by scrap that the version knew',
      {
        published: 8,
        steps: [at(8, 2), at()],
        takes: [{ consumer: 'work/2', qty: 8, at: 20, open: true }],
      },
      [],
    ],
    // Four were good before: six were to come, for work/2; one more is scrap since.
    [
      'counts what was good before the version for nobody',
      {
        good: 4,
        published: 6,
        steps: [at(4), at(4, 1)],
        scrapSince: 1,
        takes: [{ consumer: 'work/2', qty: 6, at: 20, open: true }],
      },
      [['work/1', 1, ['work/2']]],
    ],
    [
      'is none where nobody had asked for what is lost',
      { steps: [at(7, 3), at()], scrapSince: 3, takes: [{ consumer: 'work/2', qty: 7, at: 20, open: true }] },
      [],
    ],
    [
      'is none for who waits no more',
      {
        steps: [at(7, 3), at()],
        scrapSince: 3,
        takes: [
          { consumer: 'work/2', qty: 6, at: 20, open: true },
          { consumer: 'demand/SO-1/1', qty: 4, at: 30, open: false },
        ],
      },
      [],
    ],
    ['is one of which less is ordered now', { ordered: 8, started: 8 }, [['work/1', 2, ['demand/SO-1/1']]]],
  ] as const)('%s', (_, more, expected) => {
    expect(
      deliveringLess([order(more)]).map(({ order, missing, losers }) => [
        order,
        missing,
        losers.map(({ consumer }) => consumer),
      ]),
    ).toEqual(expected);
  });
});
