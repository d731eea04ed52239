/** What may still be changed about a work order away from the floor: its due date, and whether it is made at all. Pure. */
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
