/** What is published within delegated limits adds up until somebody else approves a version: together it keeps to them too. Pure. */
import type { Reach } from './limits.ts';

export interface AddedUp {
  /** Number of the last version that somebody else approved. */
  readonly since: number;
  /** How far all goes that came since. */
  readonly reach: Reach;
}

/** Nobody can add it up. */
export interface Uncounted {
  /** Number of the last version that somebody else approved, which is cleared; null: nobody approved one. */
  readonly uncounted: number | null;
}
