import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTables } from '../../server/database/database.ts';
import { migrate } from '../../server/database/migrate.ts';
import { migrations } from '../../server/database/migrations.ts';
import { execute, serverVariable } from '../../server/database/test-server.ts';
import { stamp } from '../../server/http.ts';
import { type Ask, makeSite, type TestApp, testApp } from '../../server/test-app.ts';
import { importTables } from '../imports/take.store.ts';

// The plant's clock stands at Tuesday 3 November 2026, 09:00.
let test: TestApp;
let buyer: Ask;

const put = async (path: string, row: object, ask = buyer) => {
  const answer = await ask('POST', path, row);
  expect(answer).toMatchObject({ status: 201 });
  return answer.body;
};
beforeAll(async () => {
  test = await testApp();
  const planner = await test.as(['planner']);
  buyer = await test.as(['buyer', 'expediter']);
  await put('/units', { code: 'm' }, planner);
  await put('/items', { code: 'TUBE', supply: 'buy', unit: 'm' }, planner);
  await put('/vendors', { code: 'KRAFT', name: 'Kraft Rohr', contact: 'Anna Kraft' });
  await put('/sources', { item: 'TUBE', vendor: 'KRAFT', vendor_days: 5, transit_days: 3, dock_days: 1 });
});
afterAll(() => test.close());

let orders = 0;
interface Line {
  readonly id: number;
  readonly version: number;
  readonly ref: string;
}
async function ordered(more: object = {}): Promise<Line> {
  orders += 1;
  const row = {
    order_no: `PO-${orders}`,
    line: 1,
    vendor: 'KRAFT',
    item: 'TUBE',
    qty: 100,
    required: '2026-11-17',
    ...more,
  };
  return { ...(await put('/purchase-lines', row)), ref: `PO-${orders}/1` };
}
const change = async (line: Line, fields: object, query = '') => {
  const { body } = await buyer('GET', `/purchase-lines?filter=order_no:is ${line.ref.slice(0, -2)}`);
  const answer = await buyer('PATCH', `/purchase-lines/${line.id}${query}`, fields, { version: body.rows[0].version });
  expect(answer).toMatchObject({ status: 200 });
};
const called = (ref: string, more: object, ask = buyer) =>
  ask('POST', '/contacts', { kind: 'purchase_line', ref, with_whom: 'Anna Kraft', said: 'the mill is late', ...more });
const plant = { code: 'PLANT', zone: 'Europe/Berlin', dueTime: '17:00' };
const imported = (promised: string) =>
  test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    const row = { order_no: 'PO-F', vendor: 'KRAFT', item: 'TUBE', qty: 5, promised, promise_means: 'ship' };
    expect(await importTables(tx, plant, new Map([['purchase_lines', [row]]]), { mode: {} })).toMatchObject({
      faults: [],
    });
  });
const kept = async (ref: string) => (await buyer('GET', `/purchase-promises?line=${ref}`)).body;
const told = async (ref: string) =>
  (await kept(ref)).promises.map((one: { date: string | null; means: string; how: string | null }) =>
    [one.date?.slice(0, 10) ?? 'none', one.means, one.how].join(' '),
  );

