/** Goods that nothing else says how many of come: found, or brought without an order. Pure; amounts in the item's unit. */
import { accept, confirm, type Decision } from '../../house/decision.ts';

/** So many times the most of an item that ever came at once, or is here, is asked about: a digit too many. */
const farMore = 10;
const farMoreOfUnknown = 1000;
/** Less than this is asked about of nothing. */
const few = 100;

/** Decides whether so much comes. `most`: null where there never was any. */
export function comes(qty: number, most: number | null): Decision<number, 'far-more'> {
  const bound = most === null ? farMoreOfUnknown : Math.max(few, farMore * most);
  return qty >= bound ? confirm([qty], 'far-more', { qty, most }) : accept([qty]);
}
