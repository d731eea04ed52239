/** What an open work order still brings, by one rule for plans, free stock and clear to build. Quantities in steps. */
import { type Qty, qty, type Ratio } from '@hotlist/engine';
import { steps } from '../../house/amounts.ts';
import type { Value } from '../../house/kind.ts';
import { startedFor } from './release.ts';

/** A work order's own figures in the item's unit; `scraps`: those reported at its steps. */
export interface Reported {
  readonly qty: Value | undefined;
  readonly good: Value | undefined;
  readonly scrap: Value | undefined;
  readonly scraps: readonly (Value | undefined)[];
}

export interface StillComing {
  readonly ordered: Qty;
  readonly started: Qty;
  readonly scrapped: Qty;
  /** 0: nothing is left to come. */
  readonly open: Qty;
}

/**
 * Still to come good = the least of what is ordered and not yet good, and what was started and is neither good nor scrap;
 * without planned yield that is ordered − good − scrap. Scrap may have been reported at a step or at the order: the larger
 * sum counts.
 */
export function stillComing(of: Reported, decimals: number, share: Ratio | undefined): StillComing {
  const ordered = qty(steps(of.qty, decimals, 'up'));
  const good = steps(of.good, decimals, 'down');
  const started = startedFor(ordered, [share]);
  const atSteps = of.scraps.reduce<number>((sum, scrap) => sum + steps(scrap, decimals, 'up'), 0);
  const scrapped = qty(Math.max(steps(of.scrap, decimals, 'up'), atSteps));
  return { ordered, started, scrapped, open: qty(Math.max(0, Math.min(ordered - good, started - good - scrapped))) };
}
