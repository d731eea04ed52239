import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import type { Ask, TestApp } from '../../server/test-app.ts';
import { type LedgerTest, ledgerTest } from './ledger.test-support.ts';

let test: TestApp;
let keeper: Ask;
let put: LedgerTest['put'];
let fresh: LedgerTest['fresh'];
let balance: LedgerTest['balance'];

beforeAll(async () => {
  ({ test, keeper, put, fresh, balance } = await ledgerTest());
});
afterAll(() => test.close());

const entered = async (item: string, qty: number, location = 'A') =>
  expect(await keeper('POST', '/movements', { act: 'adjust', item, to: location, qty, reason: 'found' })).toMatchObject(
    { status: 201 },
  );

describe('over HTTP', () => {
  it('a request repeated is done once', async () => {
    const item = await fresh();
    await entered(item, 10);
    const body = { act: 'move', item, from: 'A', to: 'B', qty: 3 };
    const twice = await Promise.all([1, 2].map(() => keeper('POST', '/movements', body, { key: `move-${item}-once` })));
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    expect(twice[0]?.body.movement.id).toBe(twice[1]?.body.movement.id);
    expect([await balance(item, 'A'), await balance(item, 'B')]).toEqual([7, 3]);
  });

  it('that finds far more of an item than there ever was is asked about, by what came and was not taken back, and kept as said', async () => {
    const item = await fresh();
    const found = (qty: number, confirm = '') =>
      keeper('POST', `/movements${confirm}`, { act: 'adjust', item, to: 'A', qty, reason: 'found' });
    expect(await found(10)).toMatchObject({ status: 201 });
    expect(await found(10_000)).toMatchObject({
      status: 409,
      body: {
        code: 'far-more',
        detail: expect.stringMatching(/^10000 pcs of I\d+ more\? The most .* is 10 pcs\. Maybe a digit too many/),
        values: { confirm: 'far-more' },
      },
    });
    expect(await balance(item, 'A')).toBe(10);
    const taken = await found(10_000, '?confirm=far-more');
    expect(taken).toMatchObject({ status: 201, body: { movement: { confirmed: 'far-more' } } });
    await keeper('POST', `/movements/${taken.body.movement.id}/reverse`, { reason: 'typed wrong' });
    expect(await found(10_000)).toMatchObject({ status: 409, body: { code: 'far-more' } });
    expect(await found(99)).toMatchObject({ status: 201 });
    const never = await fresh();
    const first = { act: 'adjust', item: never, to: 'A', qty: 1_000_000, reason: 'found' };
    expect((await keeper('POST', '/movements', first)).body.detail).toContain('There never was any of it here.');
  });

  it('more of an item than can be planned with is refused in words, whoever writes it, and what takes away is not', async () => {
    await put('/units', [{ code: 'µl', decimals: 6 }]);
    await put('/items', [{ code: 'VIAL', supply: 'buy', unit: 'µl' }]);
    const vial = (more: object) => ({ act: 'adjust', item: 'VIAL', qty: 999_999.123456, reason: 'found', ...more });
    expect(await keeper('POST', '/movements?confirm=far-more', vial({ to: 'A' }))).toMatchObject({ status: 201 });
    for (const to of ['A', 'B'])
      expect(await keeper('POST', '/movements', vial({ to }))).toMatchObject({
        status: 422,
        body: {
          code: 'too-much',
          detail: expect.stringContaining('1999998.246912 of VIAL in all, and 1000000 of its unit are the most'),
        },
      });
    expect(await keeper('POST', '/movements', vial({ to: 'B', qty: 1_000_000.000001 }))).toMatchObject({
      status: 422,
      body: {
        code: 'too-much',
        detail:
          '1000000.000001 µl of VIAL are more than can be planned with; 1000000 µl are the most. Maybe a digit too many?',
      },
    });
    expect(await keeper('POST', '/stock', { item: 'VIAL', location: 'B', qty: 999_999 })).toMatchObject({
      status: 422,
      body: { code: 'too-much' },
    });
    expect(await keeper('POST', '/stock', { item: 'VIAL', location: 'B', qty: 1_000_001 })).toMatchObject({
      status: 422,
      body: { faults: [{ field: 'qty', text: expect.stringContaining('1000000 µl are the most') }] },
    });
    expect((await keeper('GET', '/stock-balances?filter=item:eq:VIAL')).body.rows).toMatchObject([
      { qty: 999_999.123456 },
    ]);
    expect(await keeper('POST', '/movements', vial({ from: 'A', qty: 0.123456 }))).toMatchObject({ status: 201 });
    expect(await keeper('POST', '/movements', vial({ act: 'move', from: 'A', to: 'B', qty: 999_999 }))).toMatchObject({
      status: 201,
    });
  });

  it('what is typed in another unit is kept as typed and counted in the item’s', async () => {
    const answer = await keeper('POST', '/movements', {
      act: 'adjust',
      item: 'BOLT',
      to: 'C',
      qty: 2,
      unit: 'box',
      reason: 'found',
    });
    expect(answer.body).toMatchObject({
      done: '24 pcs of BOLT added to the balance at C.',
      movement: {
        qty: 24,
        entered_qty: 2,
        entered_unit: 'box',
        from_kind: 'adjustment',
        to_kind: 'store',
        to_location: 'C',
        reason: 'found',
      },
    });
  });

  it('what falls below zero is asked, wants a reason, and says who took it all the same', async () => {
    const item = await fresh();
    await entered(item, 2);
    const take = { act: 'move', item, from: 'A', to: 'B', qty: 5 };
    const question = await keeper('POST', '/movements', take);
    expect(question).toMatchObject({ status: 409, body: { code: 'negative', values: { confirm: 'negative' } } });
    expect(question.body.detail).toContain(`2 of ${item} are at A, and 5 would be taken`);
    expect(await keeper('POST', '/movements?confirm=negative', take)).toMatchObject({
      status: 422,
      body: { code: 'reason-missing' },
    });
    expect(await keeper('POST', '/movements?confirm=negative', { ...take, reason: 'truck waits' })).toMatchObject({
      status: 201,
      body: { movement: { confirmed: 'negative', reason: 'truck waits' } },
    });
    expect(await balance(item, 'A')).toBe(-3);
  });

  it('is taken back once, by its mirror, with a reason', async () => {
    const item = await fresh();
    await entered(item, 4);
    const { body } = await keeper('POST', '/movements', { act: 'scrap', item, from: 'A', qty: 1, reason: 'bent' });
    const back = await keeper('POST', `/movements/${body.movement.id}/reverse`, { reason: 'it was straight' });
    expect(back.body.movement).toMatchObject({
      from_kind: 'scrap',
      to_location: 'A',
      qty: 1,
      reverses: body.movement.id,
    });
    expect(await balance(item, 'A')).toBe(4);
    expect(await keeper('POST', `/movements/${body.movement.id}/reverse`, { reason: 'again' })).toMatchObject({
      status: 422,
      body: { code: 'reversed' },
    });
    const { body: list } = await keeper('GET', `/movements?item=${item}&location=A`);
    expect(
      list.rows.map((row: { qty: number; reversed_by: number | null }) => [row.qty, row.reversed_by !== null]),
    ).toEqual([
      [1, false],
      [1, true],
      [4, false],
    ]);
  });

  it('is taken back once, also where another does it at the same moment', async () => {
    const item = await fresh();
    await entered(item, 4);
    const { body } = await keeper('POST', '/movements', { act: 'scrap', item, from: 'A', qty: 1, reason: 'bent' });
    const { id } = body.movement;
    const { answer } = await test.db.transaction().execute(async (tx) => {
      await stamp(tx, { name: 'another', email: '', via: 'cli' }, 'PLANT');
      await sql`insert into movements (site, moved_at, item, qty, to_location, reverses)
        values ('PLANT', now(), ${item}, 1, 'A', ${id})`.execute(tx);
      const asked = keeper('POST', `/movements/${id}/reverse`, { reason: 'it was straight' });
      const waits = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
        where datname = current_database() and wait_event_type = 'Lock' and query like '%movements%'`;
      for (let n = 0; n === 0; n = (await waits.execute(test.db)).rows[0]?.n ?? 0)
        await new Promise((resolve) => setTimeout(resolve, 20));
      return { answer: asked };
    });
    expect(await answer).toMatchObject({ status: 422, body: { code: 'reversed' } });
    expect(await balance(item, 'A')).toBe(4);
  });

  it('is for who keeps the stock', async () => {
    for (const role of ['planner', 'operator', 'viewer'] as const)
      expect(
        await (await test.as([role]))('POST', '/movements', {
          act: 'scrap',
          item: 'BOLT',
          from: 'A',
          qty: 1,
          reason: 'x',
        }),
      ).toMatchObject({ status: 403 });
  });

  it.each([
    ['an item that is not there', { item: 'NONE' }, 'item'],
    ['a bin that was deleted', { from: 'GONE' }, 'from'],
    ['a unit that is not there', { unit: 'yard' }, 'unit'],
    ['a unit without a factor', { item: 'NUT', unit: 'box' }, 'unit'],
    ['half a piece', { qty: 0.5 }, 'qty'],
    ['minus one', { qty: -1 }, 'qty'],
    ['a year that was mistyped', { moved_at: '0001-01-01T00:00:00Z' }, 'moved_at'],
    ['a day to come', { moved_at: '2026-12-01T00:00:00Z' }, 'moved_at'],
  ])('%s is refused in a sentence at its field', async (_, more, field) => {
    const answer = await keeper('POST', '/movements', {
      act: 'move',
      item: 'BOLT',
      from: 'A',
      to: 'B',
      qty: 1,
      ...more,
    });
    expect(answer).toMatchObject({ status: 422, body: { faults: [{ field }] } });
  });
});

describe('stock as a list', () => {
  const shown = async (query: string) =>
    (await keeper('GET', `/stock-balances?${query}`)).body.rows.map((row: { location: string; qty: number }) => [
      row.location,
      row.qty,
    ]);

  it('is as it stands, and as of a moment by when things moved, whenever that was posted', async () => {
    const item = await fresh();
    const adjust = (qty: number, moved_at: string) =>
      keeper('POST', '/movements', { act: 'adjust', item, to: 'A', qty, reason: 'found', moved_at });
    await adjust(10, '2026-11-01T08:00:00Z');
    await keeper('POST', '/movements', {
      act: 'move',
      item,
      from: 'A',
      to: 'B',
      qty: 4,
      moved_at: '2026-11-02T08:00:00Z',
    });
    await adjust(1, '2026-11-01T09:00:00Z');
    const of = `filter=${encodeURIComponent(`item:eq:${item}`)}&sort=location`;
    expect(await shown(of)).toEqual([
      ['A', 7],
      ['B', 4],
    ]);
    expect(await shown(`${of}&asof=2026-11-01T12:00:00Z`)).toEqual([['A', 11]]);
    expect(await shown(`${of}&asof=2026-11-01T08:00:00Z`)).toEqual([['A', 10]]);
    expect(await shown(`${of}&asof=2026-10-31T08:00:00Z`)).toEqual([]);
    expect(await shown(`filter=${encodeURIComponent(`item:eq:${item}|qty:lt:5`)}`)).toEqual([['B', 4]]);
  });

  it('says of each balance what moved behind it and what was on hand after each, page by page', async () => {
    const item = await fresh();
    await entered(item, 10);
    await keeper('POST', '/movements', { act: 'move', item, from: 'A', to: 'B', qty: 4 });
    await entered(item, 1);
    const behind = async (more = '') =>
      (await keeper('GET', `/stock-balances/movements?item=${item}&location=A${more}`)).body.rows as {
        id: number;
        after: number;
      }[];
    const rows = await behind();
    expect(rows.map(({ after }) => after)).toEqual([7, 6, 10]);
    expect((await behind(`&before=${rows[0]?.id}`)).map(({ after }) => after)).toEqual([6, 10]);
    expect((await behind('&limit=1')).map(({ after }) => after)).toEqual([7]);
  });
});

describe('what writes balances otherwise', () => {
  it('is a movement of the difference, by whom and by what way; the log has the edit, and of a movement no row beside it', async () => {
    const item = await fresh();
    const { body } = await keeper('POST', '/stock', { item, location: 'A', qty: 5 });
    await keeper('PATCH', `/stock/${body.id}`, { qty: 3 }, { version: body.version });
    await keeper('POST', '/movements', { act: 'scrap', item, from: 'A', qty: 1, reason: 'rust' });
    const { body: list } = await keeper('GET', `/movements?item=${item}`);
    expect(list.rows).toMatchObject([
      { qty: 1, to_kind: 'scrap', reference_kind: null, reason: 'rust', via: 'api' },
      { qty: 2, from_location: 'A', to_kind: 'adjustment', reference_kind: 'balance' },
      { qty: 5, from_kind: 'adjustment', to_location: 'A', reference_kind: 'balance' },
    ]);
    expect(new Set(list.rows.map((row: { by: string }) => row.by))).toEqual(
      new Set([expect.stringMatching(/^storekeeper \d+$/)]),
    );
    const log = await test.db
      .selectFrom('audit')
      .select('action')
      .where('kind', '=', 'stock')
      .where('record', '=', body.id)
      .execute();
    expect(log.map(({ action }) => action)).toEqual(['insert', 'update']);
    const changes = await test.db
      .selectFrom('changes')
      .select(['action', 'after'])
      .where('record', '=', body.id)
      .where('kind', '=', 'stock')
      .execute();
    expect(changes).toHaveLength(3);
    expect(changes[2]?.after).toEqual({ moved: -1, location: 'A' });
  });

  it('a write-back list has what movements did to a balance, as it was at the end of its span', async () => {
    const item = await fresh();
    await keeper('POST', '/stock', { item, location: 'A', qty: 5 });
    await keeper('POST', '/write-backs/stock');
    await keeper('POST', '/movements', { act: 'move', item, from: 'A', to: 'B', qty: 2 });
    expect((await keeper('GET', '/write-backs/stock')).body.pending).toBe(2);
    const { id, rows } = (await keeper('POST', '/write-backs/stock')).body;
    expect(rows).toBe(2);
    const list = async () => (await keeper('GET', `/write-backs/stock/${id}?format=csv`)).body.trim().split('\r\n');
    const [head = '', ...lines] = await list();
    const column = (name: string) => head.split(',').indexOf(name);
    const cells = lines.map((line: string) => line.split(','));
    expect(cells.map((row: string[]) => [row[column('Location')], row[column('On hand')]])).toEqual([
      ['A', '3'],
      ['B', '2'],
    ]);
    await keeper('POST', '/movements', { act: 'scrap', item, from: 'A', qty: 1, reason: 'bent' });
    expect(await list()).toEqual([head, ...lines]);
  });

  it('the days of a lot go with it to an empty place', async () => {
    const item = await fresh();
    await keeper('POST', '/stock', { item, location: 'A', lot: 'L7', qty: 5, expires: '2027-01-31' });
    await keeper('POST', '/movements', { act: 'move', item, lot: 'L7', from: 'A', to: 'B', qty: 2 });
    expect(
      await test.db
        .selectFrom('stock')
        .select(['location', 'qty', 'expires'])
        .where('item', '=', item)
        .orderBy('location')
        .execute(),
    ).toEqual([
      { location: 'A', qty: 3, expires: '2027-01-31' },
      { location: 'B', qty: 2, expires: '2027-01-31' },
    ]);
  });

  it('a place is usable as its kind says where nobody says otherwise', async () => {
    await put('/locations', [
      { code: 'D1', kind: 'dock' },
      { code: 'Q2', kind: 'inspection', usable: true },
    ]);
    const rows = await test.db
      .selectFrom('locations')
      .select(['code', 'usable'])
      .where('code', 'in', ['A', 'D1', 'Q', 'Q2'])
      .orderBy('code')
      .execute();
    expect(rows.map(({ code, usable }) => [code, usable])).toEqual([
      ['A', true],
      ['D1', true],
      ['Q', false],
      ['Q2', true],
    ]);
  });
});
