/**
 * Decides what becomes of goods counted at the dock. Quantities are in steps of the item's unit. Pure.
 *
 * Source: GLOSSARY "receipt", "over-receipt", "discrepancy"; RULES "Over and under tolerance per line".
 */
import { type Qty, qty, ratio, times } from '@hotlist/engine';
import { decimalOf, exact, scaled, steps } from '../../house/amounts.ts';
import { accept, confirm, type Decision, refuse } from '../../house/decision.ts';
import { comes } from '../inventory/farmore.ts';
import { onLabels } from '../inventory/lots.ts';

export const discrepancyKinds = ['short', 'over', 'damaged', 'wrong', 'lot'] as const;
export type DiscrepancyKind = (typeof discrepancyKinds)[number];
/** Open until a vendor was told and it was settled; withdrawn with its receipt. */
export const discrepancyStates = ['open', 'reported', 'settled', 'withdrawn'] as const;
export type DiscrepancyState = (typeof discrepancyStates)[number];

/** What is asked of an item where it is received. */
export interface ItemReceived {
  readonly item: string;
  readonly inspected: boolean;
  readonly asksLot: boolean;
  readonly asksExpiry: boolean;
}

/** A purchase line as it stands, its row held; tolerances of the line, else of its item, else none. */
export interface Line {
  readonly ref: string;
  readonly item: string;
  readonly state: 'open' | 'closed' | 'cancelled';
  readonly ordered: Qty;
  readonly received: Qty;
  readonly overPercent: number;
  readonly underPercent: number;
}

export interface Arrival {
  /** What was scanned off the goods; null: nobody looked. */
  readonly item: string | null;
  readonly counted: Qty;
  readonly lot: string;
  readonly expires: string | null;
  readonly today: string;
  /** What the delivery note says has come. */
  readonly paper: Qty | null;
  readonly damage: string;
}

export interface Received {
  /** Goods that somebody has yet to look at go to a place of inspection. */
  readonly inspect: boolean;
  readonly closes: boolean;
  readonly discrepancies: readonly {
    readonly kind: DiscrepancyKind;
    readonly qty: Qty;
    /** Absent: what was said of the receipt. */
    readonly note?: string;
  }[];
}

export type LineCode = 'line-cancelled' | 'line-closed' | 'wrong-item' | 'over-receipt' | 'ten-times';
export type GoodsCode =
  | 'far-more'
  | 'lot-missing'
  | 'lot-unprintable'
  | 'expiry-missing'
  | 'expiry-without-lot'
  | 'expired';
export type ReceiveCode = LineCode | GoodsCode;

/** So many times what is open is asked more loudly: a digit too many. */
const loud = 10;

function unfit(goods: ItemReceived, { lot, expires, today, damage }: Arrival): Decision<never, GoodsCode> | undefined {
  if (goods.asksLot && lot === '') return refuse('lot-missing', { item: goods.item });
  if (!onLabels(lot)) return refuse('lot-unprintable', { lot });
  if (goods.asksExpiry && expires === null) return refuse('expiry-missing', { item: goods.item });
  if (expires === null) return undefined;
  if (lot === '') return refuse('expiry-without-lot', { item: goods.item });
  if (expires < today && damage === '') return refuse('expired', { item: goods.item, lot, expires });
  return undefined;
}

/**
 * Against a purchase line. Asks to confirm what is above the tolerance, and more loudly ten times of what is open: the goods
 * stand there, so a named person may still take them.
 */
export function receive(line: Line, goods: ItemReceived, arrival: Arrival): Decision<Received, ReceiveCode> {
  if (line.state === 'cancelled') return refuse('line-cancelled', { ref: line.ref });
  if (line.state === 'closed') return refuse('line-closed', { ref: line.ref });
  if (arrival.item !== null && arrival.item !== line.item)
    return refuse('wrong-item', { ref: line.ref, item: line.item, scanned: arrival.item });
  const fault = unfit(goods, arrival);
  if (fault) return fault;
  const total = line.received + arrival.counted;
  const over = Math.max(0, total - line.ordered - share(line.ordered, line.overPercent));
  const facts = [
    {
      inspect: goods.inspected || arrival.damage !== '',
      closes: total >= closesAt(line),
      discrepancies: [...ofPaper(arrival, over), ...ofDamage(arrival)],
    },
  ];
  if (over === 0) return accept(facts);
  const open = Math.max(0, line.ordered - line.received);
  const much = arrival.counted >= loud * (open > 0 ? open : line.ordered);
  return confirm(facts, much ? 'ten-times' : 'over-receipt', {
    ref: line.ref,
    counted: arrival.counted,
    open,
    over,
  });
}

/** Without an order: somebody looks at it first. Asks about far more than ever came or is here; `most` in the item's unit, of `decimals`. */
export function receiveBlind(
  goods: ItemReceived,
  arrival: Arrival,
  { most, decimals }: { readonly most: number | null; readonly decimals: number },
): Decision<Received, GoodsCode> {
  const fault = unfit(goods, arrival);
  if (fault) return fault;
  const facts: readonly Received[] = [
    { inspect: true, closes: false, discrepancies: [{ kind: 'wrong', qty: arrival.counted }, ...ofDamage(arrival)] },
  ];
  if (comes(decimalOf(arrival.counted, decimals), most).kind === 'accept') return accept(facts);
  return confirm(facts, 'far-more', {
    item: goods.item,
    counted: arrival.counted,
    most: most === null ? null : steps(most, decimals, 'nearest'),
  });
}

const share = (of: Qty, percent: number): number => times(of, scaled(exact(percent), ratio(1, 100)), 'down');

/** So much received closes a line. */
export const closesAt = (line: Pick<Line, 'ordered' | 'underPercent'>): Qty =>
  qty(line.ordered - share(line.ordered, line.underPercent));

/** Counted against the delivery note, and what is above the tolerance whatever that says. */
function ofPaper({ counted, paper }: Arrival, overReceived: number): Received['discrepancies'] {
  if (paper !== null && paper > counted) return [{ kind: 'short', qty: qty(paper - counted) }];
  const over = Math.max(overReceived, paper === null ? 0 : counted - paper);
  return over > 0 ? [{ kind: 'over', qty: qty(over) }] : [];
}

const ofDamage = ({ damage, counted }: Arrival): Received['discrepancies'] =>
  damage === '' ? [] : [{ kind: 'damaged', qty: counted }];

/** A receipt as it stands, with what hangs on it. */
export interface Standing {
  readonly id: number;
  /** A receipt without a movement was written on the line itself. */
  readonly written: boolean;
  readonly reverses: number | null;
  readonly reversedBy: number | null;
  /** Orders that its goods were brought to from the dock. */
  readonly broughtTo: readonly string[];
  /** The customer's return that it is of, where what became of its goods was decided; else null. */
  readonly decidedOf: string | null;
}

export type BackCode = 'written' | 'is-reversal' | 'reversed' | 'brought-on' | 'decided';

/** Decides whether a receipt is taken back. Whether its goods still lie where they came the ledger says. */
export function takeBack(receipt: Standing): Decision<Standing, BackCode> {
  const { id } = receipt;
  if (receipt.written) return refuse('written', { id });
  if (receipt.reverses !== null) return refuse('is-reversal', { id, reverses: receipt.reverses });
  if (receipt.reversedBy !== null) return refuse('reversed', { id, by: receipt.reversedBy });
  if (receipt.broughtTo.length > 0) return refuse('brought-on', { id, orders: receipt.broughtTo.join(', ') });
  if (receipt.decidedOf !== null) return refuse('decided', { number: receipt.decidedOf });
  return accept([receipt]);
}
