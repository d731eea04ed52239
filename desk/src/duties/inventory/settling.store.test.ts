import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openTables } from '../../server/database/database.ts';
import { stamp } from '../../server/http.ts';
import { type LedgerTest, ledgerTest, rawly } from './ledger.test-support.ts';
import { type NewMovement, post } from './movements.store.ts';
import { bookAt, lastPosted, type Turn } from './settled.store.ts';
import { settle } from './settling.store.ts';

let ledger: LedgerTest;
let many: Database;
beforeAll(async () => {
  ledger = await ledgerTest();
  many = openTables(ledger.test.url, 8);
});
afterAll(async () => {
  await many.destroy();
  await ledger.test.close();
});

type Tx = Parameters<typeof post>[0];
const inTx = <T>(act: (tx: Tx) => Promise<T>, db: Database = ledger.test.db): Promise<T> =>
  db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'keeper', email: '', via: 'cli' }, 'PLANT');
    return act(tx);
  });

/** So many minutes after eight. */
const at = (minute: number): string => new Date(Date.parse('2026-11-02T08:00:00Z') + minute * 60_000).toISOString();
const moving = (item: string, minute: number, qty: number, more: Partial<NewMovement> = {}): NewMovement => ({
  movedAt: at(minute),
  item,
  lot: '',
  qty: Math.abs(qty),
  from: qty < 0 ? 'A' : null,
  to: qty < 0 ? null : 'A',
  reason: 'test',
  negative: true,
  ...more,
});
const move = (item: string, minute: number, qty: number, more: Partial<NewMovement> = {}) =>
  inTx((tx) => post(tx, 'PLANT', moving(item, minute, qty, more)));

interface Counted extends Turn {
  readonly qty: number;
}
let counts = 0;
/** A count written down now, of what stood there at that minute. */
const count = async (minute: number, qty: number): Promise<Counted> => {
  counts += 1;
  return { at: at(minute), qty, count: counts, seen: await inTx(lastPosted) };
};
const approve = (item: string, one: Counted, db?: Database) =>
  inTx(
    (tx) =>
      settle(
        tx,
        'PLANT',
        { ...one, item, location: 'A', lot: '', sheet: 'CS-1', reason: 'counted' },
        { negative: true },
      ),
    db,
  );
const balance = (item: string) => ledger.balance(item, 'A');

