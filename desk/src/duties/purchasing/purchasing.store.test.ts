import { type Second, second } from '@hotlist/engine';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { instantAt, secondsOf } from '../../house/clock.ts';
import type { Row, Value } from '../../house/kind.ts';
import { stamp } from '../../server/http.ts';
import { type TestApp, testApp } from '../../server/test-app.ts';
import { expectedOf } from './purchasing.store.ts';
import { expectedAt, offerFor } from './purchasing.ts';

const now = '2026-11-25T10:00:00Z';
const [past, soon, later] = ['2026-11-20T10:00:00Z', '2026-12-01T10:00:00Z', '2026-12-08T10:00:00Z'];
const clock = {
  now: second(0),
  at: (value: Value): Second | undefined =>
    value === null ? undefined : second(secondsOf(String(value)) - secondsOf(now)),
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
    await sql`insert into vendors (site, code) values ('PLANT', 'KRAFT'), ('PLANT', 'OTHER')`.execute(tx);
    for (const offer of offers)
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

it.each([
  ['is expected as estimated', { estimated: later, promised: soon, required: past }, later],
  ['without an estimate as promised', { promised: soon, required: later }, soon],
  ['without a promise as required', { required: soon }, soon],
  ['whose date is gone by can come now at the earliest', { estimated: past }, now],
  ['without any date as ordered now, by the offer ranked first', {}, '2026-12-02T10:00:00Z'],
  ['without any date nor offer nobody knows when', { vendor: 'OTHER' }, null],
])('a purchase line %s, in the decision and in SQL', async (_, given, expected) => {
  const line: Row = { item: 'TUBE', vendor: 'KRAFT', estimated: null, promised: null, required: null, ...given };
  const at = expectedAt(line, offerFor(line.vendor === 'KRAFT' ? offers : []), clock);
  expect(at === undefined ? null : instantAt(secondsOf(now) + at)).toBe(expected);

  const { rows } = await sql<{ at: string | null }>`
    select ${expectedOf('l', now)} as at from jsonb_populate_record(null::purchase_lines, ${JSON.stringify({ site: 'PLANT', ...line })}::jsonb) l`.execute(
    test.db,
  );
  const found = rows[0]?.at ?? null;
  expect(found && instantAt(secondsOf(found))).toBe(expected);
});
