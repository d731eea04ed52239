import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { stamp } from '../../server/http.ts';
import { type Ask, plantDay, type TestApp } from '../../server/test-app.ts';
import { balancesOf } from './balances.store.ts';
import { type LedgerTest, ledgerTest, rawly } from './ledger.test-support.ts';

let test: TestApp;
let keeper: Ask;
let supervisor: Ask;
let put: LedgerTest['put'];
beforeAll(async () => {
  ({ test, keeper, put } = await ledgerTest());
  supervisor = await test.as(['supervisor']);
  await put('/items', [{ code: 'GEAR', supply: 'buy', unit: 'pcs', unit_cost: 2.5 }]);
});
afterAll(() => test.close());

const found = (at: string, qty: number) =>
  keeper('POST', '/movements', { act: 'adjust', item: 'GEAR', to: 'A', qty, reason: 'found', moved_at: at });
const period = async () => (await supervisor('GET', '/periods')).body.rows[0];
const asOf = (at: string, most?: number) =>
  test.db.transaction().execute(async (tx) => {
    const filtering = { today: '2026-11-03', startOf: (day: string) => `${day}T00:00:00Z`, minorDigits: 2 };
    const { rows } = await balancesOf(tx, 'PLANT', at, { limit: 50, filtering }, most);
    return rows.map(({ item, location, qty }) => `${qty} ${item} ${location}`);
  });

it('a closed period takes nothing for before its end, until a supervisor opens it, and keeps what it was worth', async () => {
  await found('2026-09-10T08:00:00Z', 4);
  await found('2026-09-20T08:00:00Z', 6);
  await found('2026-10-02T08:00:00Z', 1);
  expect(await keeper('POST', '/periods', { last_day: '2026-09-30' })).toMatchObject({ status: 403 });
  // A deputy stands in for publishing, not for the books.
  const [{ ask: deputy, name }, { ask: named }] = [await test.person(['viewer']), await test.person(['supervisor'])];
  const { may_be } = (await named('GET', '/deputies')).body;
  const { number } = may_be.find(({ called }: { called: string }) => called === name);
  const today = plantDay(0);
  expect(await named('POST', '/deputies', { deputy: number, from: today, to: today })).toMatchObject({ status: 201 });
  expect(await deputy('POST', '/periods', { last_day: '2026-09-30' })).toMatchObject({ status: 403 });
  // A balance below zero is an open point.
  const scrap = { act: 'scrap', item: 'NUT', from: 'C', qty: 1, reason: 'bent' };
  expect(await keeper('POST', '/movements?confirm=negative', scrap)).toMatchObject({ status: 201 });
  expect(await supervisor('POST', '/periods', { last_day: '2026-09-30' })).toMatchObject({
    status: 409,
    body: { code: 'open-points' },
  });
  const sure = { last_day: '2026-09-30', reason: 'first close' };
  expect(await supervisor('POST', '/periods?confirm=open-points', sure)).toMatchObject({
    status: 201,
    body: { done: 'Stock is closed up to 2026-09-30.' },
  });
  // 10 pieces at 2.50 are 25.00.
  expect(await period()).toMatchObject({ last_day: '2026-09-30', balances: 1, value: 25, uncosted: 0, late: 0 });

  expect(await found('2026-09-29T08:00:00Z', 3)).toMatchObject({
    status: 422,
    body: { code: 'period-closed', detail: expect.stringContaining('closed up to 2026-09-30') },
  });
  expect(await found('2026-10-01T08:00:00Z', 3)).toMatchObject({ status: 201 });
  await supervisor('POST', '/periods/open', { hours: 2, reason: 'the paper of September was found' });
  const late = await found('2026-09-29T08:00:00Z', 5);
  expect(late).toMatchObject({ status: 201, body: { movement: { opened_by: expect.any(String) } } });
  await rawly(test.db, `update items set unit_cost = 9 where code = 'GEAR'`);
  expect(await period()).toMatchObject({ value: 25, late: 1 });
  expect((await keeper('GET', '/periods')).body.rows[0].value).toBeNull();
  await expect(rawly(test.db, `update period_balances set qty = 0`)).rejects.toThrow('append-only');
});

it.each([
  ['before any period', '2026-09-15T00:00:00Z', ['4 GEAR A']],
  ['at the end of one, with what was told into it since', '2026-10-01T00:00:00Z', ['15 GEAR A']],
  ['after one', '2026-10-01T12:00:00Z', ['18 GEAR A']],
])(
  'stock as of a moment %s is the same from what stands now, from the period, from nothing',
  async (_, at, expected) => {
    expect(await asOf(at)).toEqual(expected);
    expect(await asOf(at, 0)).toEqual(expected);
  },
);

it('what is on its way while a period is closed is in it', async () => {
  const closed = await test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'another', email: '', via: 'cli' }, 'PLANT');
    await sql`insert into movements (site, moved_at, item, qty, to_location) values ('PLANT', '2026-10-05T08:00:00Z', 'GEAR', 7, 'B')`.execute(
      tx,
    );
    const asked = supervisor('POST', '/periods?confirm=open-points', { last_day: '2026-10-31', reason: 'month' });
    const waits = sql<{ n: number }>`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like 'lock table movements%'`;
    for (let n = 0; n === 0; n = (await waits.execute(test.db)).rows[0]?.n ?? 0)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return { asked };
  });
  expect(await closed.asked).toMatchObject({ status: 201 });
  expect(await period()).toMatchObject({ last_day: '2026-10-31', balances: 2 });
});
