/** Items by what their vendors call them. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';

export interface CalledByVendor {
  readonly code: string;
  readonly name: string | null;
  readonly vendor: string;
}

/** Items that a vendor calls so, in whatever case, each once; of one vendor alone where one is said, else of the vendor of a purchase order where that is ours. */
export async function calledByVendors(
  tx: Transaction<Tables>,
  site: string,
  part: string,
  { vendor, order }: { readonly vendor?: string | null | undefined; readonly order?: string | undefined } = {},
): Promise<readonly CalledByVendor[]> {
  const { rows } = await sql<CalledByVendor>`
    with of as (
      select coalesce(${vendor ?? null}::text, (
        select min(vendor) from purchase_lines where site = ${site} and lower(order_no) = ${order?.toLowerCase() ?? null})) as vendor
    )
    select i.code, i.name, string_agg(distinct s.vendor, ', ') as vendor
    from sources s join items i on i.site = s.site and i.code = s.item, of
    where s.site = ${site} and lower(s.vendor_item) = ${part.trim().toLowerCase()} and coalesce(s.vendor = of.vendor, true)
    group by i.code, i.name order by i.code limit 10`.execute(tx);
  return rows;
}

/** The code of an item of ours that somebody named; else that of the one item which its vendor calls so; else as he named it. */
export async function ourItem(
  tx: Transaction<Tables>,
  site: string,
  named: string,
  vendor: string | null,
): Promise<string> {
  const ours = await tx.selectFrom('items').select('code').where('site', '=', site).where('code', '=', named).execute();
  if (ours.length > 0) return named;
  const [one, another] = await calledByVendors(tx, site, named, { vendor });
  return one && !another ? one.code : named;
}
