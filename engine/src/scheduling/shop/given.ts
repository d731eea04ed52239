/** What a shop says, taken only where it can be. */
import { Places } from '../../units/places.ts';
import { ShopError } from './shop.ts';

/** Times add up in 32 bits inside. */
export const LONGEST = 2 ** 30;

export function whole(value: number, id: string, what: string): number {
  if (!Number.isSafeInteger(value) || value < 0 || value > LONGEST)
    throw new ShopError(id, `${id} has ${what} of ${value}, which is not a whole number from 0 to 2^30`);
  return value;
}

export function placesOf(rows: readonly { readonly id: string }[], what: string): Places {
  const places = new Places(rows);
  if (places.twice !== undefined) throw new ShopError(places.twice, `the ${what} ${places.twice} is there twice`);
  return places;
}

export function found(places: Places, id: string, of: string, what: string, near = 0): number {
  const at = places.find(id, near);
  if (at < 0) throw new ShopError(of, `the ${what} ${id} of ${of} is not known`);
  return at;
}

/** 0, 1, 2, … up to n. */
export function counting(n: number): Int32Array {
  const numbers = new Int32Array(n + 1);
  for (let v = 0; v <= n; v++) numbers[v] = v;
  return numbers;
}
