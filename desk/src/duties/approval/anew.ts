/** What a plan made anew does beside a version that waits: whom it saves, whom it makes late. Pure. */
import { type Seen, shipsLate } from '../planning/orderchanges.ts';

export interface Anew {
  readonly saved: number;
  readonly newly_late: number;
}

/** An order that only one of the two has is neither. */
export function madeAnew(version: readonly Seen[], anew: readonly Seen[]): Anew {
  const late = new Map(version.map((one) => [one.demand, shipsLate(one)]));
  const count = (was: boolean) => anew.filter((one) => late.get(one.demand) === was && shipsLate(one) !== was).length;
  return { saved: count(true), newly_late: count(false) };
}
