/** What lies in a kit, or is reserved for its order, beyond what the order needs since it became smaller. Pure; in the item's unit. */
import { toMillionth } from '../../house/amounts.ts';
import type { KitLine, Lot } from './kits.ts';

/** Lots that no line takes: what its lines take is what comes first. `others`: what other kits of the order at the same place take. */
export function surplusOf(
  lines: readonly KitLine[],
  there: readonly Lot[],
  others: readonly Pick<KitLine, 'item' | 'open'>[] = [],
): readonly Lot[] {
  const taken = new Map<string, number>();
  const take = (item: string, qty: number) => taken.set(item, toMillionth((taken.get(item) ?? 0) + qty));
  for (const { item, open } of [...lines, ...others]) take(item, open);
  return there.flatMap((one) => {
    const wanted = Math.min(one.qty, taken.get(one.item) ?? 0);
    take(one.item, -wanted);
    const qty = toMillionth(one.qty - wanted);
    return qty > 0 ? [{ ...one, qty }] : [];
  });
}

export interface Reserved {
  readonly id: number;
  readonly item: string;
  readonly qty: number;
  /** Undefined: it is still to come. */
  readonly location: string | undefined;
}

/**
 * So much is released of which reservation: of what an order draws, by item (`needs`), and has reserved beyond that. What is still
 * to come goes first, then what was reserved last; what lies in its kits stays, for somebody must carry it.
 */
export function toRelease(
  reserved: readonly Reserved[],
  needs: ReadonlyMap<string, number>,
  kits: ReadonlySet<string>,
): readonly { readonly id: number; readonly item: string; readonly qty: number }[] {
  const lastFirst = reserved.toSorted(
    (a, b) => Number(a.location !== undefined) - Number(b.location !== undefined) || b.id - a.id,
  );
  return [...needs].flatMap(([item, need]) => {
    const own = lastFirst.filter((one) => one.item === item);
    let over = toMillionth(own.reduce((sum, { qty }) => sum + qty, 0) - need);
    return own.flatMap(({ id, qty, location }) => {
      if (over <= 0 || (location !== undefined && kits.has(location))) return [];
      const less = Math.min(over, qty);
      over = toMillionth(over - less);
      return [{ id, item, qty: less }];
    });
  });
}
