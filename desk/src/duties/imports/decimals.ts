import { kinds } from '../records/records.ts';
import type { Draft } from './sheets.ts';

/** As many decimals as a source's own quantities have, six at most, so that none of them is rounded. */
export function decimalsIn(draft: Draft): number {
  let most = 0;
  for (const kind of kinds)
    for (const field of kind.fields)
      if (field.type === 'quantity')
        for (const record of draft.records(kind.name)) {
          const fraction = /[.](\d*?)0*$/.exec(String(record[field.name] ?? '').trim())?.[1] ?? '';
          if (fraction.length > most) most = Math.min(6, fraction.length);
        }
  return most;
}
