/** Work orders that a version makes for another quantity, in words. */
import type { SizeCode } from '../work/changes.ts';
import type { Sized } from './worksizes.ts';

export interface ToldSize extends Sized {
  /** Its number as it is called now. */
  readonly order: string;
  readonly item: string;
  /** How many of it become orders of their own. */
  readonly split: readonly number[];
  readonly by: string;
}

/** "from 10 to 6". */
export const fromTo = ({ from, to }: Sized): string => `from ${from} to ${to}`;

/** "MO-7 (CHAIR) from 10 to 6 by Paula Klein"; what is split off it is told with it. */
export const sizeWords = ({ order, item, split, by, ...size }: ToldSize): string =>
  `${order} (${item}) ${fromTo(size)}${restWords(split)} by ${by}`;

const restWords = (split: readonly number[]): string => {
  const more = split.join(' and ');
  if (split.length === 0) return '';
  return split.length === 1 ? `, the other ${more} in an order of their own,` : `, ${more} in orders of their own,`;
};

/** Why a record is not given the quantity any more. */
export interface SizeHeld extends Sized {
  readonly order: string;
  readonly why: SizeCode;
  /** For how many it is by now, or what it makes; empty where that says nothing. */
  readonly now: string;
}

const whyWords: Readonly<Record<SizeCode, (now: string) => string>> = {
  'order-begun': () => 'work on it has begun',
  'order-over': (now) => `it is ${now}`,
  'order-another': (now) => `that number has an order for ${now} now`,
  'order-resized': (now) => `it is for ${now} by now`,
};

/** "Version 12 makes MO-7 from 10 to 6, and it is for 8 by now". */
export const heldWords = (version: number, { order, why, now, ...size }: SizeHeld): string =>
  `Version ${version} makes ${order} ${fromTo(size)}, and ${whyWords[why](now)}`;

/** On the board, before it is kept. */
export const heldOnBoard = (version: number, { order, why, now, ...size }: SizeHeld): string =>
  `${order} cannot be made ${fromTo(size)}: ${whyWords[why](now)}, which version ${version} does not know. Maybe plan again and do it on the new plan.`;

/** What a publication wrote; `rest`: numbers of the orders that the rest became. */
export interface WrittenSize extends Sized {
  readonly order: string;
  readonly rest: readonly { readonly number: string; readonly qty: number }[];
}

export const writtenWords = (sizes: readonly WrittenSize[]): string =>
  sizes
    .map(({ order, from, to, rest }) => {
      const others = rest.map(({ number, qty }) => `, and ${number} for ${qty}`).join('');
      return from === to
        ? `${order} stays for ${to}${others}.`
        : `${order} is for ${to}, no more for ${from}${others}.`;
    })
    .join(' ');

export const notWritten = (version: number, order: string, said: string): string =>
  `Version ${version} cannot be published with another quantity of ${order}. ${said}`;
