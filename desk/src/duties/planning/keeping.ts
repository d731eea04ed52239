/**
 * How long plan versions are kept. A version is kept whole or not at all: when its days are over it goes with its rows.
 * What stands, what people work to or decide about, what somebody keeps and the newest few stay, however old they are. What
 * waited when another was published goes no further: its days begin then. From what somebody else than its submitter approved last the
 * delegated limits add up: it stays until the next. What was moved by hand is read as its base saw the
 * stock, so that stays as long.
 */
import { statesWaiting, type VersionState } from './states.ts';

export const usualKeepDays = 30;
export const mostKeepDays = 3650;
/** Kept at any age: what "before" and "after" are compared by. */
export const newestKept = 10;

/** People work to it, or it is on its way there. */
export const inUse: readonly VersionState[] = [...statesWaiting, 'published'];

export interface AgedVersion {
  readonly id: number;
  readonly number: number;
  readonly made_at: string;
  readonly status: 'complete' | 'partial' | 'cancelled';
  /** Somebody keeps it. */
  readonly pinned: boolean;
  readonly state: VersionState;
  /** Number of the version that a person moved to make it. */
  readonly base: number | null;
  /** When another was published while it waited; null: none was, or it does not wait. */
  readonly overtaken_at: string | null;
  /** What is published within delegated limits adds up from it. */
  readonly supervised: boolean;
}

/** Ids of the versions of one site whose time is over, newest first: what was moved by hand goes before what it was made of. */
export function outdated(versions: readonly AgedVersion[], now: string, days: number): readonly number[] {
  const newestFirst = versions.toSorted((a, b) => b.number - a.number);
  // As the database is asked for it (`standing` in planning.store.ts): what stands never goes back to an earlier one.
  const standing = newestFirst.find(
    ({ status, base, state }) =>
      status !== 'cancelled' && (base === null || state === 'published' || state === 'superseded'),
  );
  const over = Date.parse(now) - days * 86_400_000;
  const isOver = ({ state, made_at, overtaken_at }: AgedVersion): boolean =>
    (!inUse.includes(state) || overtaken_at !== null) && Date.parse(overtaken_at ?? made_at) < over;
  const past = new Set(
    newestFirst.slice(newestKept).filter((one) => one !== standing && !one.pinned && !one.supervised && isOver(one)),
  );
  const bases = new Set<number | null>();
  return newestFirst.flatMap((one) => {
    if (past.has(one) && !bases.has(one.number)) return [one.id];
    bases.add(one.base);
    return [];
  });
}
