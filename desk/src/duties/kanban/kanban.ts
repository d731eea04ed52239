/**
 * A card stands for one bin of a kanban loop: full, called for when it is empty, on its way, full again. Pure; quantities in the
 * item's unit. Source: APICS "kanban", "two-bin inventory system".
 */
import { toMillionth } from '../../house/amounts.ts';
import { secondsOf } from '../../house/clock.ts';
import { accept, type Decision, refuse } from '../../house/decision.ts';
import type { State } from '../requisitions/requisitions.ts';

export const cardStates = ['empty', 'on the way', 'full'] as const;
export type CardState = (typeof cardStates)[number];
export const cardActs = ['called', 'sent', 'asked', 'refused', 'filled'] as const;
export type CardAct = (typeof cardActs)[number];

/** Its code on the label: "K-BOLT/2". */
export const cardCalled = (loop: string, bin: number): string => `${loop}/${bin}`;

export interface Card {
  readonly card: string;
  readonly state: CardState;
  /** The day from which its loop is worked by; null: it always was. */
  readonly active_from: string | null;
  /** The call of its life; null: it was never empty. */
  readonly call: number | null;
  readonly called_at: string | null;
  readonly called_by: string | null;
  readonly filled_at: string | null;
  readonly delivery: string | null;
  /** Who fills it, of a loop that buys; else it is a location of the plant. */
  readonly vendor: string | null;
  /** The requisition that was made of its call, and what became of that. */
  readonly asked: string | null;
  readonly asked_state: State | null;
  /** The purchase line that it became. */
  readonly order: string | null;
}

/** Asked for, and somebody is still to approve or order it. */
export const isAwaited = ({ asked_state: state }: Pick<Card, 'asked_state'>): boolean =>
  state === 'submitted' || state === 'approved';

export type CallCode = 'not-active';
/** `called`: of this moment. `tried`: it is called for, and nothing was sent or asked for yet. `known`: nothing is to be done. */
export type Call = 'called' | 'tried' | 'known';

/** Decides what the scan of an empty bin does, by whom and however often: one life of a bin makes one call. */
export function called(
  card: Card,
  { at, today }: { readonly at: string; readonly today: string },
): Decision<Call, CallCode> {
  const { active_from: from, filled_at: filled } = card;
  if (card.state === 'on the way' || (card.state === 'empty' && isAwaited(card))) return accept(['known']);
  if (card.state === 'empty') return accept(['tried']);
  if (from !== null && today < from) return refuse('not-active', { card: card.card, from });
  // Told late, it was of the life before.
  return accept([filled !== null && secondsOf(at) < secondsOf(filled) ? 'known' : 'called']);
}

/** Called for, and nothing was sent yet. What was sent and returned waits for a person, who knows why; so does what is bought. */
export const waitsForMore = ({ state, delivery, vendor }: Pick<Card, 'state' | 'delivery' | 'vendor'>): boolean =>
  state === 'empty' && delivery === null && vendor === null;

/** On which day it is to come: that of the moment when it is to be full, and none that is gone by. */
export const neededOn = (due: string, today: string): string => (due < today ? today : due);

export type FilledCode = 'full' | 'on-the-way' | 'another-call';

/** Decides that a bin that was called for is full after all: by the call that was seen. What is asked for it is given up with it. */
export function filled(card: Card, call: number): Decision<'given up' | 'filled', FilledCode> {
  const values = {
    card: card.card,
    coming: card.delivery ?? card.order,
    bought: card.vendor !== null,
    by: card.called_by,
  };
  if (card.state === 'full') return refuse('full', values);
  if (card.state === 'on the way') return refuse('on-the-way', values);
  if (card.call !== call) return refuse('another-call', values);
  return accept(isAwaited(card) ? ['given up', 'filled'] : ['filled']);
}

/** Free goods of one place and lot. */
export interface Lot {
  readonly lot: string;
  readonly qty: number;
  readonly expires: string | null;
}

/** Decides which goods fill a bin: what expires first, then by lot. All of it or nothing: half a bin is none. */
export function filling(wanted: number, lots: readonly Lot[]): Decision<Lot, 'short'> {
  const free = toMillionth(lots.reduce((sum, lot) => sum + Math.max(0, lot.qty), 0));
  if (free < wanted) return refuse('short', { wanted, free, missing: toMillionth(wanted - free) });
  const taken: Lot[] = [];
  let left = wanted;
  for (const lot of lots.toSorted(sooner)) {
    const qty = toMillionth(Math.min(left, lot.qty));
    if (qty <= 0) continue;
    taken.push({ ...lot, qty });
    left = toMillionth(left - qty);
  }
  return accept(taken);
}

const sooner = (a: Lot, b: Lot): number => {
  const [first, second] = [a, b].map(({ expires, lot }) => `${expires ?? '9999-12-31'} ${lot}`) as [string, string];
  return first < second ? -1 : 1;
};
