import { second } from '@hotlist/engine';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { instantAt, offsetsOf, secondsOf } from '../../house/clock.ts';
import type { Row, Value } from '../../house/kind.ts';
import { stamp } from '../../server/http.ts';
import { type TestApp, testApp } from '../../server/test-app.ts';
import { dueAtDockOf, expectedOf, promisedOf } from './purchasing.store.ts';
import { dockedAt, expectedAt, meansOf, namedDate, offerFor, type PurchaseClock, promisedFor } from './purchasing.ts';
import { workdaysAfter } from './workdays.ts';

const now = '2026-11-25T10:00:00Z';
const [past, soon, later] = ['2026-11-20T10:00:00Z', '2026-12-01T10:00:00Z', '2026-12-08T10:00:00Z'];
const zone = offsetsOf('Europe/Berlin');
const clock: PurchaseClock = {
  now: second(0),
  at: (value: Value) => (value === null ? undefined : second(secondsOf(String(value)) - secondsOf(now))),
  workdaysAfter: (at, days) => second(workdaysAfter(zone, secondsOf(now) + at, days) - secondsOf(now)),
};

/** Two offers of one vendor: 3 working days of approval and vendor (5 calendar days) and 2 of transit; the second is slower. */
const offers = [
  { item: 'TUBE', vendor: 'KRAFT', rank: 2, approval_days: 0, vendor_days: 0, dock_days: 0, transit_days: 60 },
  { item: 'TUBE', vendor: 'KRAFT', rank: 1, approval_days: 1, vendor_days: 1, dock_days: 1, transit_days: 2 },
];

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
  await test.db.transaction().execute(async (tx) => {
    await stamp(tx, { name: 'test', email: '', via: 'cli' }, 'PLANT');
    await sql`insert into units (site, code) values ('PLANT', 'm')`.execute(tx);
    await sql`insert into items (site, code, unit, supply) values ('PLANT', 'TUBE', 'm', 'buy')`.execute(tx);
    await sql`insert into vendors (site, code) values ('PLANT', 'KRAFT'), ('PLANT', 'OTHER'), ('PLANT', 'LOADER')`.execute(
      tx,
    );
    await sql`update vendors set promise_means = 'ship' where code = 'LOADER'`.execute(tx);
    for (const offer of [...offers, ...offers.map((one) => ({ ...one, vendor: 'LOADER' }))])
      await tx
        .insertInto('sources')
        .values({
          site: 'PLANT',
          order_min: 0,
          order_multiple: 0,
          unit_cost: null,
          valid_from: null,
          valid_to: null,
          ...offer,
        })
        .execute();
  });
});
afterAll(() => test.close());

/** A line read by a query, whose answer is an instant. */
async function inSql(line: Row, of: (alias: string) => RawBuilder<string | null>): Promise<string | null> {
  const { rows } = await sql<{ at: string | null }>`
    select ${of('l')} as at from jsonb_populate_record(null::purchase_lines, ${JSON.stringify({ site: 'PLANT', ...line })}::jsonb) l`.execute(
    test.db,
  );
  const found = rows[0]?.at ?? null;
  return found && instantAt(secondsOf(found));
}

const lineOf = (given: Row): Row => ({
  item: 'TUBE',
  vendor: 'KRAFT',
  estimated: null,
  promised: null,
  required: null,
  promise_means: null,
  shipped_at: null,
  ...given,
});
const soldBy = (line: Row) => ({
  vendor: { promise_means: line.vendor === 'LOADER' ? 'ship' : null },
  offer: offerFor(line.vendor === 'OTHER' ? [] : offers),
});

