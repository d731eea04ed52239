/**
 * Requisitions: what somebody asks for, and what may be done about it next. Pure. Days are YYYY-MM-DD of the plant;
 * quantities of an item are counted in its own unit, by exact factors. Source: DUTIES D14; GLOSSARY "requisition".
 */
import type { Qty } from '@hotlist/engine';
import { mostCounted, typedSteps } from '../../house/amounts.ts';
import { dayNumber } from '../../house/clock.ts';
import { accept, confirm, type Decision, refuse } from '../../house/decision.ts';
import { factorTo, type ItemCounted, type TypedUnit } from '../items/counted.ts';

/** An item of the records, anything else that is bought, or work that somebody does for us. */
export const sorts = ['item', 'goods', 'service'] as const;
export type Sort = (typeof sorts)[number];

/** What it is for. */
export const purposes = ['stock', 'work order', 'customer line', 'work centre'] as const;
export type Purpose = (typeof purposes)[number];

export const states = [
  'draft',
  'submitted',
  'approved',
  'rejected',
  'ordered',
  'transferred',
  'received',
  'cancelled',
] as const;
export type State = (typeof states)[number];

export const acts = ['submitted', 'approved', 'rejected', 'ordered', 'transferred', 'received', 'cancelled'] as const;
export type Act = (typeof acts)[number];

/** Days: a year mistyped is asked for no more than one gone by. */
const farthest = 2 * 366;
/** Times the most that was ever ordered or planned at once; more of it is likely a slip of the finger. */
const farMore = 10;
/** As it is kept, with six decimals; of an item its unit says what is counted. */
const least = 1e-6;
/** Of what was never ordered before. */
const farMoreOfUnknown = 1000;

export interface Known {
  /** Of an item of the records. */
  readonly item: ItemCounted | undefined;
  /** The unit that was typed for it; null: its own. */
  readonly typed: TypedUnit | null;
  /** The most of it that was ordered, asked for or planned at once, in its unit; null: never. */
  readonly most: number | null;
}

export type DayCode = 'past' | 'too-far';

/** Decides whether it may be needed by then: today at the earliest. */
export function neededBy(day: string, today: string): Decision<'needed', DayCode> {
  if (day < today) return refuse('past', { day });
  return dayNumber(day) - dayNumber(today) > farthest ? refuse('too-far', { day }) : accept(['needed']);
}

export type AskCode = 'nothing' | 'no-factor' | 'not-whole' | 'too-much' | 'far-more';

/** In steps of the item's unit; of what is no item, null: it counts as it was typed. */
export interface Counted {
  readonly steps: Qty | null;
}

/** Decides whether so much may be asked for. Asks to confirm what is far more than ever. */
export function ask(qty: number, { item, typed, most }: Known): Decision<Counted, AskCode> {
  if (qty < (item ? Number.MIN_VALUE : least)) return refuse('nothing', { qty });
  if (!item)
    return qty > farMoreOfUnknown
      ? confirm([{ steps: null }], 'far-more', { qty, most: null })
      : accept([{ steps: null }]);
  const unit = typed?.unit.code ?? item.unit.code;
  const values = { item: item.code, qty, unit, itemUnit: item.unit.code, decimals: item.decimals };
  const factor = typed ? factorTo(item, typed) : { num: 1, den: 1 };
  if (!factor) return refuse('no-factor', values);
  const steps = typedSteps(qty, item.decimals, factor);
  if (steps === 'not-whole') return refuse(steps, values);
  if (steps === 'too-much') return refuse(steps, { ...values, most: mostCounted(item.decimals) });
  const inUnit = steps / 10 ** item.decimals;
  const bound = most === null ? farMoreOfUnknown : farMore * most;
  return inUnit > bound ? confirm([{ steps }], 'far-more', { ...values, most }) : accept([{ steps }]);
}

/** From which states an act leads on. What was ordered and cancelled at the vendor's is approved again. */
const leadsOn: Readonly<Record<Act, readonly State[]>> = {
  submitted: ['draft'],
  approved: ['submitted'],
  rejected: ['submitted'],
  ordered: ['approved'],
  transferred: ['approved'],
  received: ['ordered'],
  cancelled: ['draft', 'submitted', 'approved'],
};

export interface Seen {
  readonly number: string;
  readonly state: State;
  /** Who did what made it so. */
  readonly by: string;
}

export type ActCode = 'not-now';

/** Once, however many press: the second is told what became of it and by whom. */
export const may = (act: Act, { number, state, by }: Seen): Decision<Act, ActCode> =>
  leadsOn[act].includes(state) ? accept([act]) : refuse('not-now', { act, number, state, by });
