/**
 * Where a lot went and what is in it, through work orders: what an order used stands beside what it made. Pure: the edges are
 * asked for a level at a time.
 */

/** A lot, or one piece by its serial. */
export interface Traced {
  readonly item: string;
  readonly lot: string;
  readonly serial: string;
}

/** Up: where it was used. Down: what it was made from. */
export type Direction = 'used' | 'from';

/** What one order used of one lot and made of another; how much of what is asked after. */
export interface Link extends Traced {
  readonly order: string;
  /** Whose link it is: the lot that the level before found. */
  readonly of: Traced;
  readonly qty: number;
}

export interface Step extends Link {
  readonly level: number;
  /** It is told by neither lot nor serial: it cannot be followed any further. */
  readonly untold: boolean;
  /** It stands further up already, and is followed there. */
  readonly again: boolean;
}

export const mostLevels = 12;

export const tracedKey = ({ item, lot, serial }: Traced): string => JSON.stringify([item, lot, serial]);

/** Follows links level by level, each lot once. */
export async function followed(
  start: Traced,
  linksOf: (lots: readonly Traced[]) => Promise<readonly Link[]>,
): Promise<readonly Step[]> {
  const seen = new Set([tracedKey(start)]);
  const steps: Step[] = [];
  let lots: readonly Traced[] = [start];
  for (let level = 1; lots.length > 0 && level <= mostLevels; level += 1) {
    const next = new Map<string, Traced>();
    for (const link of await linksOf(lots)) {
      const key = tracedKey(link);
      const untold = link.lot === '' && link.serial === '';
      const again = !untold && seen.has(key);
      steps.push({ ...link, level, untold, again });
      if (untold || again) continue;
      seen.add(key);
      next.set(key, { item: link.item, lot: link.lot, serial: link.serial });
    }
    lots = [...next.values()];
  }
  return steps;
}
