/** What vendors promised of purchase lines: kept as facts, read with what they mean, how far they moved, and whether they were kept. */
import { type Second, second } from '@hotlist/engine';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { instantAt, nowAt, type OffsetTable, offsetsOf, secondsOf } from '../../house/clock.ts';
import { Refusal } from '../../house/errors.ts';
import { lineCalled, type Row } from '../../house/kind.ts';
import type { PromiseMeans } from '../../house/promisemeans.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { Site } from '../../server/http.ts';
import { noSuchLine } from './promises.messages.ts';
import { acknowledged, agreed, allThere, keptBy, type PromiseWay } from './promises.ts';
import { expectedOf, type LockedLine } from './purchasing.store.ts';
import { dockedAt, meansOf, type PurchaseClock, promisedFor, shipBy, usableAt } from './purchasing.ts';
import { partsOf, partsWithOrigins, withItsOrigins } from './splits.store.ts';
import { workdaysAfter, workdaysBetween } from './workdays.ts';

type Tx = Transaction<Tables>;

export interface NewPurchasePromise {
  /** ISO 8601 UTC. */
  readonly date: string;
  /** Null: nobody said. */
  readonly means: PromiseMeans | null;
  readonly given_by: string | null;
  readonly how: PromiseWay;
  readonly contact: number | null;
  readonly asked_by_us: boolean;
}

/** Keeps a promise of a line that the caller holds locked; it is the one in force from now on. */
export async function keepPurchasePromise(
  tx: Tx,
  site: string,
  { id, order_no, line }: LockedLine,
  promise: NewPurchasePromise,
): Promise<void> {
  await tx
    .insertInto('purchase_promises')
    .values({ ...promise, site, purchase_line: id, order_no, line })
    .execute();
}

/** Transit in calendar days and dock to stock in working days. */
type Offer = Row & { readonly transit_days: number; readonly dock_days: number };

interface Found {
  readonly id: number;
  readonly vendor: string;
  readonly vendor_id: number | null;
  readonly vendor_name: string | null;
  readonly vendor_means: PromiseMeans | null;
  readonly state: string;
  readonly qty: number;
  readonly required: string | null;
  readonly promised: string | null;
  readonly promise_means: PromiseMeans | null;
  readonly estimated: string | null;
  readonly expected: string | null;
  readonly shipped_at: string | null;
  readonly shipped_note: string | null;
  readonly offer: Offer | null;
  readonly arrivals: readonly { readonly at: string; readonly qty: number }[];
}

interface Fact {
  readonly id: number;
  readonly date: string | null;
  readonly means: PromiseMeans | null;
  readonly vendor: number | null;
  readonly vendor_name: string | null;
  readonly given_by: string | null;
  readonly how: PromiseWay | null;
  readonly contact: number | null;
  readonly asked_by_us: boolean;
  readonly at: string;
  readonly by: string;
}

/** The dates of a line, its promises in their order, and how each measure of being on time stands. */
export async function promisesOfLine(tx: Tx, site: Site, ref: string) {
  const line = await lineOf(tx, site, ref);
  const facts = await factsOf(tx, site.code, ref, line.id);
  const zone = offsetsOf(site.zone);
  const clock = clockOf(zone, nowAt(site));
  const [vendor, offer] = [{ promise_means: line.vendor_means }, line.offer ?? undefined];
  const dates: Row = {
    promised: line.promised,
    promise_means: line.promise_means,
    shipped_at: line.shipped_at,
  };
  const at = (moment: Second | undefined): string | null => (moment === undefined ? null : instantAt(moment));
  const required = clock.at(line.required);

  const given = facts.map((fact) => {
    const means = meansOf({ promise_means: fact.means }, vendor);
    const date = clock.at(fact.date);
    return {
      ...fact,
      means,
      means_said: fact.means !== null,
      usable: date === undefined ? null : usableAt(date, means, offer, clock),
      due: date === undefined ? null : dockedAt(date, means, offer, clock),
      // Kept before promises said whose they are, it counts for who has the line.
      theirs: fact.vendor !== null && fact.vendor !== line.vendor_id,
      // What stood on the line before promises were kept was given before all else.
      given: fact.how === null ? 0 : Math.min(secondsOf(fact.at), clock.now),
    };
  });
  const promises = given.map(({ due: _, given: __, vendor: ___, theirs, vendor_name, usable, ...one }, place) => {
    const before = given.slice(0, place).findLast((other) => other.usable !== null)?.usable ?? null;
    return {
      ...one,
      of: theirs ? vendor_name : null,
      usable: usable === null ? null : instantAt(usable),
      later_days: usable === null || before === null ? null : workdaysBetween(zone, before, usable),
    };
  });

  const came = allThere(
    line.arrivals.map((one) => ({ at: secondsOf(one.at), qty: one.qty })),
    line.qty,
    line.state === 'closed',
  );
  // Nobody is late to what another vendor promised, who had the line before.
  const own = given.filter(({ theirs }) => !theirs);
  const stands = agreed(own);
  const moved = own.slice(0, stands ? own.indexOf(stands) + 1 : 0);
  const measured = [
    {
      measure: 'requested' as const,
      due: required === undefined ? null : dockedAt(required, 'usable', offer, clock),
      asked_by_us: false,
    },
    { measure: 'acknowledged' as const, due: acknowledged(own)?.due ?? null, asked_by_us: false },
    { measure: 'agreed' as const, due: stands?.due ?? null, asked_by_us: moved.some((one) => one.asked_by_us) },
  ];
  return {
    ref,
    vendor: line.vendor,
    vendor_name: line.vendor_name,
    required: line.required,
    ship_by: required === undefined ? null : instantAt(shipBy(required, offer, clock)),
    promised: line.promised,
    means: meansOf(dates, vendor),
    means_said: line.promise_means !== null,
    usable: at(promisedFor(dates, { vendor, offer }, clock)),
    estimated: line.estimated,
    expected: line.expected,
    shipped_at: line.shipped_at,
    shipped_note: line.shipped_note,
    vendor_means: meansOf({}, vendor),
    transit_days: line.offer?.transit_days ?? null,
    dock_days: line.offer?.dock_days ?? null,
    parts: await partsOf(tx, site.code, line.id),
    promises,
    on_time: measured.flatMap(({ measure, due, asked_by_us }) =>
      due === null || line.state === 'cancelled'
        ? []
        : [{ measure, at_dock: instantAt(due), asked_by_us, ...keptBy(zone, due, came, clock.now) }],
    ),
  };
}

