/**
 * Decides whether a row may be moved to the top of the hot list, and says whom that delays. Pure.
 *
 * At most three rows stand at the top of one work centre; rows without a work centre stand in line by their kind.
 * A move changes what people look at first. It never reorders published work. Source: RULES.md, "The hot list".
 */
import { accept, type Decision, refuse } from '../../house/decision.ts';
import { kindsWords, type TopEffect, type TopRefusal } from './hotlist.messages.ts';
import { keyOf, type Move, type Seen } from './listing.ts';

export const mostAtTop = 3;
export const mostDays = 14;

/** Where a row stands in line. */
export const placeWords = (row: Pick<Seen, 'kind' | 'work_centre'>): string =>
  row.work_centre === null ? `among the ${kindsWords[row.kind]}` : `at ${row.work_centre}`;

const sameLine = (a: Pick<Seen, 'kind' | 'work_centre'>, b: Pick<Seen, 'kind' | 'work_centre'>): boolean =>
  a.kind === b.kind && a.work_centre === b.work_centre;

/** `rows` in the list's order; `hours` is the work that goes before those it passes. */
export function effectOf(rows: readonly Seen[], row: Seen, hours: number): TopEffect {
  const at = rows.findIndex((one) => keyOf(one) === keyOf(row));
  const passed = rows.slice(0, at).filter((one) => sameLine(one, row));
  return {
    place: placeWords(row),
    passed: passed.length,
    first: passed.slice(0, 3).map((one) => one.ref),
    orders: new Set(passed.flatMap((one) => one.hurting.filter((line) => !row.hurting.includes(line)))).size,
    hours: row.kind === 'operation' ? hours : 0,
  };
}

/** Moves that hold now in the same line, but for the row's own. */
export const heldInLine = (moves: Iterable<Move>, row: Seen, now: string): readonly Move[] =>
  [...moves].filter((move) => move.expires > now && sameLine(move, row) && keyOf(move) !== keyOf(row));

/** Refuses the fourth of a line, and an expiry that is past or too far. */
export function moveToTop(
  row: Seen,
  held: readonly Move[],
  { now, expires }: { readonly now: string; readonly expires: string },
): Decision<{ readonly workCentre: string | null }, TopRefusal> {
  const values = {
    place: placeWords(row),
    names: held.map((move) => move.ref).join(', '),
  };
  if (expires <= now) return refuse('expiry-past', values);
  if (Date.parse(expires) - Date.parse(now) > mostDays * 86_400_000) return refuse('expiry-far', values);
  if (held.length >= mostAtTop) return refuse('three-already', values);
  return accept([{ workCentre: row.work_centre }]);
}
