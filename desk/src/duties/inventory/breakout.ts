/** Goods that stand in containers and are taken by themselves: those that stand loose first. Pure; quantities in the item's unit. */
import { toMillionth } from '../../house/amounts.ts';

/** Of an item and lot at a place; empty: it stands loose. */
export interface Boxed {
  readonly container: string;
  readonly qty: number;
}

/** What of so much is taken out of which container, in the order of their codes; more than there is of it is taken out of none. */
export function takenOut(there: readonly Boxed[], wanted: number): readonly Boxed[] {
  const loose = there.filter(({ container }) => container === '').reduce((sum, { qty }) => sum + qty, 0);
  let rest = toMillionth(wanted - loose);
  return there
    .filter(({ container, qty }) => container !== '' && qty > 0)
    .toSorted((a, b) => (a.container < b.container ? -1 : 1))
    .flatMap(({ container, qty }) => {
      const part = Math.min(qty, rest);
      if (part <= 0) return [];
      rest = toMillionth(rest - part);
      return [{ container, qty: part }];
    });
}
