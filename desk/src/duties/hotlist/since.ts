/** What became of planned rows since their version was made: dates moved, orders over. Pure. */
import { secondsOf } from '../../house/clock.ts';
import { changedWords } from './hotlist.messages.ts';
import type { ListedRow } from './listing.ts';
import { lateDays, type WorkingDays } from './workingdays.ts';

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
  const promised = wrote('promised') ? now.promised : row.promised;
  // A purchase line without an estimate is expected as promised: a new promise moves both.
  const moved = row.kind === 'purchase_line' && wrote('estimated', 'promised', 'required');
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
