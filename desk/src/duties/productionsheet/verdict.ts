/** What a customer line comes to: when it ships, how late, what holds it up. Pure. */
export interface LineStanding {
  readonly state: 'open' | 'shipped' | 'closed' | 'cancelled';
  /** Plant days, YYYY-MM-DD. */
  readonly due: string;
  readonly promised: string | null;
  /** Null: nothing serves it, or no plan has seen it. */
  readonly ships: string | null;
  /** The standing plan has looked at it. */
  readonly planned: boolean;
  /** Working days late to the date asked for; below 0 is slack; null where the plan does not know the line. */
  readonly lateDays: number | null;
  readonly cause: Cause | null;
}

/** What holds it up most. `name`: the item's name, a machine, a customer's input; `until`: a plant day. */
export interface Cause {
  readonly kind: string;
  readonly name: string;
  readonly until: string | null;
}

export type Tone = 'late' | 'risk' | 'fine' | 'unknown' | 'over';

/**
 * Late is late to the date asked for; at risk is in time for that, but after the promise. Little slack is no risk by
 * itself: the plan makes things just in time.
 */
export function toneOf({ state, planned, ships, promised, lateDays }: LineStanding): Tone {
  if (state !== 'open') return 'over';
  if (!planned || lateDays === null) return 'unknown';
  if (ships === null || lateDays > 0) return 'late';
  return promised !== null && ships > promised ? 'risk' : 'fine';
}
