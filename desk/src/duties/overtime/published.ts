/** Which hours that a published version adds or takes by hand are recorded, and which are not and why. Pure. */
import { type Hours, without } from '../planning/handhours.ts';

export type NotRecorded = 'already' | 'over' | 'nobody';

export interface ToRecord {
  readonly news: readonly Hours[];
  readonly left: readonly { readonly hours: Hours; readonly why: NotRecorded }[];
}

/** Nothing is recorded twice: of hours that are recorded in part the rest is news. `nobody`: neither machine nor crew is there any more. */
export function toRecord(
  hours: readonly Hours[],
  {
    taken,
    known,
    now,
  }: {
    readonly taken: (one: Hours) => readonly Pick<Hours, 'from' | 'to'>[];
    readonly known: (code: string) => boolean;
    readonly now: number;
  },
): ToRecord {
  const each = hours.map((one) => {
    if (one.to <= now) return { one, news: [], why: 'over' as const };
    if (!known(one.of)) return { one, news: [], why: 'nobody' as const };
    const news = without(one, taken(one));
    const rest = news.reduce((sum, { from, to }) => sum + to - from, 0);
    return { one, news, why: rest < one.to - one.from ? ('already' as const) : undefined };
  });
  return {
    news: each.flatMap(({ news }) => news),
    left: each.flatMap(({ one, why }) => (why ? [{ hours: one, why }] : [])),
  };
}

/** Who approved a version, and for which department; null: all of it. */
export interface Approved {
  readonly department: string | null;
  readonly id: string;
  readonly name: string;
}

/** By whom overtime of some departments was approved with its version: by their own word, else by who spoke for all. */
export const approverOf = (approved: readonly Approved[], departments: readonly string[]): Approved | undefined =>
  approved.findLast(({ department }) => department !== null && departments.includes(department)) ??
  approved.findLast(({ department }) => department === null) ??
  approved.at(-1);
