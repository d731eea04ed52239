/** What the records hold beside the reports: taken over as facts, and to stock where the order has not put it there. */
import { type Qty, qty } from '@hotlist/engine';
import type { Transaction } from 'kysely';
import { decimalOf, decimalText, steps as stepsOfQty } from '../../house/amounts.ts';
import type { Tables } from '../../server/database/tables.ts';
import { putFinished } from '../inventory/finished.store.ts';
import { keepGood } from '../work/work.store.ts';
import { finishedLocation, nowhere } from './finished.store.ts';
import { adoptedWithoutLot, adoptedWords, putWords } from './floor.messages.ts';
import { keepFact, type OpenOrder } from './progress.store.ts';
import { adoptedBy } from './progress.ts';

type Tx = Transaction<Tables>;

export interface Adopted {
  readonly any: boolean;
  /** What became of good that the order had not put to stock, as a sentence; null: there was none. */
  readonly stock: string | null;
}

/**
 * So that the sum of the facts is what the step says (an import, an edit by hand, an order begun before the first report). Good of
 * the last operation that the order does not count as finished and put to stock stands in none: it goes there now.
 */
export async function adoptRecords(
  tx: Tx,
  site: string,
  order: OpenOrder,
  by: string,
  now: string,
  overfull: string | undefined,
): Promise<Adopted> {
  const { rest, unput, seq } = adoptedBy(order, order.facts, stepsOfQty(order.good, order.decimals, 'nearest'));
  const keep = (seq: number, more: { good: Qty; scrap: Qty; finished: boolean }, location: string | null) =>
    keepFact(tx, site, order, { ...nothingElse, ...more, seq, by, workedAt: now, location });
  for (const { seq, ...more } of rest) await keep(seq, more, null);
  if (unput === 0) return { any: rest.length > 0, stock: null };

  const amount = `${decimalText(unput, order.decimals)} ${order.unit}`;
  const place = order.asksLot ? nowhere : await finishedLocation(tx, site, order.item, now);
  const report = await keep(seq, { good: unput, scrap: qty(0), finished: false }, place.location);
  await keepGood(tx, site, order.number, order.good + decimalOf(unput, order.decimals));
  if (place.location !== null)
    await putFinished(tx, site, {
      order: order.number,
      report,
      item: order.item,
      lot: '',
      location: place.location,
      qty: decimalOf(unput, order.decimals),
      movedAt: now,
      overfull,
    });
  return { any: true, stock: adoptedWords(amount, seq, order.asksLot ? adoptedWithoutLot : putWords(amount, place)) };
}

const nothingElse = {
  kind: 'adopted',
  started: true,
  scrapReason: null,
  hours: 0,
  lot: '',
  counts: true,
  reversed: false,
  badge: null,
  machine: null,
  issue: null,
  waits: false,
  confirmed: null,
  reverses: null,
  insteadOf: null,
  reason: null,
} as const;
