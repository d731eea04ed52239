/**
 * What a customer sends back: announced or not, received into inspection, decided there. Quantities are in steps of the item's
 * unit. Pure.
 *
 * Source: GLOSSARY "customer's return"; DUTIES D17; RULES "Who may what".
 */
import type { Qty } from '@hotlist/engine';
import { accept, confirm, type Decision, refuse } from '../../house/decision.ts';
import { onLabels } from '../inventory/lots.ts';

/** Closed when all of it came, or nothing more comes; cancelled when none came. */
export const returnStates = ['open', 'closed', 'cancelled'] as const;
export type ReturnState = (typeof returnStates)[number];
/** What becomes of goods that came back. Rework is a word to the planner: until it is done they stay in inspection. */
export const outcomes = ['stock', 'rework', 'scrap', 'customer'] as const;
export type Outcome = (typeof outcomes)[number];

/** A customer line, its row held. */
export interface LineShipped {
  readonly ref: string;
  readonly customer: string;
  readonly item: string;
  readonly shipped: Qty;
  /** What came back of it, and what is announced still. */
  readonly back: Qty;
  readonly came: Qty;
}

export interface SentBack {
  readonly customer: string;
  readonly item: string;
  readonly qty: Qty;
  /** One piece of the item. */
  readonly piece: Qty;
  readonly lot: string;
  readonly serial: string;
}

export type SentBackCode = 'other-customer' | 'other-item' | 'not-one' | 'lot-unprintable' | 'more-than-shipped';

function unfit({ lot, serial, qty, piece }: Pick<SentBack, 'lot' | 'serial' | 'qty' | 'piece'>) {
  if (!onLabels(lot)) return refuse('lot-unprintable', { lot });
  return serial !== '' && qty !== piece ? refuse('not-one', { serial }) : undefined;
}

/** Announced, or come unannounced. Asks before more comes back of a line than was shipped of it. */
export function sendBack(back: SentBack, line: LineShipped | null): Decision<SentBack, SentBackCode> {
  if (line !== null && line.customer !== back.customer)
    return refuse('other-customer', { ref: line.ref, customer: line.customer, said: back.customer });
  if (line !== null && line.item !== back.item)
    return refuse('other-item', { ref: line.ref, item: line.item, said: back.item });
  return (
    unfit(back) ??
    (line !== null && line.back + back.qty > line.shipped
      ? confirm([back], 'more-than-shipped', {
          ref: line.ref,
          shipped: line.shipped,
          total: line.back + back.qty,
        })
      : accept([back]))
  );
}

/** A return as it stands, its row held. */
export interface ReturnStanding {
  readonly number: string;
  readonly state: ReturnState;
  readonly item: string;
  readonly qty: Qty;
  readonly received: Qty;
  /** Announced as more than was shipped, with why. */
  readonly moreSaid: boolean;
}

export interface Arrived {
  /** What was scanned off the goods; null: nobody looked. */
  readonly item: string | null;
  readonly counted: Qty;
  readonly piece: Qty;
  readonly lot: string;
  readonly serial: string;
}

export type ReturnCode =
  | 'return-closed'
  | 'return-cancelled'
  | 'wrong-item'
  | 'not-one'
  | 'lot-unprintable'
  | 'more-than-announced'
  | 'more-than-shipped';

/** Against a return that was announced, in whole or in part; the fact says whether all of it is there. Asks where its line has fewer shipped by now. */
export function receiveReturn(
  back: ReturnStanding,
  line: LineShipped | null,
  { item, counted, piece, lot, serial }: Arrived,
): Decision<{ readonly closes: boolean }, ReturnCode> {
  const { number } = back;
  if (back.state === 'cancelled') return refuse('return-cancelled', { number });
  if (back.state === 'closed') return refuse('return-closed', { number });
  if (item !== null && item !== back.item) return refuse('wrong-item', { number, item: back.item, scanned: item });
  const fault = unfit({ lot, serial, qty: counted, piece });
  if (fault) return fault;
  const total = back.received + counted;
  const facts = [{ closes: total >= back.qty }];
  const over = total - Math.max(back.qty, back.received);
  const ofLine = line === null ? 0 : over > 0 ? line.back + over : line.came + counted;
  if (line !== null && ofLine > line.shipped && (over > 0 || !back.moreSaid))
    return confirm(facts, 'more-than-shipped', { ref: line.ref, shipped: line.shipped, total: ofLine });
  return over > 0 ? confirm(facts, 'more-than-announced', { number, announced: back.qty, total }) : accept(facts);
}

export type EndCode = 'return-closed' | 'return-cancelled';

/** Nothing more comes of it: closed where some came, else cancelled. */
export function endReturn(back: ReturnStanding): Decision<ReturnState, EndCode> {
  const { number, state } = back;
  if (state === 'closed') return refuse('return-closed', { number });
  if (state === 'cancelled') return refuse('return-cancelled', { number });
  return accept([back.received > 0 ? 'closed' : 'cancelled']);
}

/** What stands once a receipt of so much was taken back; `left` came all the same. */
export const stateAfterTakingBack = (announced: boolean, qty: Qty, left: number): ReturnState =>
  announced ? (left < qty ? 'open' : 'closed') : left > 0 ? 'closed' : 'cancelled';

/** Goods of one receipt that lie in inspection. */
export interface Undecided {
  readonly receipt: number;
  readonly item: string;
  readonly asksLot: boolean;
  readonly lot: string;
  readonly left: Qty;
}

export type DecideCode = 'nothing-left' | 'more-than-left' | 'note-missing' | 'lot-unknown';

/** What becomes of so much of what came back. Refuses more than is left, what needs a word and has none, stock of an unknown lot where the item asks for it. */
export function decideReturn(
  goods: Undecided,
  { outcome, qty, note }: { readonly outcome: Outcome; readonly qty: Qty; readonly note: string },
): Decision<{ readonly leaves: boolean }, DecideCode> {
  const { receipt, item, left } = goods;
  if (left <= 0) return refuse('nothing-left', { receipt });
  if (qty > left) return refuse('more-than-left', { qty, left });
  if (outcome !== 'stock' && note === '') return refuse('note-missing', { outcome });
  if (outcome === 'stock' && goods.asksLot && goods.lot === '') return refuse('lot-unknown', { receipt, item });
  return accept([{ leaves: outcome !== 'rework' }]);
}

/** How far a return is. What is to be reworked is told apart from what nobody decided yet. */
export const stages = ['announced', 'to decide', 'to rework', 'done', 'cancelled'] as const;
export type Stage = (typeof stages)[number];

export interface SoFar {
  readonly state: ReturnState;
  readonly left: number;
  readonly came: readonly { readonly receipt: number; readonly left: number }[];
  readonly decided: readonly { readonly receipt: number; readonly outcome: Outcome; readonly taken_back: boolean }[];
}

export function stageOf({ state, left, came, decided }: SoFar): Stage {
  if (left > 0) {
    const last = (receipt: number) => decided.findLast((one) => one.receipt === receipt && !one.taken_back)?.outcome;
    return came.every((one) => one.left <= 0 || last(one.receipt) === 'rework') ? 'to rework' : 'to decide';
  }
  return state === 'open' ? 'announced' : state === 'closed' ? 'done' : 'cancelled';
}
