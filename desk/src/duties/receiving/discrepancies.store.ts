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
  readonly receipt: number;
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
    select d.id, d.state, d.settled, d.kind, d.qty, i.unit, r.item, i.name as item_name, d.note, d.receipt, r.posted_at as came_at,
      r.qty as received, r.paper_qty, coalesce(m.lot, '') as lot, p.order_no || '/' || p.line as line, r.vendor, v.name as vendor_name,
      r.document, d.changed_at, ${writerNamed('d.changed_by')} as changed_by
    from discrepancies d join receipts r on r.id = d.receipt join items i on i.site = r.site and i.code = r.item
    left join purchase_lines p on p.id = r.purchase_line left join movements m on m.id = r.movement
    left join vendors v on v.site = r.site and v.code = r.vendor
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
