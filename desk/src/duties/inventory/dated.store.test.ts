import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Database, openTables } from '../../server/database/database.ts';
import { stamp } from '../../server/http.ts';
import { postDated } from './expiries.store.ts';
import { putFinished } from './finished.store.ts';
import { type LedgerTest, ledgerTest } from './ledger.test-support.ts';
import { carry, contentOf, post } from './movements.store.ts';

let ledger: LedgerTest;
let many: Database;
beforeAll(async () => {
  ledger = await ledgerTest();
  many = openTables(ledger.test.url, 24);
  await ledger.put('/items', [{ code: 'PASTE', supply: 'make', unit: 'pcs', asks_lot: true, shelf_life_days: 10 }]);
});
afterAll(async () => {
  await many.destroy();
  await ledger.test.close();
});

const places = ['A', 'B', 'C', 'Q'] as const;
const movedAt = '2026-11-03T08:00:00Z';

it('lots that are made, received and moved by many at once, some in containers: no deadlock, every sum right, one day a lot', async () => {
  const [clients, turns] = [24, 16];
  const told = { kept: 0, refused: [] as string[] };
  const act = (n: number, turn: number) =>
    many.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'one of many', email: '', via: 'cli' }, 'PLANT');
      // New lots come up all the time: the first movements of each bring it to places where none of it was.
      const received = n % 2 === 1;
      const lot = `${received ? 'R' : 'M'}${Math.floor(turn / 8)}`;
      const [from, to] = [places[(n + turn) % 4] ?? 'A', places[(n * 3 + turn + 1) % 4] ?? 'B'];
      const goods = { item: 'PASTE', lot, movedAt, reason: null, overfull: undefined };
      if (n % 3 === 0 && !received) {
        // Made a day sooner each time: all of the lot is dated anew.
        const made = { item: 'PASTE', lot, location: to, qty: 9, movedAt: `2026-10-${29 - turn}T08:00:00Z` };
        await putFinished(tx, 'PLANT', { ...made, order: 'MO-1', report: n * 100 + turn, overfull: undefined });
        return 9;
      }
      if (n % 3 === 0) {
        const come = () => post(tx, 'PLANT', { ...goods, qty: 9, from: null, fromKind: 'vendor', to });
        await postDated(tx, 'PLANT', { item: 'PASTE', lot, location: to, expires: '2026-11-13' }, come);
        return 9;
      }
      if (received && turn % 2 === 0) {
        // Nobody said of it until when it may be used.
        await post(tx, 'PLANT', { ...goods, qty: 1, from: null, to });
        return 1;
      }
      if (turn % 4 === 3) {
        const content = await contentOf(tx, 'PLANT', `BOX-${lot}`);
        const there = content.filter(({ location }) => location !== to);
        if (there.length === 0) return 0;
        const container = `BOX-${lot}`;
        await carry(
          tx,
          'PLANT',
          there.map(({ location, ...one }) => ({ ...goods, ...one, container, from: location, to })),
        );
        return 0;
      }
      if (turn % 4 === 1) {
        const stands = await contentOf(tx, 'PLANT', `BOX-${lot}`);
        const at = stands[0]?.location ?? from;
        await post(tx, 'PLANT', { ...goods, qty: 1, from: at, to: at, toContainer: `BOX-${lot}` });
        return 0;
      }
      if (from !== to) await post(tx, 'PLANT', { ...goods, qty: 1, from, to });
      return 0;
    });
  await Promise.all(
    Array.from({ length: clients }, async (_, n) => {
      for (let turn = 0; turn < turns; turn += 1)
        await act(n, turn).then(
          (qty) => {
            told.kept += qty;
          },
          (error: unknown) => {
            told.refused.push((error as { code?: string }).code ?? String(error));
          },
        );
    }),
  );
  // Nothing of it may be there yet, or its container stands elsewhere.
  expect(told.refused.filter((code) => !['negative', 'torn-container'].includes(code))).toEqual([]);
  expect(await ledger.differences()).toEqual([]);
  const { rows } = await sql<{ qty: number }>`select sum(qty) as qty from stock where item = 'PASTE'`.execute(many);
  expect(rows).toEqual([{ qty: told.kept }]);
  const days = await sql<{ lot: string; days: number; undated: number }>`
    select lot, count(distinct expires)::int as days, count(*) filter (where expires is null)::int as undated
    from stock where item = 'PASTE' and qty > 0 group by lot`.execute(many);
  expect(days.rows.filter((one) => one.days !== 1)).toEqual([]);
  expect(days.rows.filter(({ lot, undated }) => lot.startsWith('M') && undated > 0)).toEqual([]);
});
