import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Ask } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest } from './ledger.test-support.ts';

let ledger: LedgerTest;
let keeper: Ask;
let trainee: Ask;
beforeAll(async () => {
  ledger = await ledgerTest();
  ({ keeper } = ledger);
  const person = await ledger.test.person(['storekeeper']);
  trainee = person.ask;
  // Only at a page may somebody change people: with a session, not with a token.
  const { ask: admin } = await ledger.test.person(['administrator']);
  const row = (await admin('GET', '/users')).body.rows.find((one: { email: string }) => one.email === person.email);
  await admin('PATCH', `/users/${row.number}`, { trainee: true }, { version: row.version });
});
afterAll(() => ledger.test.close());

const found = (ask: Ask, item: string, qty: number, more: object = {}) =>
  ask('POST', '/movements', { act: 'adjust', item, to: 'A', qty, reason: 'found', ...more });
const waiting = async (ask: Ask, item: string) =>
  (await ask('GET', '/told-movements')).body.rows.filter((row: { item: string }) => row.item === item);
const settle = (ask: Ask, id: number, verdict: string, confirm = '') =>
  ask('POST', `/told-movements/${id}/countersign${confirm}`, { verdict });

it('a trainee’s movement waits and moves nothing until another countersigns it; both names stand at it', async () => {
  const item = await ledger.fresh();
  const told = await found(trainee, item, 5, { moved_at: '2026-11-03T07:10:00Z' });
  expect(told).toMatchObject({
    status: 201,
    body: {
      done: `5 pcs of ${item} added to the balance at A. It counts once a storekeeper has countersigned it.`,
      movement: null,
    },
  });
  expect(await ledger.balance(item, 'A')).toBe(0);
  const [one] = await waiting(trainee, item);
  expect(one).toMatchObject({ says: `5 pcs of ${item} added to the balance at A.`, mine: true });
  expect((await settle(trainee, one.id, 'countersigned')).status).toBe(403);
  // Of two who press at once one posts it.
  const both = await Promise.all([settle(keeper, one.id, 'countersigned'), settle(keeper, one.id, 'countersigned')]);
  expect(both.map(({ status }) => status).toSorted()).toEqual([201, 422]);
  expect(await ledger.balance(item, 'A')).toBe(5);
  expect(await waiting(keeper, item)).toEqual([]);
  const [posted] = (await keeper('GET', `/movements?item=${item}`)).body.rows;
  expect(posted).toMatchObject({ moved_at: '2026-11-03T07:10:00.000Z', reference_kind: 'told' });
  expect(posted.reason).toMatch(/^found; told by ./);
});

it('what cannot be moved is refused to a trainee at once, and what is declined moves nothing', async () => {
  const item = await ledger.fresh();
  expect(await found(trainee, item, -1)).toMatchObject({ status: 422, body: { faults: [{ field: 'qty' }] } });
  await found(trainee, item, 2);
  const [one] = await waiting(keeper, item);
  expect((await settle(keeper, one.id, 'declined')).body.done).toBe('Declined: nothing was posted.');
  expect(await ledger.balance(item, 'A')).toBe(0);
  expect((await settle(keeper, one.id, 'countersigned')).body.code).toBe('settled');
});

it('no balance is written by a trainee himself: it would count at once', async () => {
  const item = await ledger.fresh();
  const row = { item, location: 'A', lot: 'L', qty: 5 };
  expect(await trainee('POST', '/stock', row)).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
  const { id, version } = (await keeper('POST', '/stock', row)).body;
  expect(await trainee('PATCH', `/stock/${id}`, { qty: 9 }, { version })).toMatchObject({ status: 403 });
  expect(await trainee('DELETE', `/stock/${id}`, undefined, { version })).toMatchObject({ status: 403 });
  expect(await ledger.balance(item, 'A')).toBe(5);
});

it('what would fall below zero is asked of who countersigns', async () => {
  const item = await ledger.fresh();
  await trainee('POST', '/movements', { act: 'move', item, from: 'A', to: 'B', qty: 3 });
  const [one] = await waiting(keeper, item);
  expect((await settle(keeper, one.id, 'countersigned')).body.code).toBe('negative');
  expect(await waiting(keeper, item)).toHaveLength(1);
  expect((await settle(keeper, one.id, 'countersigned', '?confirm=negative')).status).toBe(201);
  expect(await ledger.balance(item, 'B')).toBe(3);
});
