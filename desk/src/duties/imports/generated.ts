/** Orders for a company whose data has none: the same orders for the same products, customers and day. */
import { instantAt, secondsOf } from '../../house/clock.ts';
import type { Draft, Origin } from './sheets.ts';

interface Sold {
  readonly code: string;
  readonly price: string;
  readonly origin: Origin;
}

interface CustomerRow {
  readonly origin: Origin;
  readonly at: (head: string) => string;
}

/** How many lines, how far ahead they are wanted, how many pieces. */
const [orders, customersMost, firstDay, lastDay, mostPieces] = [300, 60, 5, 75, 12];

export function generateDemand(
  draft: Draft,
  sold: readonly Sold[],
  customers: readonly CustomerRow[],
  now: string,
): void {
  const buyers = customers.slice(0, customersMost);
  for (const row of buyers)
    draft.mention(
      'customers',
      row.at('BusinessEntityID'),
      { code: row.at('BusinessEntityID'), name: row.at('Name') },
      row.origin,
    );
  if (sold.length === 0 || buyers.length === 0) return;
  const next = numbers(2025);
  for (let order = 0; order < orders; order++) {
    const item = sold[next(sold.length)];
    const buyer = buyers[next(buyers.length)];
    if (!item || !buyer) continue;
    const origin = { file: 'generated demand', row: order + 1 };
    draft.add(
      'customer_lines',
      {
        order_no: `G${String(order + 1).padStart(4, '0')}`,
        customer: buyer.at('BusinessEntityID'),
        item: item.code,
        qty: 1 + next(mostPieces),
        due: workday(now, firstDay + next(lastDay - firstDay)),
        priority: 1 + next(3),
        unit_price: item.price,
      },
      origin,
    );
    draft.demandNames.set(`G${String(order + 1).padStart(4, '0')}/1`, `G${String(order + 1).padStart(4, '0')}`);
  }
  draft.notes.push(
    `The data has no sales orders; ${orders} lines were generated, due ${firstDay} to ${lastDay} days from now.`,
  );
}

/** Weekends move to Monday. */
function workday(now: string, days: number): string {
  const day = Math.floor(secondsOf(now) / 86_400) + days;
  const weekday = (day + 3) % 7;
  return instantAt((weekday > 4 ? day + 7 - weekday : day) * 86_400).slice(0, 10);
}

/** A linear congruential generator (Numerical Recipes): whole numbers below `limit`, from a seed. */
function numbers(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