describe('a count is of its moment: ten at eight, four issued, counted', () => {
  it.each([
    // 10 − 4 = 6 stand there; 5 are counted, so one is missing whenever the issue is told.
    ['the issue before the count, posted before it', ['issue 10', 'count 20', 'approve'], 5, 5],
    ['the issue before the count, posted after it and before approval', ['count 20', 'issue 10', 'approve'], 5, 5],
    ['the issue before the count, posted after approval', ['count 20', 'approve', 'issue 10'], 5, 5],
    // All 10 are there at the count, which finds 5; the issue of 4 comes on top.
    ['the issue after the count, posted before approval', ['count 20', 'issue 30', 'approve'], 5, 1],
    ['the issue after the count, posted after approval', ['count 20', 'approve', 'issue 30'], 5, 1],
    // Of the same minute what was posted first was first.
    ['the issue of the count’s own minute, posted before it', ['issue 20', 'count 20', 'approve'], 5, 5],
    ['the issue of the count’s own minute, posted after it', ['count 20', 'issue 20', 'approve'], 5, 1],
  ])('%s', async (_, steps, found, left) => {
    const item = await ledger.fresh();
    await move(item, 0, 10);
    let counted: Counted | undefined;
    for (const step of steps) {
      const [word, minute] = step.split(' ');
      if (word === 'count') counted = await count(Number(minute), found);
      if (word === 'issue') await move(item, Number(minute), -4);
      if (word === 'approve' && counted) await approve(item, counted);
    }
    expect(await balance(item)).toBe(left);
    expect(await ledger.differences()).toEqual([]);
  });

  it('an issue that comes too late is in the ledger, with its opposite beside it, and another place gets what it brought', async () => {
    const item = await ledger.fresh();
    await move(item, 0, 10);
    await approve(item, await count(20, 6));
    await move(item, 10, -4, { from: 'A', to: 'B', negative: false });
    expect([await balance(item), await ledger.balance(item, 'B')]).toEqual([6, 4]);
    const rows = await ledger.test.db
      .selectFrom('movements')
      .select(['qty', 'from_location', 'to_location', 'reference_kind', 'reference_key', 'moved_at'])
      .where('item', '=', item)
      .orderBy('id')
      .execute();
    expect(rows.slice(2)).toEqual([
      {
        qty: 4,
        from_location: null,
        to_location: 'A',
        reference_kind: 'count',
        reference_key: 'CS-1',
        moved_at: at(20),
      },
      { qty: 4, from_location: 'A', to_location: 'B', reference_kind: null, reference_key: null, moved_at: at(10) },
    ]);
  });

  it('what is taken back after a count never was: what was counted stands', async () => {
    const item = await ledger.fresh();
    await move(item, 0, 10);
    const wrong = await move(item, 10, -4);
    await approve(item, await count(20, 10));
    expect(await balance(item)).toBe(10);
    await move(item, 40, 4, { reverses: wrong });
    expect(await balance(item)).toBe(10);
  });

  it('what is taken back before approval is no part of the book of the count either', async () => {
    const item = await ledger.fresh();
    await move(item, 0, 10);
    const wrong = await move(item, 10, -4);
    const counted = await count(20, 10);
    await move(item, 40, 4, { reverses: wrong });
    expect(await approve(item, counted)).toMatchObject({ book: 10, movement: null });
    expect(await balance(item)).toBe(10);
  });

  it('an earlier count approved after a later one changes nothing of what stands', async () => {
    const item = await ledger.fresh();
    await move(item, 0, 10);
    const [early, late] = [await count(20, 7), await count(30, 8)];
    await approve(item, late);
    await approve(item, early);
    expect(await balance(item)).toBe(8);
  });

  it('a bin that never held anything is counted too; a count is settled once', async () => {
    const item = await ledger.fresh();
    const counted = await count(20, 3);
    const both = await Promise.allSettled([approve(item, counted, many), approve(item, counted, many)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await balance(item)).toBe(3);
  });
});

it.each(['changed', 'deleted'])('a settled count is never %s', async (word) => {
  await expect(
    rawly(ledger.test.db, word === 'changed' ? 'update settled_counts set qty = 1' : 'delete from settled_counts'),
  ).rejects.toThrow(/append-only/);
});

it('an issue and the approval of the count that saw it, at the same moment, in any order of the two: deducted once', async () => {
  for (let turn = 0; turn < 12; turn += 1) {
    const item = await ledger.fresh();
    // Every other time nothing stands in the ledger yet: there is no balance that could be locked.
    if (turn % 2 === 0) await move(item, 0, 10);
    const counted = await count(20, 6);
    await Promise.all([
      approve(item, counted, many),
      inTx((tx) => post(tx, 'PLANT', moving(item, 10, -4)), many),
      inTx((tx) => post(tx, 'PLANT', moving(item, 30, -1)), many),
    ]);
    expect(await balance(item)).toBe(5);
  }
  expect(await ledger.differences()).toEqual([]);
});

it('whatever is moved, told late, lost untold, told wrongly and taken back, counted and approved in whatever order, as the shelf says', async () => {
  const small = fc.integer({ min: -5, max: 9 }).filter((qty) => qty !== 0);
  const act = fc.oneof(
    fc.record({ kind: fc.constantFrom('told' as const, 'untold' as const, 'lost' as const), qty: small }),
    fc.record({ kind: fc.constantFrom('tell' as const, 'approve' as const, 'back' as const), nth: fc.nat(9) }),
    fc.record({ kind: fc.constant('wrong' as const), qty: small, ago: fc.nat(30) }),
    fc.constant({ kind: 'count' as const }),
    fc.constant({ kind: 'count' as const }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 25 }), async (acts) => {
      const item = await ledger.fresh();
      let [shelf, now] = [0, 0];
      /** What moved after the newest count that was approved, told or not: by turn. */
      const moved: { qty: number; turn: number }[] = [];
      const late: { qty: number; minute: number }[] = [];
      const open: (Counted & { turn: number })[] = [];
      const approved: (Counted & { turn: number })[] = [];
      const wrong: number[] = [];
      let turn = 0;
      const take = <T>(from: T[], nth: number): T | undefined => from.splice(nth % Math.max(1, from.length), 1)[0];
      for (const one of acts) {
        turn += 1;
        // What is told at once may be of the same minute as what was before.
        if (one.kind !== 'told') now += 1;
        if (one.kind === 'told' || one.kind === 'untold' || one.kind === 'lost') {
          const qty = Math.max(one.qty, -shelf);
          if (qty === 0) continue;
          shelf += qty;
          if (one.kind !== 'lost') moved.push({ qty, turn });
          if (one.kind === 'told') await move(item, now, qty);
          if (one.kind === 'untold') late.push({ qty, minute: now });
        }
        if (one.kind === 'tell') {
          const told = take(late, one.nth);
          if (told) await move(item, told.minute, told.qty);
        }
        if (one.kind === 'wrong') wrong.push(await move(item, Math.max(0, now - one.ago), one.qty));
        if (one.kind === 'back') await takeBack(take(wrong, one.nth));
        if (one.kind === 'count') open.push({ ...(await count(now, shelf)), turn });
        if (one.kind === 'approve') {
          const counted = take(open, one.nth);
          if (counted) approved.push(counted);
          if (counted) await approve(item, counted);
        }
      }
      for (const told of late.toReversed()) await move(item, told.minute, told.qty);
      for (const id of wrong) await takeBack(id);
      const newest = approved.toSorted((a, b) => b.turn - a.turn)[0];
      const since = moved.filter((one) => one.turn > (newest?.turn ?? 0)).reduce((sum, { qty }) => sum + qty, 0);
      expect(await balance(item)).toBe((newest?.qty ?? 0) + since);
      for (const one of approved)
        expect(await inTx((tx) => bookAt(tx, 'PLANT', { item, location: 'A', lot: '' }, one))).toBe(one.qty);

      async function takeBack(id: number | undefined): Promise<void> {
        if (id === undefined) return;
        const was = await ledger.test.db
          .selectFrom('movements')
          .select(['qty', 'to_location'])
          .where('id', '=', id)
          .executeTakeFirstOrThrow();
        await move(item, now, was.to_location === null ? was.qty : -was.qty, { reverses: id });
      }
    }),
    { numRuns: 25 },
  );
  expect(await ledger.differences()).toEqual([]);
});
