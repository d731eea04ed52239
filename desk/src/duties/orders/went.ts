/** What of a customer line went out, what is open of it, and what a change of it makes of what went. Pure. */
import type { Fault } from '../../house/errors.ts';
import type { Becoming, Row } from '../../house/kind.ts';
import * as say from './went.messages.ts';

/** Quantities in one count: the item's unit, or its steps. */
export interface Standing {
  readonly state: 'open' | 'shipped' | 'closed' | 'cancelled';
  readonly qty: number;
  /** By shipments of ours. */
  readonly shipped: number;
}

/** What is to go still, by what went; nothing below zero. */
export const leftOf = ({ qty, shipped }: Pick<Standing, 'qty' | 'shipped'>): number => Math.max(0, qty - shipped);

/** What is open of it: a line that is over wants nothing. */
export const openOf = (line: Standing): number => (line.state === 'open' ? leftOf(line) : 0);

/** What the customer has of it: by shipments, else as somebody said, or as it came from another book. */
export const wentOf = ({ state, qty, shipped }: Standing): number =>
  state === 'shipped' || (state === 'closed' && shipped === 0) ? Math.max(qty, shipped) : shipped;

/** Said to be shipped, of which stock has the goods still: known where the rest of a part was said, or an open line was set to it by hand. */
export const unpostedOf = (line: Standing, said: boolean): number =>
  line.state === 'shipped' && (said || line.shipped > 0) ? leftOf(line) : 0;

/**
 * What a change makes of a line of which goods went. Refuses another item, another number, and less than went. All of it went: it is
 * shipped, also where an import calls it open; more is wanted of what went whole: it is open again.
 */
export function lineBecame(before: Row, row: Row, by: 'hand' | 'import'): Becoming {
  const [was, qty, went] = [Number(before.qty), Number(row.qty), Number(before.shipped ?? 0)];
  const state = stateAfter({ before, row, by, was, qty, went });
  const said =
    state === 'shipped' &&
    (before.state === 'open'
      ? by === 'hand' && qty > went
      : before.said_shipped === true && row.state === before.state);
  return { set: { state, said_shipped: said }, faults: went > 0 ? faultsOf(before, row, went) : [] };
}

interface Change {
  readonly before: Row;
  readonly row: Row;
  readonly by: 'hand' | 'import';
  readonly was: number;
  readonly qty: number;
  readonly went: number;
}

function stateAfter({ before, row, by, was, qty, went }: Change): Row['state'] {
  const state = row.state ?? null;
  if (went <= 0) return state;
  if (state === 'open' && qty <= went && (qty !== was || by === 'import')) return 'shipped';
  if (state === 'shipped' && before.state === 'shipped' && was <= went && qty > went) return 'open';
  return state;
}

function faultsOf(before: Row, row: Row, went: number): readonly Fault[] {
  const of = { ref: `${before.order_no}/${before.line}`, item: String(before.item), went };
  const faults: Fault[] = [];
  if (row.item !== before.item)
    faults.push({ field: 'item', column: 'Item', value: String(row.item), text: say.anotherItem(of) });
  if (row.order_no !== before.order_no)
    faults.push({ field: 'order_no', column: 'Order', value: String(row.order_no), text: say.anotherNumber(of) });
  if (row.line !== before.line)
    faults.push({ field: 'line', column: 'Line', value: String(row.line), text: say.anotherNumber(of) });
  if (Number(row.qty) !== Number(before.qty) && Number(row.qty) < went)
    faults.push({ field: 'qty', column: 'Quantity', value: String(row.qty), text: say.lessThanWent(of) });
  return faults;
}
