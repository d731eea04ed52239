import { expect, it } from 'vitest';
import { maySettle } from './told.ts';

const waits = { by: 'tina@example.com', settledBy: null };
it.each([
  ['is settled by another', waits, { called: 'kurt@example.com', trainee: false }, 'accept'],
  ['is not settled by who told it', waits, { called: 'tina@example.com', trainee: false }, 'own'],
  ['is not settled by a trainee', waits, { called: 'tom@example.com', trainee: true }, 'own'],
  ['is settled once', { ...waits, settledBy: 'Kurt' }, { called: 'karl@example.com', trainee: false }, 'settled'],
])('what a trainee told %s', (_, told, person, expected) => {
  const decision = maySettle(told, person);
  expect(decision.kind === 'refuse' ? decision.code : decision.kind).toBe(expected);
});
