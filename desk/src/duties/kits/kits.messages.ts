/** Sentences about kits that a person reads. */
import type { Values } from '../../house/decision.ts';
import type { GoCode } from './kits.ts';

export const goRefusals: Readonly<Record<GoCode | 'not-short', (values: Values) => string>> = {
  over: ({ number }) => `Kit ${number} was issued or taken apart already.`,
  empty: ({ number }) => `Nothing is staged in kit ${number}. Maybe stage it first.`,
  'not-checked': ({ number }) => `Kit ${number} was not checked yet. Somebody counts it against its list first.`,
  'still-short': ({ number, items }) =>
    `Kit ${number} is short: ${items}. Maybe release it with its shortage, with a reason.`,
  'not-short': ({ number }) => `Kit ${number} is complete: nothing is to be released.`,
};

export const checkRefusals: Readonly<Record<'not-counted' | 'differs' | 'damaged', (values: Values) => string>> = {
  'not-counted': ({ item, there }) => `${there} of ${item} are in the kit, and nobody counted them.`,
  differs: ({ item, there, counted }) =>
    `${counted} of ${item} counted, ${there} are staged by the list. Maybe adjust the stock at the staging place, or stage again.`,
  damaged: ({ item }) => `${item} is damaged. Maybe scrap it under Stock and stage another.`,
};

export const notReleased = (order: string, state: string): string =>
  `Work order ${order} is ${state}: a kit is made for what is released or started.`;
export const noMaterial = (order: string): string => `${order} draws nothing there: there is no kit to make.`;
export const kitThere = (order: string): string => `There is an open kit for this step of ${order} already.`;
export const notUsable = (place: string): string =>
  `${place} is no usable location, so nothing is reserved there. Maybe take a staging place.`;
export const madeWords = (number: string, order: string, state: string): string =>
  `Kit ${number} for ${order}: ${state}.`;
export const stagedWords = (number: string, moved: number, state: string): string =>
  `${moved === 0 ? 'Nothing more' : `${moved} ${moved === 1 ? 'thing' : 'things'}`} staged in ${number}: ${state}.`;
export const checkedWords = (number: string): string => `Kit ${number} is checked against its list.`;
export const releasedWords = (number: string, items: string): string =>
  `Kit ${number} is released with its shortage: ${items}.`;
export const apartWords = (number: string, to: string): string =>
  `Kit ${number} is taken apart; what was in it is at ${to}.`;
export const swappedWords = (qty: number, item: string, of: string): string => `${qty} of ${item} instead of ${of}.`;
