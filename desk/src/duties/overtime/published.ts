/** Which hours that a published version adds or takes by hand are recorded, and which are not and why. Pure. */
import { type Hours, without } from '../planning/handhours.ts';

export type NotRecorded = 'already' | 'begun' | 'over' | 'nobody';

export interface ToRecord {
  readonly news: readonly Hours[];
  readonly left: readonly { readonly hours: Hours; readonly why: NotRecorded }[];
}

/**
 * Nothing is recorded twice, nor is overtime that is gone by: of hours that are recorded in part, or have begun, the rest is news, of
 * overtime from the next full minute on. `nobody`: neither machine nor crew is there any more.
 */
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
    const from = one.kind === 'overtime' ? Math.max(one.from, Math.ceil(now / 60) * 60) : one.from;
    if (one.to <= Math.max(from, now)) return { one, news: [], why: 'over' as const };
    if (!known(one.of)) return { one, news: [], why: 'nobody' as const };
    const news = without({ ...one, from }, taken(one));
    const rest = news.reduce((sum, some) => sum + some.to - some.from, 0);
    if (rest < one.to - from) return { one, news, why: 'already' as const };
    return { one, news, why: from > one.from ? ('begun' as const) : undefined };
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

/** By whom overtime of some departments was approved with its version: by their own word, else by who spoke for all, else by who approved last. */
export const approverOf = (approved: readonly Approved[], departments: readonly string[]): Approved | undefined =>
  approved.findLast(({ department }) => department !== null && departments.includes(department)) ??
  approved.findLast(({ department }) => department === null) ??
  approved.at(-1);
