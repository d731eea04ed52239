/** Discrepancies as a list, and one of them held. Who changed one last told it to the vendor or settled it. */
import { sql, type Transaction } from 'kysely';
import { notFound } from '../../house/errors.ts';
import type { Tables } from '../../server/database/tables.ts';
import { writerNamed } from '../../server/database/writers.ts';
import type { Disputed } from './discrepancies.ts';
import type { DiscrepancyKind } from './receiving.ts';

type Tx = Transaction<Tables>;

export interface DiscrepancyRow extends Disputed {
  readonly kind: DiscrepancyKind;
  readonly qty: number;
  readonly unit: string;
  readonly item: string;
  readonly item_name: string | null;
  readonly note: string | null;
  readonly receipt: number | null;
  readonly came_at: string;
  readonly received: number;
  readonly paper_qty: number | null;
  readonly lot: string;
  readonly line: string | null;
  readonly vendor_name: string | null;
  readonly document: string | null;
  readonly changed_at: string;
  readonly changed_by: string;
}

const latest = 2000;

/** The newest first; of one receipt, or one of them, where that is asked. */
export async function discrepanciesOf(
  tx: Tx,
  site: string,
  { receipt, id }: { readonly receipt?: number; readonly id?: number } = {},
): Promise<readonly DiscrepancyRow[]> {
  const { rows } = await sql<DiscrepancyRow>`
    select d.id, d.state, d.settled, d.kind, d.qty, i.unit, i.code as item, i.name as item_name, d.note, d.receipt, coalesce(r.posted_at, e.at) as came_at,
      coalesce(r.qty, 0) as received, coalesce(r.paper_qty, case when r.id is null then n.qty end) as paper_qty, coalesce(m.lot, n.lot, '') as lot,
      p.order_no || '/' || p.line as line, v.code as vendor, v.name as vendor_name,
      coalesce(r.document, a.number) as document, d.changed_at, ${writerNamed('d.changed_by')} as changed_by
    from discrepancies d left join receipts r on r.id = d.receipt
    left join ship_notice_lines n on n.id = d.notice_line left join ship_notices a on a.id = n.notice left join ship_notice_ends e on e.notice = a.id
    left join purchase_lines p on p.id = coalesce(r.purchase_line, n.purchase_line) left join movements m on m.id = r.movement
    join items i on i.site = d.site and i.code = coalesce(r.item, p.item)
    left join vendors v on v.site = d.site and v.code = coalesce(r.vendor, a.vendor)
    where d.site = ${site} and (${receipt ?? null}::bigint is null or d.receipt = ${receipt ?? null}::bigint)
      and (${id ?? null}::bigint is null or d.id = ${id ?? null}::bigint)
    order by d.id desc limit ${latest}`.execute(tx);
  return rows;
}

/** Held: who tells and who settles go one after the other. */
export async function discrepancyHeld(tx: Tx, site: string, id: number): Promise<DiscrepancyRow> {
  await tx.selectFrom('discrepancies').select('id').where('site', '=', site).where('id', '=', id).forUpdate().execute();
  const [found] = await discrepanciesOf(tx, site, { id });
  if (!found) throw notFound('discrepancy', String(id));
  return found;
}

export const keepDispute = (
  tx: Tx,
  id: number,
  change: { readonly state: 'reported' | 'settled'; readonly settled: string | null },
) => tx.updateTable('discrepancies').set(change).where('id', '=', id).execute();
