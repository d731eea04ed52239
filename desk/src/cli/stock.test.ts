import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LedgerTest, ledgerTest, rawly } from '../duties/inventory/ledger.test-support.ts';
import { keepSums } from '../duties/inventory/sums.store.ts';
import { later, present } from '../house/clock.ts';
import type { Desk } from './desk.ts';
import { runStock } from './stock.ts';

let ledger: LedgerTest;
let desk: Desk;
let said: string[] = [];
beforeAll(async () => {
  ledger = await ledgerTest();
  desk = { db: ledger.test.db, address: '', say: (line) => said.push(line), typed: async () => '' };
  const moved = (days: number, qty: number) =>
    `('PLANT', '${later(present(), -days * 86_400)}', 'NUT', ${qty}, '${days > 20 ? 'A' : 'B'}')`;
  await rawly(
    ledger.test.db,
    `insert into movements (site, moved_at, item, qty, to_location) values ${moved(30, 4)}, ${moved(10, 2)}`,
  );
  expect(await keepSums(ledger.test.db, 'PLANT', 1)).toBe(2);
});
afterAll(() => ledger.test.close());

async function stock(...words: string[]): Promise<readonly [number, ...string[]]> {
  said = [];
  return [await runStock(desk, words), ...said];
}
/** As nobody can write who goes through the triggers. */
const spoil = (text: string) =>
  ledger.test.db.transaction().execute(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql.raw(text).execute(tx);
  });

it('balances and sums that are what moved are counted', async () => {
  expect(await stock('check')).toEqual([0, 'PLANT: 2 balances and 2 sums are what moved.']);
});

it('a sum and a balance that are not what moved are found, told with both figures, mended from the movements, and the log keeps what was there', async () => {
  await spoil(`update stock_sum_balances set qty = 5 where location = 'A' and sum = (select max(id) from stock_sums);
    update stock set qty = 7 where item = 'NUT' and location = 'B'`);
  const lines = [
    '  NUT at B: 7, and 2 moved',
    expect.stringMatching(/^ {2}the sum of 20/),
    '    NUT at A: 5, and 4 moved',
  ];
  expect(await stock('check', '--site', 'PLANT')).toEqual([
    1,
    'PLANT: 2 balances and 2 sums, of which 2 were not what moved. Maybe --mend makes them anew:',
    ...lines,
  ]);
  expect(await stock('check', '--mend')).toEqual([
    0,
    'PLANT: 2 balances and 2 sums, of which 2 were not what moved and are mended:',
    ...lines,
  ]);
  expect(await stock('check')).toEqual([0, 'PLANT: 2 balances and 2 sums are what moved.']);
  const log = await ledger.test.db
    .selectFrom('audit')
    .select(['kind', 'who', 'before', 'after'])
    .where('via', '=', 'cli')
    .where('who', '=', 'command line')
    .execute();
  expect(log).toMatchObject([
    { kind: 'stock', before: { qty: 7 }, after: { qty: 2 } },
    { kind: 'stock_sums', before: { 'NUT at A': 5 }, after: { 'NUT at A': 4 } },
  ]);
  expect(await ledger.test.db.selectFrom('movements').select('id').execute()).toHaveLength(2);
});

it('what it does not know is refused', async () => {
  await expect(stock('mend')).rejects.toThrow('stock mend: known is check.');
  await expect(stock('check', '--site', 'NOWHERE')).rejects.toThrow('There is no site "NOWHERE".');
});
