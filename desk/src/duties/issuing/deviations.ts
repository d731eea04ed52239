/**
 * A substitute that somebody allowed for one order, beside those of its structure: so much of one item for so much of another, until the
 * end of a day. Pure; quantities in the units of their items. Source: RULES "Stock and counts"; GLOSSARY "deviation".
 */
import { toMillionth } from '../../house/amounts.ts';
import { dayNumber } from '../../house/clock.ts';
import { accept, type Decision, refuse } from '../../house/decision.ts';
import { isAtWork } from '../work/states.ts';

export interface Wish {
  readonly item: string;
  readonly instead_of: string;
  /** So much of `item` stands for `of_qty` of `instead_of`. */
  readonly qty: number;
  readonly of_qty: number;
  readonly until: string;
}

export interface OrderFacts {
  readonly state: string;
  readonly today: string;
  /** What its list still asks for, by item. */
  readonly open: ReadonlyMap<string, number>;
  /** One that stands for the same two items. */
  readonly standing: boolean;
}

export type AllowCode = 'not-at-work' | 'same' | 'not-open' | 'more-than-open' | 'past' | 'too-far' | 'standing';

/** Days: an order that is worked on is finished long before. */
const farthest = 366;

/** Decides whether it may be allowed. Refuses more than the order still needs of what it stands for. */
export function allowed(wish: Wish, { state, today, open, standing }: OrderFacts): Decision<Wish, AllowCode> {
  const needed = open.get(wish.instead_of) ?? 0;
  if (!isAtWork(state)) return refuse('not-at-work', { state });
  if (wish.item === wish.instead_of) return refuse('same', { item: wish.item });
  if (needed <= 0) return refuse('not-open', { item: wish.instead_of });
  if (wish.of_qty > needed)
    return refuse('more-than-open', { item: wish.instead_of, open: needed, asked: wish.of_qty });
  if (wish.until < today) return refuse('past', { until: wish.until });
  if (dayNumber(wish.until) - dayNumber(today) > farthest) return refuse('too-far', { until: wish.until });
  return standing ? refuse('standing', { item: wish.item, of: wish.instead_of }) : accept([wish]);
}

export const leftOf = ({ qty, used }: { readonly qty: number; readonly used: number }): number =>
  Math.max(0, toMillionth(qty - used));

export const deviationStates = ['stands', 'used up', 'run out', 'ended'] as const;
export type DeviationState = (typeof deviationStates)[number];

/** It stands until it is used up, its day is over, or somebody ends it. */
export function stateOf(
  one: { readonly qty: number; readonly used: number; readonly until: string; readonly ended_at: string | null },
  today: string,
): DeviationState {
  if (one.ended_at !== null) return 'ended';
  if (leftOf(one) === 0) return 'used up';
  return one.until < today ? 'run out' : 'stands';
}