it.each<[string, Row, string | null]>([
  ['is expected as estimated', { estimated: later, promised: soon, required: past }, later],
  ['without an estimate as promised', { promised: soon, required: later }, soon],
  ['without a promise as required', { required: soon }, soon],
  ['whose date is gone by can come now at the earliest', { estimated: past }, now],
  ['without any date as ordered now, by the offer ranked first', {}, '2026-12-02T10:00:00Z'],
  ['without any date nor offer nobody knows when', { vendor: 'OTHER' }, null],
  // Tuesday and 2 days of transit is Thursday, and a working day after that Friday.
  [
    'that is promised to ship comes transit and dock later',
    { promised: soon, promise_means: 'ship' },
    '2026-12-04T10:00:00Z',
  ],
  [
    'that is promised for the dock comes a working day later',
    { promised: soon, promise_means: 'dock' },
    '2026-12-02T10:00:00Z',
  ],
  // Friday and a working day is Monday.
  [
    'that is to stand at the dock on a Friday is usable on Monday',
    { promised: '2026-12-04T10:00:00Z', promise_means: 'dock' },
    '2026-12-07T10:00:00Z',
  ],
  // Clocks go forward on Sunday 28 March: 17:00 stays 17:00 on the plant's clock.
  [
    'keeps its clock time over the change to summer time',
    { promised: '2027-03-26T16:00:00Z', promise_means: 'dock' },
    '2027-03-29T15:00:00Z',
  ],
  [
    'that has shipped counts from its shipping',
    { promised: soon, promise_means: 'ship', shipped_at: '2026-12-03T10:00:00Z' },
    '2026-12-07T10:00:00Z',
  ],
  [
    'that is promised usable keeps its day whenever it shipped',
    { promised: later, promise_means: 'usable', shipped_at: soon },
    later,
  ],
  [
    'of a vendor whose promises mean ship comes transit and dock later',
    { vendor: 'LOADER', promised: soon },
    '2026-12-04T10:00:00Z',
  ],
  ['of such a vendor who said usable comes then', { vendor: 'LOADER', promised: soon, promise_means: 'usable' }, soon],
  [
    'that ships from a vendor without an offer is expected that day',
    { vendor: 'OTHER', promised: soon, promise_means: 'ship' },
    soon,
  ],
  [
    'that somebody estimated is expected so, whatever was promised',
    { estimated: later, promised: soon, promise_means: 'ship' },
    later,
  ],
])('a purchase line %s, in the decision and in SQL', async (_, given, expected) => {
  const line = lineOf(given);
  const at = expectedAt(line, soldBy(line), clock);
  expect(at === undefined ? null : instantAt(secondsOf(now) + at)).toBe(expected);
  expect(await inSql(line, (alias) => expectedOf(alias, now))).toBe(expected);

  const promised = promisedFor(line, soldBy(line), clock);
  expect(await inSql(line, promisedOf)).toBe(promised === undefined ? null : instantAt(secondsOf(now) + promised));
});

it.each<[string, Row, string | null]>([
  ['on the day it is promised for the dock', { promised: soon, promise_means: 'dock' }, soon],
  // The dock takes a working day: to be usable on Tuesday it is there on Monday, on Monday 7 December on Friday 4.
  ['a working day before it is promised to be usable', { promised: soon }, '2026-11-30T10:00:00Z'],
  [
    'on the Friday before it is promised to be usable on a Monday',
    { promised: '2026-12-07T10:00:00Z', promise_means: 'usable' },
    '2026-12-04T10:00:00Z',
  ],
  [
    'on the Friday before it is promised to be usable on a Sunday',
    { promised: '2026-12-06T10:00:00Z' },
    '2026-12-04T10:00:00Z',
  ],
  // Clocks go forward on Sunday 28 March: 17:00 stays 17:00 on the plant's clock.
  [
    'at the same clock time over the change to summer time',
    { promised: '2027-03-29T15:00:00Z' },
    '2027-03-26T16:00:00Z',
  ],
  ['that day where its vendor has no dock days', { vendor: 'OTHER', promised: soon }, soon],
  ['transit after the day it is promised to ship', { promised: soon, promise_means: 'ship' }, '2026-12-03T10:00:00Z'],
  [
    'transit after the day it shipped',
    { promised: soon, promise_means: 'ship', shipped_at: later },
    '2026-12-10T10:00:00Z',
  ],
  ['as its vendor’s promises mean', { vendor: 'LOADER', promised: soon }, '2026-12-03T10:00:00Z'],
  [
    'a working day before somebody estimated it to be there, whatever was promised',
    { estimated: later, promised: soon, promise_means: 'ship', shipped_at: soon },
    '2026-12-07T10:00:00Z',
  ],
  ['a working day before it is required, without a promise', { required: soon }, '2026-11-30T10:00:00Z'],
  ['on no day that anybody named', {}, null],
])('a purchase line is due at the dock %s, by the rule and in SQL', async (_, given, expected) => {
  const line = lineOf(given);
  const { vendor, offer } = soldBy(line);
  const byPromise = line.estimated === null && line.promised !== null;
  const means = byPromise ? meansOf(line, vendor) : 'usable';
  const at = clock.at((means === 'ship' ? line.shipped_at : null) ?? namedDate(line));
  const docked = at === undefined ? null : instantAt(secondsOf(now) + dockedAt(at, means, offer, clock));
  expect(docked).toBe(expected);
  expect(await inSql(line, dueAtDockOf)).toBe(expected);
});

it.each([-6, -5, -1, 0, 1, 4, 5, 11])(
  '%i working days from any day of a week, in the decision and in SQL',
  async (days) => {
    for (const day of [1, 2, 3, 4, 5, 6, 7]) {
      const moment = `2026-12-0${day}T10:00:00Z`;
      const { rows } = await sql<{ at: string }>`
      select workdays_after(${moment}::timestamptz, ${days}, 'Europe/Berlin') as at`.execute(test.db);
      expect(instantAt(secondsOf(rows[0]!.at))).toBe(instantAt(workdaysAfter(zone, secondsOf(moment), days)));
    }
  },
);
