/** What an address asks overtime for: work centre, machine and day, each only where it is one; of the others it is said. */
import { Refused } from '../../web/kit/refused.ts';
import { useRecords } from '../../web/records/useRecords.ts';
import { type Addressed, type Known, linkedOf } from './overtime.ts';

/** Nothing that is longer is a code. */
const longestCode = 64;

/** Undefined while it is looked up. */
export function useLinked(asked: Addressed, today: string): ReturnType<typeof linkedOf> | undefined {
  const centre = useCalled('work_centres', asked.work_centre, asked);
  const machine = useCalled('machines', asked.machine, asked);
  return centre === undefined || machine === undefined ? undefined : linkedOf(asked, { centre, machine }, today);
}

/** Null: there is none so called, or none is asked for. What cannot be looked up now stands as the address has it: asking judges it. */
function useCalled(kind: string, code: string | undefined, asked: Addressed): Known['machine'] | undefined {
  const sought = code !== undefined && code.length <= longestCode;
  const { data, error } = useRecords(kind, sought ? `code:eq:${code}` : undefined);
  // What no filter can mean is no code either.
  if (!sought || (error instanceof Refused && error.status === 400)) return null;
  if (!data) return error ? { code, work_centre: asked.work_centre ?? '' } : undefined;
  const row = data.rows.find((one) => one.code === code);
  return row ? { code: String(row.code), work_centre: String(row.work_centre ?? '') } : null;
}
