/** What somebody typed of an item in one of its units, in steps of the item's own. Pure. */
import { type Qty, type Ratio, ratio } from '@hotlist/engine';
import { exact, mostCounted, scaled, typedSteps } from '../../house/amounts.ts';
import { accept, type Decision, refuse } from '../../house/decision.ts';

/** A unit as it is written in the records: how many of its base one is. */
export interface UnitOf {
  readonly code: string;
  readonly base: string | null;
  readonly factor: string;
}

export interface ItemCounted {
  readonly code: string;
  readonly unit: UnitOf;
  readonly decimals: number;
}

/** The unit that was typed: with the item's own factor where there is one. */
export interface TypedUnit {
  readonly unit: UnitOf;
  readonly ofItem: string | null;
}

export type AmountCode = 'no-factor' | 'not-whole' | 'too-much';
export type CountCode = 'nothing-moved' | AmountCode;

/** What was typed, in steps of the item's unit. Refuses what is nothing, or no exact amount of that unit. */
export const counted = (amount: number, item: ItemCounted, typed: TypedUnit | null): Decision<Qty, CountCode> =>
  amount <= 0 ? refuse('nothing-moved', { qty: amount }) : amountOf(amount, item, typed);

/** The same of what may be nothing too. */
export function amountOf(amount: number, item: ItemCounted, typed: TypedUnit | null): Decision<Qty, AmountCode> {
  const factor = typed ? factorTo(item, typed) : ratio(1);
  const values = { item: item.code, qty: amount, unit: typed?.unit.code ?? item.unit.code, itemUnit: item.unit.code };
  if (!factor) return refuse('no-factor', values);
  const steps = typedSteps(amount, item.decimals, factor);
  if (steps === 'not-whole') return refuse(steps, { ...values, decimals: item.decimals });
  if (steps === 'too-much') return refuse(steps, { ...values, most: mostCounted(item.decimals) });
  return accept([steps]);
}

/** How many of the item's unit one of the typed unit is; undefined when nothing says so. */
export function factorTo(item: ItemCounted, { unit, ofItem }: TypedUnit): Ratio | undefined {
  if (unit.code === item.unit.code) return ratio(1);
  if (ofItem !== null) return exact(ofItem);
  if ((unit.base ?? unit.code) !== (item.unit.base ?? item.unit.code)) return undefined;
  const { num, den } = exact(item.unit.factor);
  return scaled(exact(unit.factor), ratio(den, num));
}
