/** A few records of a kind, by a filter in the words of the lists: "item:eq:FRAME-54". */
import { kindNamed } from '../../duties/records/records.ts';
import { useOne } from '../queries.ts';
import type { RecordRow } from './recordcolumns.ts';
import { routesOf } from './records.api.ts';

/** As many as a page shows without a list of its own. */
const most = 200;

/** Nothing is asked while there is no filter, or the person may not see such records. */
export function useRecords(kindName: string, filter: string | undefined, enabled = true) {
  const kind = kindNamed(kindName);
  if (!kind) throw new Error(`there is no kind "${kindName}"`);
  const found = useOne(
    routesOf(kind).list,
    { query: { filter, limit: most } },
    { kinds: [kindName], enabled: enabled && filter !== undefined },
  );
  return {
    data: found.data as unknown as { readonly rows: readonly RecordRow[]; readonly total: number } | undefined,
    error: found.error,
    refetch: found.refetch,
  };
}
