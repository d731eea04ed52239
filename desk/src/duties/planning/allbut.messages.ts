/** Where a version stands that some orders were left out of: nobody rejected what it is about. */
import { fewNamed } from '../../house/names.ts';
import type { VersionState } from './states.ts';

const mostNamed = 3;
export const ordersNamed = (orders: readonly string[]): string => fewNamed(orders, mostNamed);

/** Why the whole is not decided about any more, whatever becomes of the rest. */
export const allButKept = (number: number, orders: readonly string[]): string =>
  `all but ${ordersNamed(orders)}, as version ${number}`;

/** The same where the rest was cleared, and nobody knows what became of it. */
export const restCleared = (kept: string): string => `made anew ${kept}`;

/** What stands in the place of the whole: its rest, which other departments may still have to approve. */
export interface Rest {
  readonly number: number;
  readonly orders: readonly string[];
  readonly state: VersionState;
  readonly overtaken?: boolean;
}

export function allButStanding({ number, orders, state, overtaken = false }: Rest): string {
  const rest = `all but ${ordersNamed(orders)}`;
  if (overtaken) return `overtaken, ${rest} as version ${number}`;
  if (state === 'rejected') return `rejected, ${rest} as version ${number}`;
  if (state === 'draft') return `taken back, ${rest} as version ${number}`;
  if (state === 'submitted') return `submitted anew ${rest}, as version ${number}, and waits for approval`;
  return `approved ${rest}, as version ${number}`;
}

/** Before it is asked for: of a version other than the published one, moved by hand, nothing is left out any more once an input was written. */
export const wholeOnlyAhead = (base: number, published: number): string =>
  `What is ${base === 0 ? 'typed without a plan' : `moved of version ${base}, which is not the published one,`} is approved whole or not at all. Moved of version ${published}, the published one, some of it can be left out.`;

/** The same while none was. */
export const actsOnlyAhead = (base: number): string =>
  `Of what is moved of version ${base}, which is not the published one, changes by hand can be left out as long as no order, stock, calendar or other input changes; its orders cannot. After that it is approved whole or not at all.`;
