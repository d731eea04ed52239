/**
 * The chain of a row: from what is late, link by link, to its root. Made of the plan's reasons, each with its amount,
 * ordered from the delivery back in time. Pure.
 */
import { spoken } from '../planning/planning.messages.ts';
import { rootWords } from './hotlist.messages.ts';

/** A reason of the plan, as a version keeps it. */
interface KeptReason {
  readonly kind: string;
  readonly what: string;
  readonly order?: string | undefined;
  readonly seq?: number | undefined;
  readonly until?: string | undefined;
  readonly seconds: number;
  readonly text: string;
}

/** A thing that has a page, or a place on one: what a name in a sentence links to. */
export interface Target {
  readonly type:
    | 'customer_line'
    | 'purchase_line'
    | 'work_order'
    | 'operation'
    | 'machine'
    | 'item'
    | 'vendor'
    | 'planned_order';
  readonly ref: string;
}

export interface ChainLink {
  readonly name: string;
  readonly words: string;
  readonly seconds: number;
  readonly until: string | null;
  readonly to: Target | null;
}

/** The reasons with the last to hold things up first: that is the way from the delivery to the root. */
export const fromDelivery = (reasons: readonly KeptReason[]): readonly KeptReason[] =>
  [...reasons].sort((a, b) => (b.until ?? '').localeCompare(a.until ?? '') || b.seconds - a.seconds);

export const linkOf = (reason: KeptReason): ChainLink => ({
  name: nameOf(reason),
  words: reason.text,
  seconds: reason.seconds,
  until: reason.until ?? null,
  to: targetOf(reason),
});

/** "purchase/PO-311/1" is called PO-311/1; a step of an order is called with its order. */
function nameOf({ what, order, seq }: KeptReason): string {
  const name = spoken(what);
  if (order === undefined) return name;
  const step = `${spoken(order)}${seq === undefined ? '' : ` step ${seq}`}`;
  return spoken(order) === name ? step : `${step} on ${name}`;
}

function targetOf({ kind, what, order }: KeptReason): Target | null {
  if (what.startsWith('purchase/')) return { type: 'purchase_line', ref: spoken(what) };
  if (what.startsWith('demand/')) return { type: 'customer_line', ref: spoken(what) };
  if (order?.startsWith('work/')) return { type: 'work_order', ref: spoken(order) };
  if (what.startsWith('work/')) return { type: 'work_order', ref: spoken(what) };
  if (kind === 'machine-busy' || kind === 'machine-down' || kind === 'closed') return { type: 'machine', ref: what };
  if (what.startsWith('planned/') || what.startsWith('buy/')) return { type: 'planned_order', ref: what };
  return kind === 'no-source' || kind === 'no-routing' || kind === 'shortage' ? { type: 'item', ref: what } : null;
}

/** A root as it is kept ("purchase-late purchase/PO-311/1") taken apart. */
export function rootOf(root: string): { readonly kind: string; readonly what: string; readonly to: Target | null } {
  const [kind = '', ...rest] = root.split(' ');
  const what = rest.join(' ');
  return { kind, what: spoken(what), to: targetOf({ kind, what, seconds: 0, text: '' }) };
}

/** The root in a few words; a purchase line with what it brings and from whom. */
export function rootText(
  root: string,
  line: (ref: string) =>
    | {
        readonly item: string;
        readonly item_name: string | null;
        readonly partner: string | null;
        readonly partner_name: string | null;
      }
    | undefined,
): string {
  const { kind, what } = rootOf(root);
  const found = kind === 'purchase-late' ? line(what) : undefined;
  return rootWords(
    kind,
    what,
    found ? { item: found.item_name ?? found.item, partner: found.partner_name ?? found.partner ?? '' } : undefined,
  );
}
