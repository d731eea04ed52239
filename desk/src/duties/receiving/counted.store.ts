/** What is told at the dock: when it comes, and what was counted, in the unit that was typed: told in steps of the item's, or refused at its field. */
import type { Qty } from '@hotlist/engine';
import { readCell } from '../../house/cells.ts';
import { instantsOf, todayAt } from '../../house/clock.ts';
import { faultAt } from '../../house/errors.ts';
import type { Asked } from '../../server/http.ts';
import { moveRefusals, noItem, noUnit } from '../inventory/movements.messages.ts';
import { itemCounted, typedUnit } from '../items/counted.store.ts';
import { counted } from '../items/counted.ts';

export async function goodsCounted(
  tx: Asked['tx'],
  site: string,
  code: string,
  unit: string | null,
  at: (name: string) => string = (name) => name,
) {
  const item = await itemCounted(tx, site, code);
  if (!item) throw faultAt(at('item'), code, noItem(code));
  const typed = unit === null ? null : await typedUnit(tx, site, item.code, unit);
  if (typed === undefined) throw faultAt(at('unit'), unit, noUnit(unit ?? ''));
  const inSteps = (amount: number, field: string): Qty => {
    const decision = counted(amount, item, typed);
    if (decision.kind === 'accept' && decision.facts[0] !== undefined) return decision.facts[0];
    if (decision.kind === 'accept') throw new Error('nothing was counted, and accepted');
    const wrong = decision.code === 'no-factor' ? at('unit') : field;
    throw faultAt(wrong, null, moveRefusals[decision.code](decision.values), decision.code);
  };
  /** As it was typed, where that was in another unit. */
  const entered = (amount: number) =>
    typed && typed.unit.code !== item.unit.code ? { qty: amount, unit: typed.unit.code } : null;
  return { item, inSteps, entered };
}

/** A day alone means its end of work on the plant's clock. */
export function expectedOf(site: Asked['site'], text: string): string {
  const cell = readCell({ name: 'expected', label: 'Expected', type: 'instant' }, text, {
    instant: instantsOf(site.zone),
    dueTime: site.dueTime,
    today: todayAt(site),
  });
  if ('fault' in cell) throw faultAt('expected', text, cell.fault);
  return String(cell.value);
}
