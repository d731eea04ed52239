import { expect, it } from 'vitest';
import { allowed, type OrderFacts, stateOf, type Wish } from './deviations.ts';

const wish: Wish = { item: 'STEEL', instead_of: 'TUBE', qty: 6, of_qty: 3, until: '2026-11-10' };
const facts: OrderFacts = { state: 'released', today: '2026-11-03', open: new Map([['TUBE', 3]]), standing: false };

it.each<[string, Partial<Wish>, Partial<OrderFacts>, string]>([
  ['is allowed for all that is open', {}, {}, 'accept'],
  ['is allowed for today alone', { until: '2026-11-03' }, {}, 'accept'],
  ['is not allowed for a day gone by', { until: '2026-11-02' }, {}, 'past'],
  ['is not allowed for longer than a year', { until: '2027-11-05' }, {}, 'too-far'],
  ['is not allowed for more than is open', { of_qty: 3.5 }, {}, 'more-than-open'],
  ['is not allowed for what the order does not draw', { instead_of: 'GLUE' }, {}, 'not-open'],
  ['is not allowed for an order that is not released', {}, { state: 'firm' }, 'not-at-work'],
  ['is no substitute for itself', { item: 'TUBE' }, {}, 'same'],
  ['is not allowed twice', {}, { standing: true }, 'standing'],
])('a substitute %s', (_, more, known, becomes) => {
  const decision = allowed({ ...wish, ...more }, { ...facts, ...known });
  expect(decision.kind === 'accept' ? 'accept' : decision.code).toBe(becomes);
});

it.each([
  ['stands until its day is over', { used: 5, ended_at: null }, '2026-11-10', 'stands'],
  ['has run out the day after', { used: 5, ended_at: null }, '2026-11-11', 'run out'],
  ['is used up whatever the day', { used: 6, ended_at: null }, '2026-11-11', 'used up'],
  ['is ended by a person', { used: 0, ended_at: '2026-11-04T08:00:00Z' }, '2026-11-05', 'ended'],
] as const)('it %s', (_, one, today, state) => {
  expect(stateOf({ ...wish, ...one }, today)).toBe(state);
});
