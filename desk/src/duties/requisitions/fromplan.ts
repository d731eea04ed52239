/**
 * Planned purchases that are to be ordered soon, and those of them that were asked for already: the same planned purchase of the same
 * plan, or its twin of an earlier one. Pure. Moments are instants.
 */
import { secondsOf } from '../../house/clock.ts';
import { twinsOf } from '../planning/twins.ts';

export interface PlannedPurchase {
  readonly id: string;
  readonly item: string;
  readonly vendor: string;
  readonly qty: number;
  readonly order_at: string;
  readonly need: string;
}

/** A requisition that the plan does not know: it waits, or was ordered since the plan was made. */
export interface AskedFor {
  readonly number: string;
  readonly item: string;
  readonly qty: number;
  readonly due: string;
  /** The planned purchase that it was made of, as `origin` writes it. */
  readonly planned: string | null;
}

export interface Suggested extends PlannedPurchase {
  /** The requisition that asks for it; null: nobody did yet. */
  readonly asked: string | null;
}

/** Those to be ordered until a moment, the soonest first, each with who asks for it. */
export function suggested(
  purchases: readonly PlannedPurchase[],
  asked: readonly AskedFor[],
  origin: (id: string) => string,
  until: string,
): readonly Suggested[] {
  const made = new Map(asked.flatMap((one) => (one.planned === null ? [] : [[one.planned, one.number] as const])));
  const own = new Map(purchases.flatMap(({ id }) => (made.has(origin(id)) ? [[id, made.get(origin(id)) ?? '']] : [])));
  const numbers = new Set(own.values());
  const twins = twinsOf(
    asked.filter((one) => !numbers.has(one.number)),
    purchases.filter((one) => !own.has(one.id)),
  );
  return purchases
    .filter((one) => secondsOf(one.order_at) <= secondsOf(until))
    .map((one) => ({ ...one, asked: own.get(one.id) ?? twins.get(one.id) ?? null }))
    .toSorted((a, b) => secondsOf(a.order_at) - secondsOf(b.order_at) || (a.id < b.id ? -1 : 1));
}
