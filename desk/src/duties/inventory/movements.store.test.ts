import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openTables } from '../../server/database/database.ts';
import { migrate } from '../../server/database/migrate.ts';
import { migrations } from '../../server/database/migrations.ts';
import { execute, serverVariable } from '../../server/database/test-server.ts';
import { stamp } from '../../server/http.ts';
import type { TestApp } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from './ledger.test-support.ts';
import { post } from './movements.store.ts';

let test: TestApp;
let many: Database;
let fresh: LedgerTest['fresh'];
let balance: LedgerTest['balance'];
let differences: LedgerTest['differences'];

beforeAll(async () => {
  ({ test, fresh, balance, differences } = await ledgerTest());
  many = openTables(test.url, 24);
});
afterAll(async () => {
  await many.destroy();
  await test.close();
});

const raw = (text: string, db: Database = test.db): Promise<unknown> => rawly(db, text);

const ledger = Object.keys(migrations).find((name) => name.endsWith('-movements')) ?? '';

/** A database as it was before the ledger. */
async function oldDatabase() {
  const server = process.env[serverVariable] ?? '';
  const name = `old_${process.pid}_${process.env.VITEST_POOL_ID ?? 0}`;
  await execute(server, `create database ${name}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  await migrate(url, Object.fromEntries(Object.entries(migrations).filter(([one]) => one < ledger)));
  const db = openTables(url, 2);
  await raw(`insert into sites (code, name, zone, currency) values ('PLANT', 'Plant', 'UTC', 'EUR')`, db);
  const close = async () => {
    await db.destroy();
    await execute(server, `drop database ${name} with (force)`);
  };
  return { db, url, close };
}

describe('a balance is the sum of its movements', () => {
  it.each([
    [
      'when it is inserted',
      (item: string) => `insert into stock (site, item, location, qty) values ('PLANT', '${item}', 'B', 4)`,
    ],
    ['when it is changed', (item: string) => `update stock set qty = qty * 3 where item = '${item}'`],
    ['when it is deleted', (item: string) => `delete from stock where item = '${item}'`],
    ['when it goes to another place', (item: string) => `update stock set location = 'C' where item = '${item}'`],
    ['when it gets another lot', (item: string) => `update stock set lot = 'L1', qty = 8 where item = '${item}'`],
    ['when it gets another number', (item: string) => `update stock set id = default, qty = 9 where item = '${item}'`],
    [
      'when one statement inserts and changes',
      (item: string) =>
        `insert into stock (site, item, location, qty) values ('PLANT', '${item}', 'A', 5), ('PLANT', '${item}', 'B', 6)
         on conflict (site, item, location, lot, serial, container, owner) do update set qty = excluded.qty`,
    ],
    [
      'when movements are inserted',
      (item: string) =>
        `insert into movements (site, moved_at, item, qty, from_location, to_location)
         values ('PLANT', now(), '${item}', 3, 'A', 'C'), ('PLANT', now(), '${item}', 2, 'A', null), ('PLANT', now(), '${item}', 1, 'C', 'B')`,
    ],
    [
      'when the item and a place are called otherwise',
      (item: string) => `update items set code = '${item}x' where code = '${item}'`,
    ],
  ])('%s', async (_, statement) => {
    const item = await fresh();
    await raw(`insert into stock (site, item, location, qty) values ('PLANT', '${item}', 'A', 10)`);
    await raw(statement(item));
    expect(await differences()).toEqual([]);
    expect(await test.db.selectFrom('movements').select('id').where('item', 'like', `${item}%`).execute()).not.toEqual(
      [],
    );
  });

  it.each([
    ['changed', `update movements set qty = qty + 1`, /append-only/],
    ['deleted', `delete from movements`, /append-only/],
    ['emptied', `truncate movements cascade`, /movements is append-only/],
    ['emptied with the balances', `truncate stock`, /stock is append-only/],
    [
      'posted as if somebody wrote the balance',
      `insert into movements (site, moved_at, item, qty, to_location, reference_kind) values ('PLANT', now(), 'BOLT', 1, 'A', 'balance')`,
      /refers to a balance/,
    ],
    [
      'of nothing',
      `insert into movements (site, moved_at, item, qty, to_location) values ('PLANT', now(), 'BOLT', 0, 'A')`,
      /check constraint/,
    ],
    [
      'from nowhere to nowhere',
      `insert into movements (site, moved_at, item, qty) values ('PLANT', now(), 'BOLT', 1)`,
      /check constraint/,
    ],
    [
      'taken back by what is not its mirror',
      `insert into movements (site, moved_at, item, qty, from_location, reverses) select 'PLANT', now(), 'BOLT', qty + 1, to_location, id from movements where item = 'BOLT' and to_location is not null order by id limit 1`,
      /by its mirror/,
    ],
    [
      'taken from a balance that would fall below zero, unconfirmed',
      `insert into movements (site, moved_at, item, qty, from_location) values ('PLANT', now(), 'BOLT', 1000, 'A')`,
      /of BOLT at A/,
    ],
  ])('and no movement is ever %s', async (_, statement, says) => {
    await raw(`insert into movements (site, moved_at, item, qty, to_location) values ('PLANT', now(), 'BOLT', 7, 'A')`);
    await expect(raw(statement)).rejects.toThrow(says);
    expect(await differences()).toEqual([]);
  });
});

it('what stood before there was a ledger is its opening', async () => {
  const old = await oldDatabase();
  try {
    await raw(
      `insert into units (site, code) values ('PLANT', 'pcs');
       insert into items (site, code, unit) values ('PLANT', 'BOLT', 'pcs');
       insert into locations (site, code) values ('PLANT', 'A'), ('PLANT', 'B'), ('PLANT', 'C');
       insert into stock (site, item, location, qty) values ('PLANT', 'BOLT', 'A', 7), ('PLANT', 'BOLT', 'B', -2), ('PLANT', 'BOLT', 'C', 0)`,
      old.db,
    );
    expect(await migrate(old.url)).toContain(ledger);
    const { rows } = await sql`select location, qty, reference_kind from movement_legs order by location`.execute(
      old.db,
    );
    expect(rows).toEqual([
      { location: 'A', qty: 7, reference_kind: 'opening' },
      { location: 'B', qty: -2, reference_kind: 'opening' },
    ]);
  } finally {
    await old.close();
  }
});

describe('many at once', () => {
  it('move all ways between the same places, balances written by hand among them, without a deadlock', async () => {
    const [one, two] = [await fresh(), await fresh()];
    const places = ['A', 'B', 'C', 'Q'];
    await raw(
      places
        .map((at) => `insert into stock (site, item, location, qty) values ('PLANT', '${one}', '${at}', 500)`)
        .join(';'),
    );
    const client = async (n: number): Promise<void> => {
      for (let turn = 0; turn < 12; turn += 1) {
        const [from, to] = [places[(n + turn) % 4], places[(n * 3 + turn + 1) % 4]];
        // Two items and three places a statement, named in another order by each.
        const rows = [
          `('PLANT', now(), '${one}', 1, '${from}', ${from === to ? 'null' : `'${to}'`})`,
          `('PLANT', now(), '${two}', 1, null, '${to}')`,
          `('PLANT', now(), '${one}', 2, null, '${places[turn % 4]}')`,
        ];
        await raw(
          n === 0
            ? `update stock set qty = qty + 1 where item = '${one}' and location = '${from}'`
            : `insert into movements (site, moved_at, item, qty, from_location, to_location) values ${(n % 2 ? rows : rows.toReversed()).join(', ')}`,
          many,
        );
      }
    };
    await Promise.all(Array.from({ length: 24 }, (_, n) => client(n)));
    expect(await differences()).toEqual([]);
    const { rows } = await sql<{ qty: number }>`select sum(qty) as qty from stock where item = ${two}`.execute(test.db);
    expect(rows).toEqual([{ qty: 23 * 12 }]);
  });

  it('pass what can be planned with by no way: a hundred who bring a tenth of it, to as many places as there are', async () => {
    const item = await fresh();
    const brought = await Promise.allSettled(
      Array.from({ length: 100 }, (_, n) => {
        const to = ['A', 'B', 'C', 'Q'][n % 4]!;
        return n % 5 === 0
          ? raw(
              `insert into stock (site, item, location, lot, qty) values ('PLANT', '${item}', '${to}', 'L${n}', 1e10)`,
              many,
            )
          : many.transaction().execute(async (tx) => {
              await stamp(tx, { name: 'one of many', email: '', via: 'cli' }, 'PLANT');
              const bring = {
                item,
                lot: `L${n % 3}`,
                movedAt: '2026-11-03T08:00:00Z',
                from: null,
                to,
                qty: 1e10,
                reason: null,
                overfull: undefined,
              };
              return post(tx, 'PLANT', bring);
            });
      }),
    );
    const refused = brought.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    const { rows } = await sql<{ qty: number }>`select sum(qty) as qty from stock where item = ${item}`.execute(
      test.db,
    );
    expect(rows).toEqual([{ qty: 1e11 }]);
    // Whoever writes a balance while the item is posted is told to try again; nobody waits in a circle.
    expect(refused.filter((code) => !['too-much', 'HL004', '40001'].includes(code))).toEqual([]);
    expect(await differences()).toEqual([]);
  });

  it('take the last pieces once: 24 who want one of ten', async () => {
    const item = await fresh();
    await raw(`insert into stock (site, item, location, qty) values ('PLANT', '${item}', 'A', 10)`);
    const taken = await Promise.allSettled(
      Array.from({ length: 24 }, () =>
        many.transaction().execute(async (tx) => {
          await stamp(tx, { name: 'one of many', email: '', via: 'cli' }, 'PLANT');
          return post(tx, 'PLANT', {
            item,
            lot: '',
            movedAt: '2026-11-03T08:00:00Z',
            from: 'A',
            to: 'B',
            qty: 1,
            reason: null,
            overfull: undefined,
          });
        }),
      ),
    );
    expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect([await balance(item, 'A'), await balance(item, 'B')]).toEqual([0, 10]);
  });

  it('lose nothing that was told to be posted when a client is killed in the middle, and keep nothing else of it', async () => {
    const item = await fresh();
    const insert = `insert into movements (site, moved_at, item, qty, to_location) values ('PLANT', now(), '${item}', 1, 'A')`;
    const script = `
      import pg from 'pg';
      const client = new pg.Client(process.env.URL_OF_TEST);
      await client.connect();
      await client.query("select set_config('hotlist.who', 'killed', false)");
      await client.query(process.env.INSERT);
      await client.query('begin');
      await client.query(process.env.INSERT);
      console.log('in the middle');
      setInterval(() => undefined, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, URL_OF_TEST: test.url, INSERT: insert },
    });
    await once(child.stdout, 'data');
    child.kill('SIGKILL');
    await once(child, 'exit');
    // It waits for the row that the killed one held.
    await raw(insert);
    expect(await balance(item, 'A')).toBe(2);
    expect(await differences()).toEqual([]);
  });
});
