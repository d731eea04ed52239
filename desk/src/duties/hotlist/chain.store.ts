/** Reads the chain of a row, and both ways along the pegs: what it waits for, and what hangs on it. */
import { sql, type Transaction } from 'kysely';
import type { Tables } from '../../server/database/tables.ts';
import { type ChainLink, fromDelivery, linkOf } from './chain.ts';
import { evidenceWords } from './hotlist.messages.ts';
import type { HotList } from './hotlist.store.ts';
import { keyOf, type ListedRow } from './listing.ts';

type Tx = Transaction<Tables>;

interface Vendor {
  readonly code: string;
  readonly name: string | null;
  readonly phone: string | null;
}

export interface Chain {
  readonly links: (ChainLink & { readonly evidence: string | null; readonly vendor: Vendor | null })[];
  readonly hurts: {
    ref: string;
    item: string;
    item_name: string | null;
    customer: string | null;
    need: string;
    estimated: string | null;
    late_days: number;
    money: number;
  }[];
  readonly money: number;
}

export async function chainOf(tx: Tx, list: HotList, row: ListedRow): Promise<Chain> {
  const { version } = list;
  const stored = await tx
    .selectFrom('hot_rows')
    .select('chain')
    .where('version', '=', version.id)
    .where('kind', '=', row.kind)
    .where('ref', '=', row.ref)
    .executeTakeFirst();
  // No plan made the row of a requisition, a balance or a delivery.
  const links = fromDelivery(stored?.chain ?? []).map((reason) => {
    const link = linkOf(reason);
    const line = link.to?.type === 'purchase_line' ? list.row('purchase_line', link.to.ref) : undefined;
    const contact = line ? list.standing.contacts.get(keyOf(line)) : undefined;
    return {
      ...link,
      evidence: contact ? evidenceWords(contact) : null,
      vendor: line?.partner ? { code: line.partner, name: line.partner_name, phone: line.phone } : null,
    };
  });
  const hurts = (await demandsAbove(tx, version.id, row)).flatMap((ref) => {
    const line = list.standing.rows.find((one) => one.kind === 'customer_line' && one.ref === ref);
    return line
      ? [
          {
            ref,
            item: line.item,
            item_name: line.item_name,
            customer: line.partner_name ?? line.partner,
            need: line.need,
            estimated: line.estimated,
            late_days: line.late_days,
            money: line.money,
          },
        ]
      : [];
  });
  hurts.sort((a, b) => b.late_days - a.late_days || (a.ref < b.ref ? -1 : 1));
  return {
    links,
    hurts,
    money: hurts.reduce((sum, line) => sum + (line.late_days > 0 ? line.money : 0), 0),
  };
}

/** Customer lines that draw on the row's supply, directly or through orders. */
async function demandsAbove(tx: Tx, version: number, row: ListedRow): Promise<readonly string[]> {
  if (row.kind !== 'purchase_line' && row.kind !== 'operation') return [];
  const supply =
    row.kind === 'purchase_line' ? `purchase/${row.ref}` : `work/${row.ref.slice(0, row.ref.lastIndexOf('/'))}`;
  const { rows } = await sql<{ ref: string }>`
    with recursive above (name) as (
      select ${supply}::text
      union
      select peg.consumer from above join plan_pegs peg on peg.version = ${version} and peg.supply = above.name
    )
    select substr(name, 8) as ref from above where name like 'demand/%' and name not like 'demand/forecast/%'`.execute(
    tx,
  );
  return rows.map((one) => one.ref);
}
