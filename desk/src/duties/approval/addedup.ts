/** What is published within delegated limits adds up until somebody else approves a version: together it keeps to them too. Pure. */
import type { Limits, Reach } from './limits.ts';

export interface AddedUp {
  /** Number of the last version that somebody else approved. */
  readonly since: number;
  /** How far all goes that came since. */
  readonly reach: Reach;
}

export const isTooMuch = ({ reach }: AddedUp, { days, otherGroup, overtimeHours }: Limits): boolean =>
  reach.days > days || (!otherGroup && reach.otherGroup > 0) || reach.seconds > overtimeHours * 3600;
