/** Customers' returns as they are read: with what came, what was decided, and what the dock waits for. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { todayAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { Site } from '../../server/http.ts';
import { leftToDecide } from './returns.store.ts';
import type { Outcome, ReturnState } from './returns.ts';

type Tx = Transaction<Tables>;

export interface ReturnRow {
  readonly id: number;
  readonly number: string;
  readonly customer: string;
  readonly customer_name: string | null;
  readonly phone: string | null;
  readonly line: string | null;
  readonly item: string;
  readonly item_name: string | null;
  readonly unit: string;
  readonly qty: number;
  readonly received: number;
  readonly open: number;
  readonly reason: string;
  readonly lot: string;
  readonly serial: string;
  readonly expected: string | null;
  readonly announced: boolean;
  readonly state: ReturnState;
  readonly said: string | null;
  readonly ended: string | null;
  readonly late: boolean;
  readonly left: number;
  readonly came: {
    receipt: number;
    at: string;
    by: string;
    qty: number;
    place: string;
    lot: string;
    serial: string;
    left: number;
    taken_back: boolean;
  }[];
  readonly decided: {
    id: number;
    receipt: number;
    outcome: Outcome;
    qty: number;
    to: string | null;
    note: string | null;
    at: string;
    who: string;
    taken_back: boolean;
  }[];
}

const utc = (at: string) => sql`to_char(${sql.ref(at)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** The newest first. */
export async function returnsOf(tx: Tx, site: Site, where: RawBuilder<unknown>): Promise<ReturnRow[]> {
  const { rows } = await sql<Omit<ReturnRow, 'left'>>`
    select c.id, c.number, c.customer, k.name as customer_name, k.phone, l.order_no || '/' || l.line as line, c.item, i.name as item_name, i.unit,
      c.qty, coalesce(all_.received, 0) as received, case when c.state = 'open' then greatest(c.qty - coalesce(all_.received, 0), 0) else 0 end as open,
      c.reason, c.lot, c.serial, c.expected, c.announced, c.state, c.said, c.ended,
      c.state = 'open' and coalesce(c.expected < ${todayAt(site)}::date, false) as late,
      coalesce(all_.came, '[]') as came, coalesce(done.decided, '[]') as decided
    from customer_returns c join items i on i.site = c.site and i.code = c.item
    join customers k on k.site = c.site and k.code = c.customer
    left join customer_lines l on l.id = c.customer_line
    left join lateral (
      select sum(r.qty) as received, json_agg(json_build_object('receipt', r.id, 'at', ${utc('r.posted_at')}, 'by', ${writerNamed('r.by')}, 'qty', r.qty,
        'place', m.to_location, 'lot', m.lot, 'serial', m.serial, 'left', ${leftToDecide},
        'taken_back', exists (select from receipts b where b.reverses = r.id)) order by r.id) filter (where r.reverses is null) as came
      from receipts r join movements m on m.id = r.movement where r.customer_return = c.id
    ) all_ on true
    left join lateral (
      select json_agg(json_build_object('id', d.id, 'receipt', d.receipt, 'outcome', d.outcome, 'qty', d.qty, 'to', m.to_location, 'note', d.note,
        'at', ${utc('d.at')}, 'who', d.who, 'taken_back', exists (select from movements b where b.reverses = d.movement)) order by d.id) as decided
      from return_decisions d join receipts r on r.id = d.receipt left join movements m on m.id = d.movement where r.customer_return = c.id
    ) done on true
    where c.site = ${site.code} and ${where} order by c.id desc limit 2000`.execute(tx);
  return rows.map((row) => ({ ...row, left: row.came.reduce((sum, one) => sum + one.left, 0) }));
}

/** What is announced for a day and did not all come, as one text: another one means that it is other goods. For every look at the hot list. */
export const returnsAwaited = (site: RawBuilder<unknown>) =>
  sql<
    string | null
  >`(select string_agg(concat_ws(' ', c.id, (select sum(r.qty) from receipts r where r.customer_return = c.id)), ',' order by c.id)
    from customer_returns c where c.site = ${site} and c.state = 'open' and c.expected is not null)`;
