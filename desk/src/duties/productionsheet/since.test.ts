import { describe, expect, it } from 'vitest';
import type { Became, Change } from '../planning/orderchanges.ts';
import { sinceSentence } from './since.messages.ts';
import { yesterdayAt } from './since.store.ts';

it('what became of the orders is counted in one sentence, the worst first', () => {
  const change = (became: Became): Change => ({
    demand: 'SO-1/1',
    item: 'FRAME',
    due: '2026-11-05T16:00:00.000Z',
    became,
    breaksPromise: false,
    before: null,
    after: null,
    seconds: null,
    lateSeconds: 0,
    root: null,
    newRoot: false,
    eased: [],
    worse: [],
    asBefore: null,
    hand: null,
    dueBefore: null,
  });
  expect(sinceSentence([change('newly late'), change('newly late'), change('saved')])).toBe('2 newly late, 1 saved.');
  expect(sinceSentence([])).toBe('No order changed its date by an hour or more.');
});

describe('yesterday', () => {
  it('is at the hour on the plant’s clock, in winter and on the day after the clocks changed', () => {
    expect(yesterdayAt('Europe/Berlin', '2026-11-03T10:00:00Z', '06:30')).toBe('2026-11-02T05:30:00.000Z');
    // On 30 March 2026 yesterday was the day of the change: 06:30 is summer time already.
    expect(yesterdayAt('Europe/Berlin', '2026-03-30T10:00:00Z', '06:30')).toBe('2026-03-29T04:30:00.000Z');
  });
});
