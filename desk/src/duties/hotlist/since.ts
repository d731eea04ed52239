/** What became of planned rows since their version was made: dates moved, orders over. Pure. */
import { secondsOf } from '../../house/clock.ts';
import { lateDays, type WorkingDays } from '../planning/workingdays.ts';
import { changedWords } from './hotlist.messages.ts';
import type { ListedRow } from './listing.ts';

/** The record behind a row as it stands now. */
export type Now =
  | { readonly over: true }
  | {
      readonly over: false;
      /** Fields that were written since, by name. */
      readonly fields: readonly string[];
      readonly need: string | null;
      readonly promised: string | null;
      readonly estimated: string | null;
      readonly priority: number | null;
    };

/** The planned row with what changed; undefined where it is over and belongs on no list. */
export function asItStands(row: ListedRow, now: Now | undefined, days: WorkingDays): ListedRow | undefined {
  if (now === undefined) return row;
  if (now.over) return undefined;
  if (now.fields.length === 0) return row;
  const wrote = (...names: readonly string[]) => now.fields.some((field) => names.includes(field));
  const need = wrote('due') && now.need !== null ? now.need : row.need;
  const promised = wrote('promised', 'promise_means', 'shipped_at') ? now.promised : row.promised;
  // A purchase line without an estimate is expected as promised: a new promise moves both.
  const moved =
    row.kind === 'purchase_line' && wrote('estimated', 'promised', 'promise_means', 'shipped_at', 'required');
  const estimated = moved ? (now.estimated ?? row.estimated) : row.estimated;
  const seconds = estimated === null ? null : secondsOf(estimated);
  const needAt = secondsOf(need);
  return {
    ...row,
    need,
    needAt,
    promised,
    estimated,
    priority: wrote('priority') && row.kind === 'customer_line' ? (now.priority ?? row.priority) : row.priority,
    late_days: moved || needAt !== row.needAt ? lateDays(days, needAt, seconds) : row.late_days,
    past_promise: promised !== null && (seconds === null || seconds > secondsOf(promised)),
    changed: changedWords(now.fields),
  };
}

/**
 * The planned rows in the order of a rule, with what was written since: rows that are over left out, changed ones in
 * their new places. Only rows that were written are looked at; the rest keep their order.
 */
export function standingRows(
  planned: readonly ListedRow[],
  now: ReadonlyMap<string, Now>,
  /** The rows that a key of `now` is about: one, or all of a work order. */
  about: (key: string) => readonly ListedRow[],
  days: WorkingDays,
  hotter: (a: ListedRow, b: ListedRow) => number,
): readonly ListedRow[] {
  const written = new Map<ListedRow, ListedRow | undefined>();
  for (const [key, is] of now)
    for (const row of about(key)) {
      const before = written.has(row) ? written.get(row) : row;
      written.set(row, before && asItStands(before, is, days));
    }
  if (written.size === 0) return planned;
  const changed = [...written.values()].filter((row) => row !== undefined).sort(hotter);
  const rows: ListedRow[] = [];
  let next = 0;
  for (const row of planned) {
    if (written.has(row)) continue;
    for (let one = changed[next]; one !== undefined && hotter(one, row) < 0; one = changed[next]) {
      rows.push(one);
      next += 1;
    }
    rows.push(row);
  }
  return [...rows, ...changed.slice(next)];
}
