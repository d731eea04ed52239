/** What is typed or scanned where a quantity is asked for. Pure. */
import { typedAmount } from '../../house/typednumbers.ts';

/** "12", "1,5", "1 200"; undefined: it is no number, a scan may be. */
export function amountTyped(text: string): number | undefined {
  const amount = typedAmount(text);
  return Math.abs(amount) < 1e10 ? amount : undefined;
}

interface ToFind {
  readonly line: number;
  readonly location: string;
  readonly item: string;
  readonly lot: string;
  readonly state: string;
}
export const isLeft = ({ state }: Pick<ToFind, 'state'>): boolean => state === 'open' || state === 'again';

/** The line that a scan means: of a location, an item or a lot, what is left to count before what was counted. */
export function lineScanned<Line extends ToFind>(
  lines: readonly Line[],
  text: string,
  here?: string,
): Line | undefined {
  const code = text.trim().toLowerCase();
  const named = lines.filter(({ location, item, lot }) =>
    [location, item, lot].some((one) => one !== '' && one.toLowerCase() === code),
  );
  return named.find((line) => isLeft(line) && line.location === here) ?? named.find(isLeft) ?? named[0];
}

/** The place without lines that a scan means. */
export const placeScanned = <Place extends { readonly location: string }>(
  places: readonly Place[],
  text: string,
): Place | undefined => places.find(({ location }) => location.toLowerCase() === text.trim().toLowerCase());
