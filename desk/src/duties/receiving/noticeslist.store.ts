/** Ship notices as they are read, with what came of each line. */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { nowAt } from '../../house/clock.ts';
import type { Tables } from '../../server/database/tables.ts';
import type { Site } from '../../server/http.ts';
import { cameOfLine, endOf } from './notices.store.ts';
import { isToCome, type NoticeEnd, type NoticeState, noticeState } from './notices.ts';

type Tx = Transaction<Tables>;

export interface NoticeRow {
  readonly id: number;
  readonly number: string;
  readonly vendor: string;
  readonly vendor_name: string | null;
  readonly carrier: string | null;
  readonly carrier_ref: string | null;
  readonly expected: string;
  readonly day: string;
  readonly late: boolean;
  readonly at: string;
  readonly who: string;
  readonly state: NoticeState;
  readonly ended: string | null;
  readonly lines: NoticeLineRow[];
}

interface NoticeLineRow {
  id: number;
  line: number;
  ref: string;
  order_state: string;
  item: string;
  item_name: string | null;
  unit: string;
  qty: number;
  entered_qty: number | null;
  entered_unit: string | null;
  received: number;
  open: number;
  lot: string;
  expires: string | null;
  container: string;
  warned: string | null;
  inspected: boolean;
  asks_lot: boolean;
  asks_expiry: boolean;
}

/** The newest first. */
export async function noticesOf(tx: Tx, site: Site, where: RawBuilder<unknown> = sql`true`): Promise<NoticeRow[]> {
  const { rows } = await sql<Omit<NoticeRow, 'late' | 'state'> & { ended_as: NoticeEnd | null; past: boolean }>`
    select a.id, a.number, a.vendor, v.name as vendor_name, a.carrier, a.carrier_ref, a.expected, (a.expected at time zone ${site.zone})::date as day,
      a.expected < ${nowAt(site)}::timestamptz as past, a.at, a.who, ${endOf} as ended_as,
      (select e.reason from ship_notice_ends e where e.notice = a.id) as ended, sent.lines
    from ship_notices a join vendors v on v.site = a.site and v.code = a.vendor
    cross join lateral (
      select json_agg(json_build_object('id', n.id, 'line', n.line, 'ref', l.order_no || '/' || l.line, 'order_state', l.state, 'item', l.item,
        'item_name', i.name, 'unit', i.unit, 'qty', n.qty, 'entered_qty', n.entered_qty, 'entered_unit', n.entered_unit,
        'received', n.received, 'open', case when ${endOf} is null then greatest(n.qty - n.received, 0) else 0 end, 'lot', n.lot, 'expires', n.expires,
        'container', n.container, 'warned', n.warned, 'inspected', i.inspected, 'asks_lot', i.asks_lot, 'asks_expiry', i.asks_expiry) order by n.line) as lines
      from (select n.*, ${cameOfLine} as received from ship_notice_lines n where n.notice = a.id) n
      join purchase_lines l on l.id = n.purchase_line join items i on i.site = l.site and i.code = l.item
    ) sent
    where a.site = ${site.code} and ${where} order by a.id desc limit 2000`.execute(tx);
  return rows.map(({ ended_as, past, ...row }) => {
    const lines = row.lines.map(({ qty, received }) => ({ announced: qty, received }));
    const state = noticeState(ended_as, lines);
    return { ...row, state, late: past && isToCome(state) };
  });
}
