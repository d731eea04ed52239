/** Sentences about substitutes allowed for one order that a person reads. */
import type { Values } from '../../house/decision.ts';
import type { AllowCode } from './deviations.ts';

export const allowRefusals: Readonly<Record<AllowCode, (values: Values) => string>> = {
  'not-at-work': ({ order, state }) =>
    `Work order ${order} is ${state}: a substitute is allowed for what is released or started.`,
  same: ({ item }) => `${item} needs no leave to stand for itself. Say another item.`,
  'not-open': ({ item, order }) => `${order} needs no more of ${item}. Maybe it is another item of its list.`,
  'more-than-open': ({ item, open, asked, order }) =>
    `${order} still needs ${open} of ${item}, and ${asked} are to be replaced. Maybe it is a digit too many.`,
  past: ({ day }) => `${day} is gone by. Say a day to come, or today.`,
  'too-far': ({ day }) => `${day} is more than a year off. Maybe it is another year.`,
  standing: ({ item, of, order }) =>
    `${item} may stand for ${of} in ${order} already. Maybe end that first, and allow the whole anew.`,
};

/** The field of the form that a refusal is about. */
export const allowFields: Readonly<Record<AllowCode, 'instead_of' | 'item' | 'of_qty' | 'until'>> = {
  'not-at-work': 'instead_of',
  same: 'item',
  'not-open': 'instead_of',
  'more-than-open': 'of_qty',
  past: 'until',
  'too-far': 'until',
  standing: 'item',
};

export const trainee = 'A trainee allows no substitute alone. Maybe ask a planner to allow it.';
export const overAlready = (item: string, of: string, state: string): string =>
  `The leave to take ${item} for ${of} is ${state} already.`;
export const moreThanAllowed = (item: string, of: string, left: number, unit: string): string =>
  `${left} ${unit} of ${item} more may stand for ${of} in this order. Maybe ask a planner to allow more.`;

export interface Told {
  readonly item: string;
  readonly unit: string;
  readonly qty: number;
  readonly instead_of: string;
  readonly of_unit: string;
  readonly of_qty: number;
}

export const pairWords = (one: Told): string =>
  `up to ${one.qty} ${one.unit} of ${one.item} for ${one.of_qty} ${one.of_unit} of ${one.instead_of}`;
export const allowedWords = (order: string, one: Told, day: string): string =>
  `${order} may take ${pairWords(one)}, until ${day}. Its ticket is to be printed anew.`;
export const endedWords = (order: string, item: string, of: string): string =>
  `${order} may take no more ${item} for ${of}.`;
