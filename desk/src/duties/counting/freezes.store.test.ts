import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Ask, plantNow } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from '../inventory/ledger.test-support.ts';

let ledger: LedgerTest;
let ann: Ask;
let bob: Ask;
let boss: Ask;
let places = 0;
beforeAll(async () => {
  ledger = await ledgerTest();
  ann = await ledger.test.as(['storekeeper']);
  bob = await ledger.test.as(['storekeeper']);
  boss = await ledger.test.as(['supervisor']);
});
afterAll(() => ledger.test.close());

/** Two places with ten of an item each, on one sheet, which is frozen. */
async function frozen() {
  places += 1;
  const [one, two] = [`F-${places}-1`, `F-${places}-2`];
  await ledger.put('/locations', [{ code: one }, { code: two }]);
  const item = await ledger.fresh();
  for (const to of [one, two])
    expect(await ann('POST', '/movements', { act: 'adjust', item, to, qty: 10, reason: 'found' })).toMatchObject({
      status: 201,
    });
  const { id } = (await ann('POST', '/count-sheets', { locations: [one, two], inventory: true })).body;
  const { lines } = (await ann('GET', `/count-sheets/${id}/to-count`)).body;
  return {
    id,
    item,
    one,
    two,
    lines: lines as { line: number }[],
    freeze: () => boss('POST', `/count-sheets/${id}/freeze`, {}),
  };
}
const move = (item: string, from: string, to: string | null, more: object = {}) =>
  ann('POST', '/movements', { act: to === null ? 'scrap' : 'move', item, from, to, qty: 1, reason: 'r', ...more });
const refused = { status: 422, body: { code: 'frozen' } };

