/** Where one record is shown. */
import { kindNamed } from '../../duties/records/records.ts';
import { type PageAddress, recordsAt } from '../paths.ts';

/** The list of the kind, filtered to the records with that code; undefined where there is no such kind. */
export function addressOfRecord(kindName: string, code: string): PageAddress | undefined {
  const key = kindNamed(kindName)?.key[0];
  return key ? recordsAt(kindName, { filter: `${key}:eq:${code}` }) : undefined;
}
