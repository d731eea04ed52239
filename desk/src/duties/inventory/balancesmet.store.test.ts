import { sql, type Transaction } from 'kysely';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { type Database, openTables } from '../../server/database/database.ts';
import type { Tables } from '../../server/database/tables.ts';
import { stamp } from '../../server/http.ts';
import { holdLot } from './expiries.store.ts';
import { type LedgerTest, ledgerTest } from './ledger.test-support.ts';
import { post } from './movements.store.ts';

let ledger: LedgerTest;
let many: Database;
beforeAll(async () => {
  ledger = await ledgerTest();
  many = openTables(ledger.test.url, 6);
});
afterAll(async () => {
  await many.destroy();
  await ledger.test.close();
});

type Place = 'A' | 'B' | 'C' | null;
const move = (tx: Transaction<Tables>, item: string, from: Place, to: Place, qty = 1) =>
  post(tx, 'PLANT', {
    item,
    lot: 'L1',
    movedAt: '2026-11-03T08:00:00Z',
    qty,
    from,
    reason: null,
    ...(to === null ? { to } : { to, overfull: undefined }),
  });

async function begun() {
  const tx = await many.startTransaction().execute();
  await stamp(tx, { name: 'one of many', email: '', via: 'cli' }, 'PLANT');
  return tx;
}

async function done(act: (tx: Transaction<Tables>) => Promise<unknown>) {
  const tx = await begun();
  const end = (error: unknown) =>
    tx
      .rollback()
      .execute()
      .then(() => String(error));
  return act(tx).then(
    () =>
      tx
        .commit()
        .execute()
        .then(() => 'kept'),
    end,
  );
}

const waiting = (n: number) =>
  vi.waitFor(async () => {
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(ledger.test.db);
    expect(rows[0]?.n).toBe(n);
  }, 5000);

it.each([
  ['the place it goes to', ['B', 'A']],
  ['the place it comes from', ['A', 'B']],
] as const)(
  'a movement that waits for one balance while another comes into being at %s meets both in order',
  async (_, [from, to]) => {
    const item = await ledger.fresh();
    await done((tx) => move(tx, item, null, 'B'));
    await done((tx) => move(tx, item, null, 'B'));
    const first = await begun();
    await move(first, item, 'B', null);
    const moved = done((tx) => move(tx, item, from, to));
    await waiting(1);
    expect(await done((tx) => move(tx, item, null, 'A', 2))).toBe('kept');
    const back = done((tx) => move(tx, item, 'A', 'B'));
    await waiting(2);
    await first.commit().execute();
    expect(await Promise.all([moved, back])).toEqual(['kept', 'kept']);
    expect(await ledger.differences()).toEqual([]);
  },
);

it('nobody brings a lot to a place where none of it was while all of it is dated', async () => {
  const item = await ledger.fresh();
  await done((tx) => move(tx, item, null, 'B'));
  const dating = await begun();
  await holdLot(dating, 'PLANT', { item, lot: 'L1', serial: '' });
  const brought = done((tx) => move(tx, item, null, 'A'));
  await waiting(1);
  await move(dating, item, null, 'A');
  await dating.commit().execute();
  expect(await brought).toBe('kept');
  expect(await ledger.balance(item, 'A')).toBe(2);
  expect(await ledger.differences()).toEqual([]);
});
