/** Goods that go to their work, and whether the last day on which they may be used is over. Pure. */
import { accept, confirm, type Decision } from '../../house/decision.ts';

/** Goods of a lot at a place, with the last day on which they may be used. */
export interface Dated {
  readonly item: string;
  readonly location: string;
  readonly lot: string;
  readonly expires: string | null;
}

export const hasExpired = (expires: string | null, day: string): boolean => expires !== null && expires < day;

/** Decides whether goods go to their work on a day. Asks about what has expired: whoever has looked at it may use it, and says why. */
export function goesToWork<Goods extends Dated>(goods: readonly Goods[], day: string): Decision<Goods, 'expired'> {
  const over = goods.filter(({ expires }) => hasExpired(expires, day));
  const [first] = over;
  if (!first) return accept(goods);
  const { item, location, lot, expires } = first;
  return confirm(goods, 'expired', { item, location, lot, expires, more: over.length - 1 });
}

/** Why somebody takes what has expired, as he said it; undefined: nobody said yes to that. */
export const expiredFor = (
  { confirmed, because }: { readonly confirmed: ReadonlySet<string>; readonly because: string },
  reason = '',
): string | undefined => (confirmed.has('expired') ? because || reason : undefined);
