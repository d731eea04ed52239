/** What is issued to an order and comes back from it: the order's row is locked first, then balances by the ledger. */
import type { Transaction } from 'kysely';
import { decimalOf, steps } from '../../house/amounts.ts';
import type { Tables } from '../../server/database/tables.ts';
import { post } from '../inventory/movements.store.ts';
import { keepMaterial, type orderWithMaterial } from '../work/work.store.ts';
import type { Line } from './issuing.ts';

type Tx = Transaction<Tables>;
export type OrderWithMaterial = Awaited<ReturnType<typeof orderWithMaterial>>;

export const lineIn = (order: OrderWithMaterial, item: string, seq: number, decimals: number): Line | undefined => {
  const found = order.lines.find((one) => one.item === item && one.seq === seq);
  return (
    found && { item, seq, needed: steps(found.qty, decimals, 'up'), issued: steps(found.issued, decimals, 'down') }
  );
};

export const keepLine = (tx: Tx, site: string, order: string, line: Line, decimals: number): Promise<void> =>
  keepMaterial(tx, site, order, {
    item: line.item,
    seq: line.seq,
    qty: decimalOf(line.needed, decimals),
    issued: decimalOf(line.issued, decimals),
  });

/** Of these places those of which nothing is used before somebody releases it. */
export async function heldBackAmong(tx: Tx, site: string, places: readonly string[]): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('locations')
    .select('code')
    .where('site', '=', site)
    .where('usable', '=', false)
    .where('code', 'in', [...places])
    .orderBy('code')
    .execute();
  return rows.map(({ code }) => code);
}

export interface Handed {
  readonly order: string;
  readonly item: string;
  readonly seq: number;
  readonly location: string;
  readonly lot: string;
  readonly qty: number;
  readonly serial: string;
  /** In which the piece stands. */
  readonly container?: string;
  readonly movedAt: string;
  readonly reason: string | null;
  readonly negative?: boolean;
}

export const forOrder = ({ order, item, seq }: Pick<Handed, 'order' | 'item' | 'seq'>) => ({
  kind: 'issue',
  key: order,
  part: `${item}/${seq}`,
});

export const handOut = (tx: Tx, site: string, one: Handed): Promise<number> =>
  post(tx, site, { ...one, from: one.location, to: null, toKind: 'work order', reference: forOrder(one) });

export const takeBack = (
  tx: Tx,
  site: string,
  one: Handed & { readonly overfull: string | undefined },
): Promise<number> =>
  post(tx, site, { ...one, from: null, fromKind: 'work order', to: one.location, reference: forOrder(one) });
