/** Lines that somebody says are shipped, of which no goods went out by the books. Pure. */
import type { Row } from '../../house/kind.ts';
import { leftOf } from './went.ts';

export interface NotPosted {
  readonly ref: string;
  readonly qty: number;
}

/** A line that comes as shipped is history of another book; one that was open here has its goods in this stock. */
export function notPostedBy(kind: string, before: Row | undefined, row: Row | undefined): readonly NotPosted[] {
  if (kind !== 'customer_lines' || before?.state !== 'open' || row?.state !== 'shipped') return [];
  const qty = leftOf({ qty: Number(row.qty), shipped: Number(before.shipped ?? 0) });
  return qty > 0 ? [{ ref: `${row.order_no}/${row.line}`, qty }] : [];
}
