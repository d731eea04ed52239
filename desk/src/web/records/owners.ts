/** Who owns the fields of a kind beside an ERP; undefined where there is none, or while it is not known. */
import { useMemo } from 'react';
import { listOwners } from '../../duties/imports/imports.contract.ts';
import { oursOf } from '../../duties/imports/owners.ts';
import type { Kind } from '../../house/kind.ts';
import { useOne } from '../queries.ts';
import { useMay } from '../session/session.tsx';

export function useOurs(kind: Kind): ReadonlySet<string> | undefined {
  const sees = useMay(listOwners.permission);
  const { data } = useOne(listOwners, {}, { kinds: ['field_owners'], enabled: sees });
  return useMemo(() => (data ? oursOf(kind, data.rows) : undefined), [kind, data]);
}
