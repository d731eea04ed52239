/** Whether a site that plans by itself shall plan now. Pure; times are milliseconds. */
export interface SiteWatch {
  /** Newest and oldest change of an input that the standing plan has not seen; null: it has seen all. */
  readonly newest: number | null;
  readonly oldest: number | null;
  readonly runs: boolean;
  /** When the last run that failed was asked for. */
  readonly failed: number | null;
}

/** Somebody who types is not planned for line by line; but nobody waits longer than this for a plan. */
const quiet = 10_000;
const longest = 120_000;

export function plansNow({ newest, oldest, runs, failed }: SiteWatch, now: number): boolean {
  if (newest === null || oldest === null || runs) return false;
  // What failed fails again until something changes.
  if (failed !== null && failed > newest) return false;
  return now - newest >= quiet || now - oldest >= longest;
}
