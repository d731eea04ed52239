/** Whether who submits a version publishes it at once within the delegated limits, and else why a supervisor decides. Pure. */
import type { AddedUp, Uncounted } from './addedup.ts';
import { type Exceeded, type Limits, pastLimit, type Reach } from './limits.ts';

export interface Facts {
  /** What lies beyond the limits by itself, and how far it goes of them. */
  readonly beyond: Exceeded | undefined;
  readonly reach: Reach;
  /** Another version waits for a decision. */
  readonly rival: boolean;
  /** Who set the limits, of those that made it by hand or submit it, since somebody else approved that version. */
  readonly ownLimits: OwnLimits | undefined;
  /** Undefined: what is published was approved by somebody else. */
  readonly addedUp: AddedUp | Uncounted | undefined;
  /** A planning run is going. */
  readonly run: boolean;
}

export interface OwnLimits {
  readonly ownLimits: string;
  readonly since: number;
}

/** How far it goes of the limits, where nobody else is asked. */
export interface Within {
  readonly reach: Reach;
  readonly addedUp: AddedUp | undefined;
}

export type Judged =
  | Exceeded
  | { readonly beyond: 'rival' | 'run-going' }
  | { readonly tooMuch: AddedUp }
  | Uncounted
  | OwnLimits
  | Within;

/** What it is by itself is said first: that stays so, whoever set the limits and whatever waits beside it. `facts` undefined: nothing is published. */
export function judge(facts: Facts | undefined, limits: Limits): Judged {
  if (!facts) return { beyond: 'other-work' };
  const { beyond, reach, rival, ownLimits, addedUp, run } = facts;
  if (beyond) return beyond;
  if (rival) return { beyond: 'rival' };
  if (ownLimits) return ownLimits;
  if (addedUp && 'uncounted' in addedUp) return addedUp;
  if (addedUp && pastLimit(addedUp.reach, limits)) return { tooMuch: addedUp };
  return run ? { beyond: 'run-going' } : { reach, addedUp };
}