describe('a promise of a purchase line is kept', () => {
  it('when it is typed with a new line', async () => {
    expect(await told((await ordered({ promised: '2026-11-16' })).ref)).toEqual(['2026-11-16 usable typed']);
  });

  it('not of a line without one', async () => {
    expect(await told((await ordered()).ref)).toEqual([]);
  });

  it('when its cell is edited, when only what it means is, and when it is taken back', async () => {
    const line = await ordered({ promised: '2026-11-16' });
    await change(line, { promised: '2026-11-18' });
    await change(line, { promise_means: 'dock' });
    await change(line, { note: 'nothing that was promised' });
    await change(line, { promised: null });
    await change(line, { promised: '2026-11-18' });
    expect(await told(line.ref)).toEqual([
      '2026-11-16 usable typed',
      '2026-11-18 usable typed',
      '2026-11-18 dock typed',
      'none dock typed',
      '2026-11-18 dock typed',
    ]);
  });

  it('when it comes with a file, whose lines that say the same again promise nothing new', async () => {
    for (const promised of ['2026-11-16', '2026-11-20', '2026-11-20']) await imported(promised);
    expect(await told('PO-F/1')).toEqual(['2026-11-16 ship import', '2026-11-20 ship import']);
    const [line] = (await buyer('GET', '/purchase-lines?filter=order_no:is PO-F')).body.rows;
    await change({ ...line, ref: 'PO-F/1' }, { promised: '2026-11-19' });
    expect((await told('PO-F/1')).at(-1)).toBe('2026-11-19 ship typed');
  });

  it('by a call, with who gave it, what it means and that we asked for it; the line has it too, and no estimate beside', async () => {
    const line = await ordered({ promised: '2026-11-16', estimated: '2026-11-23' });
    const { body } = await called(line.ref, {
      new_date: '2026-11-18',
      promised: true,
      means: 'ship',
      asked_by_us: true,
    });
    // Wednesday 18 and 3 days of transit is Saturday 21; the working day after it Monday 23.
    expect(body.done).toBe(
      `Logged; ${line.ref} is promised for Wed 18 Nov (leaves the vendor), usable Mon 23 Nov. The next plan starts from it.`,
    );
    const { promises, ...stands } = await kept(line.ref);
    expect(promises).toMatchObject([
      { how: 'typed', later_days: null, asked_by_us: false },
      {
        how: 'call',
        means: 'ship',
        given_by: 'Anna Kraft',
        later_days: 5,
        asked_by_us: true,
        contact: body.contact.id,
      },
    ]);
    expect(stands).toMatchObject({
      means: 'ship',
      estimated: null,
      promised: promises[1].date,
      usable: '2026-11-23T16:00:00Z',
      // Tuesday 17 less a working day is Monday 16, less 3 days of transit Friday 13.
      ship_by: '2026-11-13T16:00:00Z',
    });
  });

  it('by a call that says the same day again: he confirmed it', async () => {
    const line = await ordered({ promised: '2026-11-16' });
    await called(line.ref, { new_date: '2026-11-16', promised: true, channel: 'acknowledgement' });
    expect(await told(line.ref)).toEqual(['2026-11-16 usable typed', '2026-11-16 usable acknowledgement']);
  });

  it('not by a call in which a day is only expected: that is an estimate', async () => {
    const line = await ordered();
    await called(line.ref, { new_date: '2026-11-20' });
    expect(await told(line.ref)).toEqual([]);
    expect((await kept(line.ref)).estimated.slice(0, 10)).toBe('2026-11-20');
  });

  it('though its line is deleted, and is the line’s again when that is brought back', async () => {
    const line = await ordered({ promised: '2026-11-16' });
    await change(line, { promised: '2026-11-18' });
    const [stands] = (await buyer('GET', `/purchase-lines?filter=order_no:is ${line.ref.slice(0, -2)}`)).body.rows;
    const remove = (query = '') =>
      buyer('DELETE', `/purchase-lines/${line.id}${query}`, undefined, { version: stands.version });
    expect(await remove()).toMatchObject({
      status: 409,
      body: {
        code: 'promised',
        detail: expect.stringMatching(/^KRAFT promised 100 of \S+ for Wed 18 Nov, and is told/),
      },
    });
    expect((await remove('?confirm=promised')).status).toBe(200);
    expect((await buyer('GET', `/purchase-promises?line=${line.ref}`)).status).toBe(404);
    await put('/purchase-lines', {
      order_no: stands.order_no,
      line: 1,
      vendor: 'KRAFT',
      item: 'TUBE',
      qty: 100,
      promised: stands.promised,
    });
    expect(await told(line.ref)).toEqual(['2026-11-16 usable typed', '2026-11-18 usable typed']);
  });

  it('for good: it is neither changed nor deleted, and is in the log with who wrote it', async () => {
    const { ref } = await ordered({ promised: '2026-11-16' });
    await expect(test.db.updateTable('purchase_promises').set({ given_by: 'nobody' }).execute()).rejects.toThrow(
      /never changed/,
    );
    await expect(test.db.deleteFrom('purchase_promises').execute()).rejects.toThrow(/never changed/);
    await expect(sql`truncate purchase_promises`.execute(test.db)).rejects.toThrow(/append-only/);
    const logged = await test.db
      .selectFrom('audit')
      .select(['called', 'action', 'who'])
      .where('kind', '=', 'purchase_promises')
      .orderBy('id', 'desc')
      .executeTakeFirstOrThrow();
    expect(logged).toMatchObject({ called: ref, action: 'insert' });
    expect(logged.who).not.toBe('');
  });
});

describe('what is said in a call', () => {
  it.each([
    ['what a date means without promising it', { new_date: '2026-11-18', means: 'ship' }, 422],
    ['that we asked for it without a date', { asked_by_us: true, promised: true }, 422],
    ['a document without a shipping', { shipped_note: 'CMR 4711' }, 422],
    ['a shipping that is still to come', { shipped_at: '2026-11-05' }, 422],
    ['a meaning that is none', { new_date: '2026-11-18', promised: true, means: 'soon' }, 400],
    ['a shipping of today', { shipped_at: '2026-11-03', shipped_note: 'CMR 4711' }, 201],
  ])('%s', async (_, more, status) => {
    expect((await called((await ordered({ promised: '2026-11-16' })).ref, more)).status).toBe(status);
  });

  it('a shipping with its proof stands on the line, and what was promised to ship counts from it', async () => {
    const line = await ordered();
    await called(line.ref, { new_date: '2026-11-04', promised: true, means: 'ship' });
    const { body } = await called(line.ref, { said: 'loaded', shipped_at: '2026-11-02', shipped_note: 'CMR 4711' });
    expect(body.done).toMatch(/ It was shipped Mon 2 Nov\.$/);
    // Monday 2 and 3 days of transit is Thursday; the working day after it Friday.
    expect(await kept(line.ref)).toMatchObject({ shipped_note: 'CMR 4711', usable: '2026-11-06T16:00:00Z' });
  });

  it('a shipping is said by who may date purchases alone', async () => {
    const { ref } = await ordered();
    expect((await called(ref, { shipped_at: '2026-11-03' }, await test.as(['planner']))).status).toBe(403);
  });
});

