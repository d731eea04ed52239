/** What may still be changed about a work order away from the floor: its due date, how many it is for, and whether it is made at all. Pure. */
import { accept, type Decision, refuse } from '../../house/decision.ts';
import { isOpen, type OrderState } from './states.ts';

export interface OrderSeen {
  readonly number: string;
  readonly state: OrderState;
  /** An operation was begun or something was reported. */
  readonly worked: boolean;
}

/** Refuses `order-over`: what is completed, closed or cancelled has no date to come. */
export function redate({ number, state }: OrderSeen, due: string): Decision<{ readonly due: string }, 'order-over'> {
  return isOpen(state) ? accept([{ due }]) : refuse('order-over', { number, state });
}

/** Refuses `order-started`: what was worked on is closed short by a person, never cancelled. Source: RULES.md, order life. */
export function cancel({
  number,
  state,
  worked,
}: OrderSeen): Decision<{ readonly state: 'cancelled' }, 'order-started'> {
  if (worked || (state !== 'firm' && state !== 'released')) return refuse('order-started', { number, state });
  return accept([{ state: 'cancelled' }]);
}

/** In the item's unit. `item` and `from`: what stood where it was decided. */
export interface Sizes {
  readonly item: string;
  readonly from: number;
  readonly to: number;
}
export type SizeCode = 'order-over' | 'order-begun' | 'order-another' | 'order-resized';
export type SizedOrder = OrderSeen & { readonly item: string; readonly qty: number };
type SizeDecision<Code extends string> = Decision<{ readonly qty: number }, Code>;

/**
 * Refuses `order-over`; `order-begun`: what was worked on is not made undone; `order-another`: who has the number now; `order-resized`:
 * it was changed since it was looked at.
 */
export function resize(
  { number, state, worked, item, qty }: SizedOrder,
  { item: seen, from, to }: Sizes,
): SizeDecision<SizeCode> {
  if (item !== seen) return refuse('order-another', { number, item, seen });
  if (!isOpen(state)) return refuse('order-over', { number, state });
  if (worked || state === 'started') return refuse('order-begun', { number });
  if (qty !== from) return refuse('order-resized', { number, qty, from });
  return accept(to === qty ? [] : [{ qty: to }]);
}

/** As `resize`, to what stays. Refuses `nothing-left` too. */
export function split(order: SizedOrder, sizes: Sizes): SizeDecision<SizeCode | 'nothing-left'> {
  const decision = resize(order, sizes);
  return decision.kind === 'accept' && sizes.to >= order.qty
    ? refuse('nothing-left', { number: order.number, qty: order.qty })
    : decision;
}
