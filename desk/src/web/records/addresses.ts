/** Where records are shown: the path of each kind's page, given by the pages themselves. */

import { kindNamed } from '../../duties/records/records.ts';
import { fieldOf } from '../../house/kind.ts';

const places = new Map<string, string>();

/** A kind's list stands at this path. */
export function placeRecords(kind: string, path: string): void {
  places.set(kind, path);
}

/** The list of the kind, filtered to the record with that code. */
export function addressOfRecord(kindName: string, code: string): string | undefined {
  const path = places.get(kindName);
  const kind = kindNamed(kindName);
  const key = kind?.key[0];
  if (!path || !kind || !key) return undefined;
  return `${path}?filter=${encodeURIComponent(`${fieldOf(kind, key).name}:eq:${code}`)}`;
}
