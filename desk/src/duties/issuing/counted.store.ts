/** Items as they are counted where material is handed out; refuses what is none and what cannot be counted. */
import { typedSteps } from '../../house/amounts.ts';
import { faultAt, notFound } from '../../house/errors.ts';
import type { Asked } from '../../server/http.ts';
import { itemCounted } from '../items/counted.store.ts';
import { notCounted } from './issuing.messages.ts';

export async function counted({ tx, site }: Pick<Asked, 'tx' | 'site'>, item: string) {
  const found = await itemCounted(tx, site.code, item);
  if (!found) throw notFound('item', item);
  return { ...found, unit: found.unit.code };
}

/** In steps of its unit. */
export function counts(qty: number, decimals: number, item: string, field = 'qty'): number {
  const found = typedSteps(qty, decimals);
  if (typeof found === 'string') throw faultAt(field, null, notCounted(qty, item), found);
  return found;
}
