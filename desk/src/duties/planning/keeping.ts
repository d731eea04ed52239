/**
 * How long plan versions are kept. A version is kept whole or not at all: when its days are over it goes with its rows.
 * What stands, what people work to or decide about, what somebody keeps and the newest few stay, however old they are.
 */
import type { VersionState } from './states.ts';

export const usualKeepDays = 30;
export const mostKeepDays = 3650;
/** Kept at any age: what "before" and "after" are compared by. */
export const newestKept = 10;

/** People work to it, or it is on its way there. */
export const inUse: readonly VersionState[] = ['submitted', 'approved', 'published'];

export interface AgedVersion {
  readonly id: number;
  readonly number: number;
  readonly made_at: string;
  readonly status: 'complete' | 'partial' | 'cancelled';
  /** Somebody keeps it. */
  readonly pinned: boolean;
  readonly state: VersionState;
}

/** Ids of the versions of one site whose time is over, oldest first. */
export function outdated(versions: readonly AgedVersion[], now: string, days: number): readonly number[] {
  const newestFirst = versions.toSorted((a, b) => b.number - a.number);
  const standing = newestFirst.find((one) => one.status !== 'cancelled');
  const over = Date.parse(now) - days * 86_400_000;
  return newestFirst
    .slice(newestKept)
    .filter((one) => one !== standing && !one.pinned && !inUse.includes(one.state) && Date.parse(one.made_at) < over)
    .map((one) => one.id)
    .reverse();
}
