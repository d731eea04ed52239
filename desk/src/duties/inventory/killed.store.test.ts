import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openTables } from '../../server/database/database.ts';
import { openDatabase } from '../../server/database/launch.ts';
import { migrate } from '../../server/database/migrate.ts';
import { wantedPostgres } from '../../server/database/test-server.ts';
import type { Ask, TestAnswer } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from './ledger.test-support.ts';

let data: string;
let url: string;
let ledger: LedgerTest;
let by: Record<'keeper' | 'planner', Ask>;
const endings: (() => Promise<unknown> | void)[] = [];

/** What is written is on the disk before it is told; while its tables are made that would only take time. */
async function open(durable: boolean): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const opened = await openDatabase({ data, durable, from: wantedPostgres() });
  endings.push(() => opened.stop());
  return opened;
}

beforeAll(async () => {
  data = mkdtempSync(join(tmpdir(), 'hotlist-killed-'));
  chmodSync(data, 0o755);
  endings.push(() => rmSync(data, { recursive: true, force: true }));
  const bare = await open(false);
  await migrate(bare.url);
  await bare.stop();
  ({ url } = await open(true));
  const db = openTables(url);
  ledger = await ledgerTest({ db, url, close: () => db.destroy() });
  const maker = await ledger.test.as(['planner', 'buyer']);
  for (const [path, body] of [
    ['/items', { code: 'FRAME', supply: 'make', unit: 'pcs' }],
    ['/work-orders', { number: 'MO-1', item: 'FRAME', qty: 1, state: 'released' }],
    ['/vendors', { code: 'KRAFT' }],
    ['/purchase-lines', { order_no: 'PO-1', line: 1, vendor: 'KRAFT', item: 'NUT', qty: 100_000 }],
  ] as const)
    expect(await maker('POST', path, body)).toMatchObject({ status: 201 });
  by = { keeper: ledger.keeper, planner: ledger.planner };
  await rawly(db, `insert into stock (site, item, location, qty) values ('PLANT', 'BOLT', 'A', 50000)`);
});
afterAll(async () => {
  await ledger?.test.close();
  for (const end of endings.reverse()) await end();
});

/** The server and all that it started, at once: nothing is written any more. */
async function killDatabase(db: Database): Promise<void> {
  const { rows } = await sql<{ pid: number }>`select pid from pg_stat_activity`.execute(db);
  const server = Number(readFileSync(join(data, 'database', 'postmaster.pid'), 'utf8').split('\n')[0]);
  for (const pid of [server, ...rows.map(({ pid }) => pid)]) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      // It ended between the two.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}

interface Wish {
  readonly key: string;
  readonly who: keyof typeof by;
  readonly path: string;
  readonly body: object;
}

/** Each says its key where it is kept, and takes or brings one piece. */
const wishes: readonly ((key: string) => Omit<Wish, 'key'>)[] = [
  (reason) => ({
    who: 'keeper',
    path: '/movements',
    body: { act: 'move', item: 'BOLT', from: 'A', to: 'B', qty: 1, reason },
  }),
  (reason) => ({
    who: 'planner',
    path: '/allocations/reserve',
    body: { item: 'BOLT', location: 'A', qty: 1, for: 'MO-1', reason },
  }),
  (document) => ({ who: 'keeper', path: '/receipts', body: { line: 'PO-1/1', qty: 1, to: 'C', document } }),
  (reason) => ({ who: 'keeper', path: '/movements', body: { act: 'adjust', item: 'NUT', to: 'B', qty: 1, reason } }),
];

const clients = 8;
const enough = 80;

it('a database that is killed in the middle of movements, reservations and receipts has lost none that it acknowledged, and what is asked again is done once', async () => {
  const all: Wish[] = [];
  const answered = new Map<string, TestAnswer>();
  const ask = ({ key, who, path, body }: Wish) => by[who]('POST', path, body, { key });
  for (const round of [1, 2]) {
    let loaded: () => void = () => undefined;
    const inTheMiddle = new Promise<void>((resolve) => {
      loaded = resolve;
    });
    const client = async (n: number): Promise<void> => {
      for (let turn = 0; ; turn += 1) {
        const key = `round-${round}-client-${n}-turn-${turn}`;
        const wish = { key, ...wishes[(n + turn) % wishes.length]!(key) };
        all.push(wish);
        const answer = await ask(wish);
        // Nobody knows what became of it.
        if (answer.status >= 500) return;
        answered.set(key, answer);
        if (answered.size === round * enough) loaded();
      }
    };
    const load = Promise.all(Array.from({ length: clients }, (_, n) => client(n)));
    await inTheMiddle;
    await killDatabase(ledger.test.db);
    await load;
    await open(true);
    expect(await lost(answered)).toEqual([]);
  }
  expect([...answered.values()].filter(({ status }) => status !== 201)).toEqual([]);
  expect(all.length - answered.size).toBe(2 * clients);

  for (const wish of all) {
    const again = await ask(wish);
    expect([wish.key, again.status]).toEqual([wish.key, 201]);
    const before = answered.get(wish.key);
    if (before) expect(again.body).toEqual(before.body);
  }
  const { rows } = await sql<{ key: string }>`
    select reason as key from movements where reason like 'round-%' union all
    select document from receipts where document like 'round-%' union all
    select reason from allocation_acts where reason like 'round-%'`.execute(ledger.test.db);
  expect(rows.map(({ key }) => key).toSorted()).toEqual(all.map(({ key }) => key).toSorted());
  const of = (path: string, act?: string) =>
    all.filter((wish) => wish.path === path && (wish.body as { act?: string }).act === act).length;
  const [moved, brought, received, reserved] = [
    of('/movements', 'move'),
    of('/movements', 'adjust'),
    of('/receipts'),
    of('/allocations/reserve'),
  ];
  const { rows: standing } = await sql`select item, location, qty from stock where qty <> 0 order by 1, 2`.execute(
    ledger.test.db,
  );
  expect(standing).toEqual([
    { item: 'BOLT', location: 'A', qty: 50_000 - moved },
    { item: 'BOLT', location: 'B', qty: moved },
    { item: 'NUT', location: 'B', qty: brought },
    { item: 'NUT', location: 'C', qty: received },
  ]);
  expect((await sql`select sum(qty) as qty from allocations`.execute(ledger.test.db)).rows).toEqual([
    { qty: reserved },
  ]);
  expect((await sql`select received from purchase_lines`.execute(ledger.test.db)).rows).toEqual([{ received }]);
  expect(await ledger.differences()).toEqual([]);
});

/** What was acknowledged and is not there. */
async function lost(answered: ReadonlyMap<string, TestAnswer>): Promise<readonly string[]> {
  const kept = async (query: ReturnType<typeof sql<{ id: unknown }>>) =>
    new Set((await query.execute(ledger.test.db)).rows.map(({ id }) => id));
  const movements = await kept(sql`select id from movements`);
  const receipts = await kept(sql`select id from receipts`);
  const acts = await kept(sql`select reason as id from allocation_acts`);
  return [...answered].flatMap(([key, { body }]) => {
    if (body.movement) return movements.has(body.movement.id) ? [] : [key];
    if (body.receipt) return receipts.has(body.receipt.id) ? [] : [key];
    return acts.has(key) ? [] : [key];
  });
}
