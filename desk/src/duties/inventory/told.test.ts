import { expect, it } from 'vitest';
import { toldWords } from './told.messages.ts';
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

const body = {
  act: 'move',
  item: 'BOLT',
  lot: '',
  serial: '',
  container: '',
  to_container: null,
  owner: '',
  from: 'A',
  to: 'B',
  qty: 1,
} as const;
it.each([
  ['by its item alone', {}, 'BOLT moved'],
  ['by its lot and number', { lot: 'L-1', serial: 'S-9' }, 'BOLT, lot L-1, serial S-9, moved'],
  ['in what it stands', { container: 'BOX-1' }, 'BOLT, in BOX-1, moved'],
  ['out of that', { container: 'BOX-1', to_container: '' }, 'BOLT, out of BOX-1, moved'],
  ['from one into another', { container: 'BOX-1', to_container: 'BOX-2' }, 'BOLT, in BOX-1, into BOX-2, moved'],
  ['with whose it is', { owner: 'ACME' }, 'BOLT, of ACME, moved'],
])('what a trainee told is read %s', (_, more, words) => {
  const said = { ...body, unit: 'pcs', moved_at: '2026-11-03T07:10:00Z', reason: '', ...more };
  expect(toldWords(said)).toBe(`1 pcs of ${words} from A to B.`);
});