describe('on time', () => {
  it('is told against the date requested, the first acknowledged and the last agreed before it fell due, at the dock', async () => {
    const line = await ordered({ promised: '2026-11-12' });
    await called(line.ref, { new_date: '2026-11-16', promised: true, means: 'dock', asked_by_us: true });
    expect((await kept(line.ref)).on_time).toMatchObject([
      { measure: 'requested', at_dock: '2026-11-16T16:00:00Z', state: 'to come', days: -9, asked_by_us: false },
      { measure: 'acknowledged', at_dock: '2026-11-11T16:00:00Z', state: 'to come', asked_by_us: false },
      { measure: 'agreed', at_dock: '2026-11-16T16:00:00Z', state: 'to come', asked_by_us: true },
    ]);
  });

  it('holds nobody to what another vendor promised who had the line before', async () => {
    await put('/vendors', { code: 'BOLT', name: 'Bolt Metals' });
    const line = await ordered({ promised: '2026-11-12' });
    await change(line, { vendor: 'BOLT' }, '?confirm=promised');
    const told = async () => {
      const { on_time: measured, promises } = await kept(line.ref);
      return [measured.map((one: { measure: string }) => one.measure), promises.map((one: { of: string }) => one.of)];
    };
    expect(await told()).toEqual([['requested'], ['Kraft Rohr']]);
    await called(line.ref, { new_date: '2026-11-16', promised: true, means: 'dock' });
    expect(await told()).toEqual([
      ['requested', 'acknowledged', 'agreed'],
      ['Kraft Rohr', null],
    ]);
  });

  it('counts when all of it came', async () => {
    const line = await ordered({ promised: '2026-10-23', required: '2026-11-03' });
    await change(line, { received: 60 });
    const states = async () => (await kept(line.ref)).on_time.map((one: { state: string }) => one.state);
    // Promised usable on a Friday it was due at the dock a day before; requested for Tuesday, on Monday.
    expect(await states()).toEqual(['overdue', 'overdue', 'overdue']);
    await change(line, { received: 100 });
    expect(await states()).toEqual(['late', 'late', 'late']);
  });
});

it('a line of another site, and one that is none, has no promises to be read', async () => {
  await makeSite(test.db, 'OTHER');
  const elsewhere = await test.as(['buyer'], 'OTHER');
  const { ref } = await ordered({ promised: '2026-11-16' });
  expect((await elsewhere('GET', `/purchase-promises?line=${ref}`)).status).toBe(404);
  expect(await buyer('GET', '/purchase-promises?line=nothing')).toMatchObject({
    status: 404,
    body: { detail: 'There is no purchase line "nothing" here. Maybe it was deleted, or it belongs to another site.' },
  });
});

it('what stood on a line before promises were kept is its first, of which nobody knows how it came', async () => {
  const server = process.env[serverVariable] ?? '';
  const name = `promises_${process.pid}_${process.env.VITEST_POOL_ID ?? 0}`;
  await execute(server, `create database ${name}`);
  const url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  const mine = Object.keys(migrations).find((one) => one.endsWith('-purchase-promises')) ?? '';
  await migrate(url, Object.fromEntries(Object.entries(migrations).filter(([one]) => one < mine)));
  const old = openTables(url, 1);
  try {
    const write = (text: string) =>
      old.transaction().execute(async (tx) => {
        await stamp(tx, { name: 'Ann Buyer', email: '', via: 'cli' }, 'PLANT');
        await sql.raw(text).execute(tx);
      });
    await write(`
      insert into sites (code, name, zone, currency) values ('PLANT', 'Plant', 'UTC', 'EUR');
      insert into units (site, code) values ('PLANT', 'm');
      insert into items (site, code, unit) values ('PLANT', 'TUBE', 'm');
      insert into vendors (site, code) values ('PLANT', 'KRAFT');
      insert into purchase_lines (site, order_no, line, vendor, item, qty, promised)
      values ('PLANT', 'PO-1', 1, 'KRAFT', 'TUBE', 5, '2026-11-20T17:00Z'), ('PLANT', 'PO-1', 2, 'KRAFT', 'TUBE', 5, null)`);
    await migrate(url);
    await write(`update purchase_lines set promised = '2026-11-24T17:00Z' where promised is not null`);
    const kept = await old
      .selectFrom('purchase_promises')
      .select(['line', 'date', 'how', 'who'])
      .orderBy('id')
      .execute();
    expect(kept).toEqual([
      { line: 1, date: '2026-11-20T17:00:00.000Z', how: null, who: 'Ann Buyer' },
      { line: 1, date: '2026-11-24T17:00:00.000Z', how: 'typed', who: 'Ann Buyer' },
    ]);
  } finally {
    await old.destroy();
    await execute(server, `drop database ${name} with (force)`);
  }
});