/** Moments in seconds since 1970. */
export const clockOf = (zone: OffsetTable, now: string): PurchaseClock => ({
  now: second(secondsOf(now)),
  at: (value) => (typeof value === 'string' ? second(secondsOf(value)) : undefined),
  workdaysAfter: (at, days) => second(workdaysAfter(zone, at, days)),
});

async function lineOf(tx: Tx, site: Site, ref: string): Promise<Found> {
  const called = lineCalled(ref);
  const { rows } = await sql<Found>`
    select l.id, l.vendor, v.id as vendor_id, v.name as vendor_name, v.promise_means as vendor_means, l.state, l.qty, l.required, l.promised,
      l.promise_means, l.estimated, ${expectedOf('l', nowAt(site))} as expected, l.shipped_at, l.shipped_note, (
      select json_build_object('transit_days', o.transit_days, 'dock_days', o.dock_days) from sources o
      where o.site = l.site and o.item = l.item and o.vendor = l.vendor order by o.rank limit 1) as offer, (
      select coalesce(json_agg(json_build_object('at', c.at, 'qty', c.qty) order by c.at, c.id), '[]') from (
        select r.id, r.qty, coalesce(m.moved_at, least(r.posted_at, coalesce(s.pinned_now, r.posted_at))) as at
        from receipts r left join movements m on m.id = r.movement
        where r.purchase_line = l.id and r.reverses is null and not exists (select from receipts b where b.reverses = r.id)) c) as arrivals
    from purchase_lines l join sites s on s.code = l.site left join vendors v on v.site = l.site and v.code = l.vendor
    where l.site = ${site.code} and l.order_no = ${called?.order ?? ''} and l.line = ${called?.line ?? 0}`.execute(tx);
  if (!rows[0]) throw new Refusal(404, 'not-found', noSuchLine(ref));
  return rows[0];
}

/**
 * Of a site's open lines when the promise in force was given (`purchase_line`, `at`), as a table: where it is the word of the vendor who
 * has the line. Kept before promises said whose they are, it counts for him.
 */
export const promisesInForce = (site: string): RawBuilder<unknown> => sql`(
  select p.purchase_line, p.at from (
    select distinct on (l.id) l.id as purchase_line, p.vendor, p.at, p.date, l.vendor as has
    from purchase_lines l join (
      select id, purchase_line as line, vendor, at, date from purchase_promises where site = ${site}
      union all select p.id, o.part, p.vendor, p.at, p.date from ${partsWithOrigins(site)} o
        join purchase_promises p on p.purchase_line = o.line and p.at <= o.until) p on p.line = l.id
    where l.site = ${site} and l.state = 'open' order by l.id, p.id desc) p
  join vendors v on v.site = ${site} and v.code = p.has
  where p.date is not null and (p.vendor is null or p.vendor = v.id))`;

/** The first first: those of a line of that name that is gone, those of what it was a part of, its own. */
async function factsOf(tx: Tx, site: string, ref: string, line: number): Promise<readonly Fact[]> {
  const called = lineCalled(ref);
  const { rows } = await sql<Fact>`
    select id, date, means, vendor, (select coalesce(v.name, v.code) from vendors v where v.id = purchase_promises.vendor) as vendor_name,
      given_by, how, contact, asked_by_us, at, ${writerNamed('who')} as by from purchase_promises
    where exists (select from ${withItsOrigins(line)} o where o.line = purchase_line and (o.until is null or at <= o.until))
      or (purchase_line is null and site = ${site} and order_no = ${called?.order ?? ''} and line = ${called?.line ?? 0})
    order by id`.execute(tx);
  return rows;
}
