/** Pieces by serial, containers that are moved as one, goods of a partner. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Database, openTables } from '../../server/database/database.ts';
import { stamp } from '../../server/http.ts';
import type { Ask, TestApp } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest, rawly } from './ledger.test-support.ts';
import { post } from './movements.store.ts';

let test: TestApp;
let keeper: Ask;
let planner: Ask;
let many: Database;
let fresh: LedgerTest['fresh'];
let differences: LedgerTest['differences'];

beforeAll(async () => {
  ({ test, keeper, planner, fresh, differences } = await ledgerTest());
  many = openTables(test.url, 16);
});
afterAll(async () => {
  await many.destroy();
  await test.close();
});

const raw = (text: string, db: Database = test.db): Promise<unknown> => rawly(db, text);
const found = (body: object) =>
  keeper('POST', '/movements', { act: 'adjust', to: 'A', qty: 1, reason: 'found', ...body });
const standing = async (item: string) => {
  const { rows } = await sql<{ what: string }>`
    select concat_ws(' ', qty, 'at', location, nullif(serial, ''), nullif(container, ''), nullif(owner, '')) as what
    from stock where item = ${item} and qty <> 0 order by location, serial, container, owner`.execute(test.db);
  return rows.map(({ what }) => what.replace('.000000', ''));
};

describe('a piece with a serial', () => {
  it('is at one place: it is taken from there, and found again only where it stood nowhere', async () => {
    const item = await fresh();
    const piece = { item, serial: 'S1' };
    expect(await found(piece)).toMatchObject({ status: 201, body: { movement: { serial: 'S1', qty: 1 } } });
    expect(await found({ ...piece, to: 'B' })).toMatchObject({
      status: 422,
      body: { code: 'piece-elsewhere', detail: expect.stringContaining('S1 is at A already') },
    });
    expect(await keeper('POST', '/movements', { ...piece, act: 'move', from: 'B', to: 'C', qty: 1 })).toMatchObject({
      status: 422,
      body: { code: 'no-piece', detail: expect.stringContaining('It is at A') },
    });
    expect(await keeper('POST', '/movements', { ...piece, act: 'move', from: 'A', to: 'C', qty: 2 })).toMatchObject({
      status: 422,
      body: { code: 'not-one' },
    });
    const moved = await keeper('POST', '/movements', { ...piece, act: 'move', from: 'A', to: 'C', qty: 1 });
    expect(await standing(item)).toEqual(['1 at C S1']);
    await keeper('POST', `/movements/${moved.body.movement.id}/reverse`, { reason: 'other shelf' });
    expect(await standing(item)).toEqual(['1 at A S1']);
  });

  it.each([
    [
      'two places',
      (item: string) =>
        `insert into movements (site, moved_at, item, serial, qty, to_location) values ('PLANT', now(), '${item}', 'S1', 1, 'A'), ('PLANT', now(), '${item}', 'S1', 1, 'B')`,
    ],
    [
      'one place twice',
      (item: string) =>
        `insert into movements (site, moved_at, item, serial, qty, to_location) values ('PLANT', now(), '${item}', 'S1', 1, 'A'), ('PLANT', now(), '${item}', 'S1', 1, 'A')`,
    ],
    [
      'two balances written by hand',
      (item: string) =>
        `insert into stock (site, item, location, serial, qty) values ('PLANT', '${item}', 'A', 'S1', 1), ('PLANT', '${item}', 'B', 'S1', 1)`,
    ],
    [
      'a balance below zero, whoever confirms it',
      (item: string) =>
        `insert into movements (site, moved_at, item, serial, qty, from_location, confirmed, reason) values ('PLANT', now(), '${item}', 'S1', 1, 'A', 'negative', 'sure')`,
    ],
  ])('is never at %s', async (_, statement) => {
    const item = await fresh();
    await expect(raw(statement(item))).rejects.toThrow(/one_place|one_piece|of I\d+ at A/);
    expect([await standing(item), await differences()]).toEqual([[], []]);
  });

  it('is at one place whoever moves it, finds it or writes it at once, and nobody waits for ever', async () => {
    const item = await fresh();
    const places = ['A', 'B', 'C'];
    const act = (n: number): string => {
      const [from, to, serial] = [places[n % 3], places[(n * 2 + 1) % 3], `S${n % 2}`];
      if (n % 5 === 0)
        return `insert into movements (site, moved_at, item, serial, qty, to_location) values ('PLANT', now(), '${item}', '${serial}', 1, '${to}')`;
      return `insert into movements (site, moved_at, item, serial, qty, from_location, to_location) values ('PLANT', now(), '${item}', '${serial}', 1, '${from}', ${from === to ? 'null' : `'${to}'`})`;
    };
    const ends = await Promise.allSettled(Array.from({ length: 120 }, (_, n) => raw(act(n), many)));
    const why = ends.flatMap((end) => (end.status === 'rejected' ? [(end.reason as { code: string }).code] : []));
    // It was not there, or it was elsewhere: never a deadlock.
    expect([...new Set(why)].filter((code) => !['HL001', '23505', '23514'].includes(code))).toEqual([]);
    const { rows } = await sql<{ places: number }>`
      select count(*)::int as places from stock where item = ${item} and qty <> 0 group by serial`.execute(test.db);
    expect(rows.filter((row) => row.places > 1)).toEqual([]);
    expect(await differences()).toEqual([]);
  });
});

describe('a form that writes a balance hears of', () => {
  it.each([
    ['a container at two places', { container: 'PAL-2' }, 'torn-container', 'PAL-2 would stand at A and at B'],
    ['a piece at two places', { serial: 'S2' }, 'piece-elsewhere', 'stands somewhere already'],
    ['a serial of several pieces', { serial: 'S3', qty: 5 }, 'piece-elsewhere', 'A serial is one piece'],
  ])('%s', async (_, told, code, says) => {
    const item = await fresh();
    if (!('qty' in told)) await found({ item, ...told });
    expect(await keeper('POST', '/stock', { item, location: 'B', qty: 1, ...told })).toMatchObject({
      status: 422,
      body: { code, detail: expect.stringContaining(says) },
    });
  });
});

describe('a container', () => {
  it('is moved with all that is in it by one act, and what is taken out of it stays', async () => {
    const [one, two] = [await fresh(), await fresh()];
    await found({ item: one, qty: 5, container: 'PAL-1' });
    await found({ item: two, qty: 3, lot: 'L7', container: 'PAL-1' });
    await found({ item: one, qty: 9 });
    expect(await keeper('POST', '/containers/PAL-1/move', { to: 'B' })).toMatchObject({
      status: 201,
      body: { done: 'Container PAL-1 moved from A to B: 2 balances.' },
    });
    expect([await standing(one), await standing(two)]).toEqual([['9 at A', '5 at B PAL-1'], ['3 at B PAL-1']]);
    const out = { act: 'move', item: one, container: 'PAL-1', from: 'B', to: 'A', qty: 2 };
    expect(await keeper('POST', '/movements', out)).toMatchObject({
      status: 422,
      body: { code: 'torn-container', detail: expect.stringContaining('PAL-1 would stand at A and at B') },
    });
    expect(await keeper('POST', '/movements', { ...out, to_container: '' })).toMatchObject({ status: 201 });
    expect(await standing(one)).toEqual(['11 at A', '3 at B PAL-1']);
    const inside = { act: 'move', item: one, from: 'A', to: 'A', to_container: 'BOX-2', qty: 4 };
    const packed = await keeper('POST', '/movements', inside);
    expect(await standing(one)).toEqual(['7 at A', '4 at A BOX-2', '3 at B PAL-1']);
    const behind = await keeper('GET', `/stock-balances/movements?item=${one}&location=A&container=BOX-2`);
    expect(behind.body.rows.map((row: { qty: number; after: number }) => [row.qty, row.after])).toEqual([[4, 4]]);
    await keeper('POST', `/movements/${packed.body.movement.id}/reverse`, { reason: 'wrong box' });
    expect(await standing(one)).toEqual(['11 at A', '3 at B PAL-1']);
    const all = await keeper('GET', `/stock-balances/movements?item=${one}&location=A`);
    expect(all.body.rows.map((row: { qty: number; after: number }) => [row.qty, row.after])).toEqual([
      [4, 11],
      [4, 7],
      [2, 11],
      [9, 9],
    ]);
  });

  it('takes along what the books miss in it', async () => {
    const [one, two] = [await fresh(), await fresh()];
    await found({ item: one, qty: 4, container: 'PAL-3' });
    const out = { act: 'scrap', item: two, container: 'PAL-3', from: 'A', qty: 2, reason: 'it was there' };
    expect(await keeper('POST', '/movements?confirm=negative', out)).toMatchObject({ status: 201 });
    expect(await keeper('POST', '/containers/PAL-3/move', { to: 'B' })).toMatchObject({ status: 201 });
    expect([await standing(one), await standing(two)]).toEqual([['4 at B PAL-3'], ['-2 at B PAL-3']]);
    const { body } = await keeper('GET', `/movements?item=${two}`);
    expect(body.rows.map((row: { confirmed: string }) => row.confirmed)).toEqual(['along', 'negative']);
    expect(body.rows[0].reason).toContain('PAL-3');
    expect(await differences()).toEqual([]);
  });

  it('holds, while something is taken out of it, all that a reservation there would lock', async () => {
    const item = await fresh();
    await found({ item, qty: 5, container: 'PAL-7' });
    await found({ item });
    const left = await test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
      const out = { item, lot: '', container: 'PAL-7', toContainer: '', qty: 2, from: 'A', to: 'B', reason: null };
      await post(tx, 'PLANT', { ...out, movedAt: '2026-11-03T08:00:00Z', overfull: undefined });
      const held = sql`select container from stock where item = ${item} and location = 'A' for update skip locked`;
      return (await held.execute(test.db)).rows;
    });
    expect(left).toEqual([]);
  });

  it.each([
    ['that is empty', '/containers/NONE/move', { to: 'B' }, 'Nothing stands in a container NONE'],
    ['to where it is', '/containers/PAL-9/move', { to: 'A' }, 'PAL-9 is at A already'],
    ['to a place that is gone', '/containers/PAL-9/move', { to: 'Z9' }, 'no location Z9'],
  ])('%s is not moved', async (_, path, body, says) => {
    const item = await fresh();
    await found({ item, container: 'PAL-9' });
    const answer = await keeper('POST', path, body);
    expect(answer.status).toBe(422);
    expect(JSON.stringify(answer.body)).toContain(says);
  });

  it('is at one place whoever carries it and whoever fills it at once', async () => {
    const item = await fresh();
    await found({ item, qty: 50, container: 'PAL-5' });
    const acts = Array.from({ length: 24 }, (_, n) =>
      n % 3 === 0
        ? keeper('POST', '/movements', {
            act: 'adjust',
            item,
            to: ['A', 'B', 'C'][n % 3],
            qty: 1,
            reason: 'found',
            container: 'PAL-5',
          })
        : keeper('POST', '/containers/PAL-5/move', { to: ['A', 'B', 'C'][n % 3] }),
    );
    const statuses = (await Promise.all(acts)).map(({ status }) => status);
    expect(statuses.filter((status) => status !== 201 && status !== 422)).toEqual([]);
    expect(await standing(item)).toHaveLength(1);
    expect(await differences()).toEqual([]);
  });
});

describe('goods of a partner', () => {
  it('stand beside ours, are of a partner that is known, and keep their owner when he gets another code', async () => {
    const item = await fresh();
    const vendor = await planner('POST', '/vendors', { code: 'STEELCO', name: 'Steel' });
    expect(await found({ item, owner: 'NOBODY' })).toMatchObject({
      status: 422,
      body: { faults: [{ field: 'owner' }] },
    });
    await found({ item, qty: 4, owner: 'STEELCO' });
    await found({ item, qty: 6 });
    expect(await standing(item)).toEqual(['6 at A', '4 at A STEELCO']);
    const renamed = await planner('PATCH', `/vendors/${vendor.body.id}`, { code: 'STEEL-2' }, { version: 1 });
    expect(renamed.status).toBe(200);
    expect(await standing(item)).toEqual(['6 at A', '4 at A STEEL-2']);
    expect(await differences()).toEqual([]);
  });
});
