/** Parts of purchase lines in the database: a line made two, and what was promised of both before. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { busy } from '../../house/errors.ts';
import type { PromiseMeans } from '../../house/promisemeans.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import { orderWritten } from './promises.messages.ts';
import type { LockedLine } from './purchasing.store.ts';

type Tx = Transaction<Tables>;

/** Line `line` and those that it was a part of, each until the part went, as a table (`line`, `until`). */
export const withItsOrigins = (line: number): RawBuilder<unknown> => sql`(
  with recursive origins (line, until) as (
    select ${line}::bigint, null::timestamptz
    union all select s.of_line, least(s.at, o.until) from purchase_splits s join origins o on s.part_line = o.line)
  select line, until from origins)`;

/** Parts of a site with the lines whose promises are theirs, too, as a table (`part`, `line`, `until`). */
export const partsWithOrigins = (site: string): RawBuilder<unknown> => sql`(
  with recursive origins (part, line, until) as (
    select part_line, of_line, at from purchase_splits where site = ${site}
    union all select o.part, s.of_line, least(s.at, o.until) from purchase_splits s join origins o on s.part_line = o.line)
  select part, line, until from origins)`;

/** What it is a part of, and the parts that went of it, as they are called now; gone ones as they were called then. */
export async function partsOf(tx: Tx, site: string, line: number) {
  const called = (ref: RawBuilder<unknown>, id: RawBuilder<unknown>) =>
    sql`coalesce((select concat(l.order_no, '/', l.line) from purchase_lines l where l.id = ${id}), ${ref})`;
  const { rows } = await sql<{
    readonly of: string | null;
    readonly part: string | null;
    readonly qty: number;
    readonly at: string;
    readonly who: string;
    readonly reason: string | null;
  }>`
    select case when s.part_line = ${line} then ${called(sql`s.of_ref`, sql`s.of_line`)} end as "of",
      case when s.of_line = ${line} then ${called(sql`s.part_ref`, sql`s.part_line`)} end as part, s.qty, s.at, ${writerNamed('s.who')} as who, s.reason
    from purchase_splits s where s.site = ${site} and ${line} in (s.of_line, s.part_line) order by s.id`.execute(tx);
  return rows;
}

const mostTries = 4;

interface Parting {
  readonly id: number;
  readonly ref: string;
  /** What stays of it, and what goes, in the item's unit. */
  readonly ordered: number;
  readonly closed: boolean;
  readonly qty: number;
  readonly reason: string | null;
}

export interface Part extends LockedLine {
  readonly ref: string;
  readonly promise_means: PromiseMeans | null;
}

/**
 * Makes a part of a line the next line of its order, whose lines the caller holds: the same goods of the same vendor, nothing of which came or
 * was shipped. The promise that stands is of both.
 */
export async function keepPart(tx: Tx, site: string, of: Parting): Promise<Part> {
  await tx
    .updateTable('purchase_lines')
    .set({ qty: of.ordered, ...(of.closed ? { state: 'closed' as const } : {}) })
    .where('id', '=', of.id)
    .execute();
  await sql`select set_config('hotlist.splitting', 'yes', true)`.execute(tx);
  const part = await nextOfOrder(tx, of);
  await sql`select set_config('hotlist.splitting', '', true)`.execute(tx);
  await tx
    .insertInto('purchase_splits')
    .values({
      site,
      of_line: of.id,
      part_line: part.id,
      of_ref: of.ref,
      part_ref: part.ref,
      qty: of.qty,
      reason: of.reason,
    })
    .execute();
  return part;
}

/** Numbers that lines had which are gone are not given again, nor one that somebody types at this moment. */
async function nextOfOrder(tx: Tx, of: Parting): Promise<Part> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const { rows } = await sql<Part>`
      insert into purchase_lines (site, order_no, line, vendor, item, qty, required, promised, promise_means, estimated, unit_price, note,
        over_percent, under_percent, ordered_on)
      select l.site, l.order_no, (select max(n.line) + 1 from (
          select line from purchase_lines where site = l.site and order_no = l.order_no
          union all select line from purchase_promises where site = l.site and order_no = l.order_no) n),
        l.vendor, l.item, ${of.qty}, l.required, l.promised, l.promise_means, l.estimated, l.unit_price, l.note, l.over_percent, l.under_percent,
        l.ordered_on
      from purchase_lines l where l.id = ${of.id} on conflict (site, order_no, line) do nothing
      returning id, order_no, line, vendor, promise_means, concat(order_no, '/', line) as ref`.execute(tx);
    if (rows[0]) return rows[0];
  }
  throw busy('order-written', orderWritten(of.ref));
}