describe('a frozen place', () => {
  it('lets nothing in or out, by nobody and in no way, and says who froze it and the way out', async () => {
    const { id, item, one, freeze } = await frozen();
    expect(await move(item, one, 'A')).toMatchObject({ status: 201 });
    expect(await freeze()).toMatchObject({
      status: 201,
      body: { done: `Frozen: nothing moves at the 2 places of CS-${id} until they are counted and approved.` },
    });
    const out = await move(item, one, 'A');
    expect(out).toMatchObject(refused);
    expect(out.body.detail).toMatch(
      new RegExp(
        `^.+ froze ${one} for count sheet CS-${id}: nothing moves there until it is counted and approved\\. Maybe wait`,
      ),
    );
    expect(await move(item, 'A', one)).toMatchObject(refused);
    expect(await move(item, one, null)).toMatchObject(refused);
    expect(await ann('POST', '/movements', { act: 'adjust', item, to: one, qty: 1, reason: 'r' })).toMatchObject(
      refused,
    );
    // What was never there neither, nor what somebody writes past the ledger.
    const other = await ledger.fresh();
    expect(await ann('POST', '/movements', { act: 'adjust', item: other, to: one, qty: 1, reason: 'r' })).toMatchObject(
      refused,
    );
    await expect(
      rawly(ledger.test.db, `update stock set qty = 7 where item = '${item}' and location = '${one}'`),
    ).rejects.toMatchObject({ code: 'HL005' });
    expect(await ledger.balance(item, one)).toBe(9);
    expect(await move(item, 'A', 'B')).toMatchObject({ status: 201 });
  });

  it('takes what is told of before the freeze, and the count is right', async () => {
    const { id, item, one, two, lines, freeze } = await frozen();
    const before = new Date(Date.parse(plantNow) - 60_000).toISOString();
    await freeze();
    expect(await move(item, one, 'A', { moved_at: before })).toMatchObject({ status: 201 });
    for (const [at, { line }] of lines.entries())
      expect(await ann('POST', `/count-lines/${line}/counts`, { qty: at === 0 ? 9 : 10 })).toMatchObject({
        status: 201,
      });
    const rows = (await boss('GET', `/count-sheets/${id}`)).body.rows as { count: number; difference: number }[];
    expect(rows.map(({ difference }) => difference)).toEqual([0, 0]);
    // One by one they are free again.
    expect(await bob('POST', '/counts/approve', { counts: [rows[0]?.count], reason: '' })).toMatchObject({
      status: 201,
    });
    expect(await move(item, one, 'A')).toMatchObject({ status: 201 });
    expect(await move(item, two, 'A')).toMatchObject(refused);
    expect((await ann('GET', `/count-sheets/${id}`)).body.frozen).toMatchObject({ who: expect.any(String) });
    expect(await bob('POST', '/counts/approve', { counts: [rows[1]?.count], reason: '' })).toMatchObject({
      status: 201,
    });
    expect(await move(item, two, 'A')).toMatchObject({ status: 201 });
    expect((await ann('GET', `/count-sheets/${id}`)).body.frozen).toBeNull();
  });

  it('takes what the count itself posts', async () => {
    const { id, item, one, lines, freeze } = await frozen();
    await freeze();
    for (const { line } of lines) await ann('POST', `/count-lines/${line}/counts`, { qty: 10 });
    const [row] = (await boss('GET', `/count-sheets/${id}`)).body.rows as { count: number; line: number }[];
    await boss('POST', '/counts/again', { counts: [row?.count], reason: 'look again' });
    await bob('POST', `/count-lines/${row?.line}/counts`, { qty: 4 });
    const again = (await boss('GET', `/count-sheets/${id}`)).body.rows[0].count;
    expect(await boss('POST', '/counts/approve', { counts: [again], reason: 'lost' })).toMatchObject({ status: 201 });
    expect(await ledger.balance(item, one)).toBe(4);
  });

  it('is free when a supervisor lifts it, with a reason; before that the sheet is not ended', async () => {
    const { id, item, one, freeze } = await frozen();
    expect(await ann('POST', `/count-sheets/${id}/freeze`, {})).toMatchObject({ status: 403 });
    await freeze();
    expect(await freeze()).toMatchObject({ status: 422, body: { code: 'frozen-already' } });
    expect(await ann('POST', `/count-sheets/${id}/lift`, { reason: 'a lorry waits' })).toMatchObject({ status: 403 });
    expect(await boss('POST', `/count-sheets/${id}/lift`, { reason: '' })).toMatchObject({ status: 400 });
    expect(await boss('POST', `/count-sheets/${id}/lift`, { reason: 'a lorry waits' })).toMatchObject({ status: 201 });
    expect(await boss('POST', `/count-sheets/${id}/lift`, { reason: 'again' })).toMatchObject({
      status: 422,
      body: { code: 'not-frozen' },
    });
    expect(await move(item, one, 'A')).toMatchObject({ status: 201 });
    await freeze();
    expect(await move(item, one, 'A')).toMatchObject(refused);
    // Who ends it lets goods move again, which is a supervisor's.
    expect(await ann('POST', `/count-sheets/${id}/end`, { reason: 'next week' })).toMatchObject(refused);
    expect(await boss('POST', `/count-sheets/${id}/lift`, { reason: 'next week' })).toMatchObject({ status: 201 });
    expect(await ann('POST', `/count-sheets/${id}/end`, { reason: 'next week' })).toMatchObject({ status: 201 });
    expect(await move(item, one, 'A')).toMatchObject({ status: 201 });
    expect(await freeze()).toMatchObject({ status: 422, body: { code: 'ended' } });
  });

  it('is lifted once by two who approve its last two lines in the same instant', async () => {
    const { id, lines, freeze } = await frozen();
    await freeze();
    for (const { line } of lines) await ann('POST', `/count-lines/${line}/counts`, { qty: 10 });
    const rows = (await boss('GET', `/count-sheets/${id}`)).body.rows as { count: number }[];
    const { db } = ledger.test;
    await sql`create function gate() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock_shared(42); return null; end $$`.execute(
      db,
    );
    await sql`create trigger gate after insert on count_decisions for each row execute function gate()`.execute(db);
    const waiting = async () =>
      (
        await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`.execute(db)
      ).rows[0]!.n;
    let approvals: Promise<{ status: number }>[] = [];
    await db.connection().execute(async (held) => {
      await sql`select pg_advisory_lock(42)`.execute(held);
      try {
        approvals = rows.map(({ count }, at) =>
          (at === 0 ? bob : boss)('POST', '/counts/approve', { counts: [count], reason: '' }),
        );
        while ((await waiting()) < 2) await new Promise((resolve) => setTimeout(resolve, 10));
      } finally {
        await sql`select pg_advisory_unlock(42)`.execute(held);
      }
    });
    expect((await Promise.all(approvals)).map(({ status }) => status)).toEqual([201, 201]);
    expect((await ann('GET', `/count-sheets/${id}`)).body).toMatchObject({ state: 'done', frozen: null });
    const acts = await db.selectFrom('count_freezes').select('act').where('sheet', '=', id).orderBy('id').execute();
    expect(acts.map(({ act }) => act)).toEqual(['frozen', 'lifted']);
  });

  it('is none that was found later on another place: who counts freezes nothing', async () => {
    const { id, item, one, freeze } = await frozen();
    const other = await ledger.fresh();
    await freeze();
    const found = (location: string) =>
      ann('POST', `/count-sheets/${id}/found`, { location, item: other, lot: '', qty: 1 });
    const refusal = await found('A');
    expect(refusal).toMatchObject({ status: 422, body: { code: 'other-place', faults: [{ field: 'location' }] } });
    expect(refusal.body.detail).toMatch(/^The places of CS-\d+ are frozen, and A is none of them: /);
    expect(await ann('POST', '/movements', { act: 'adjust', item, to: 'A', qty: 1, reason: 'r' })).toMatchObject({
      status: 201,
    });
    expect(await found(one)).toMatchObject({ status: 201 });
    await boss('POST', `/count-sheets/${id}/lift`, { reason: 'a lorry waits' });
    expect(await found('A')).toMatchObject({ status: 201 });
  });

  it('is one without goods too, until somebody looked there', async () => {
    await ledger.put('/locations', [{ code: 'G-1' }, { code: 'G-2' }]);
    const item = await ledger.fresh();
    expect(await ann('POST', '/movements', { act: 'adjust', item, to: 'A', qty: 9, reason: 'found' })).toMatchObject({
      status: 201,
    });
    const { id } = (await ann('POST', '/count-sheets', { locations: ['G-*'], inventory: true })).body;
    expect((await boss('POST', `/count-sheets/${id}/freeze`, {})).body.done).toMatch(/at the 2 places of/);
    expect(await move(item, 'A', 'G-1')).toMatchObject(refused);
    const look = (location: string) => ann('POST', `/count-sheets/${id}/looks`, { location });
    expect(await look('G-1')).toMatchObject({ status: 201 });
    expect(await move(item, 'A', 'G-1')).toMatchObject({ status: 201 });
    expect(await move(item, 'A', 'G-2')).toMatchObject(refused);
    expect(await look('G-2')).toMatchObject({ status: 201 });
    expect((await ann('GET', `/count-sheets/${id}`)).body).toMatchObject({ state: 'done', frozen: null });
    expect(await move(item, 'A', 'G-2')).toMatchObject({ status: 201 });
    expect((await look('G-2')).body.code).toBe('ended');
  });

  it('is frozen once by two at once', async () => {
    const { freeze } = await frozen();
    expect((await Promise.all([freeze(), freeze()])).map(({ status }) => status).toSorted()).toEqual([201, 422]);
  });
});
