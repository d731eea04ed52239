/**
 * What a row of the hot list may be filtered and sorted by, in the words of every list of the API: filters by the
 * house's grammar, sorted by `field` or `-field`. Pure.
 */
import { malformed } from '../../house/errors.ts';
import { type FilterContext, type FilterType, readFilter } from '../../house/filter.ts';
import { type FilterScalar, passing } from '../../house/filterpass.ts';
import { callDue, groupKey, isMine, type Moment, type Seen } from './listing.ts';
import { hotKinds } from './ranking.ts';

/** Who asks, when and where: some fields and words depend on it. */
export interface Asking {
  readonly moment: Moment;
  /** Lower-case names by which the person's own rows are known. */
  readonly mine: ReadonlySet<string>;
  readonly filtering: FilterContext;
}

interface HotField {
  readonly label: string;
  readonly type: FilterType;
  readonly of: (row: Seen, asking: Asking) => FilterScalar;
  readonly choices?: readonly string[];
  /** What the list shows instead: either may be asked for. */
  readonly shown?: (row: Seen) => string | null;
}

const fields: Readonly<Record<string, HotField>> = {
  kind: { label: 'Kind', type: 'choice', of: (row) => row.kind, choices: hotKinds },
  ref: { label: 'What', type: 'text', of: (row) => row.ref },
  item: { label: 'Item', type: 'text', of: (row) => row.item },
  item_name: { label: 'Item name', type: 'text', of: (row) => row.item_name },
  qty: { label: 'Quantity', type: 'number', of: (row) => row.qty },
  need: { label: 'Due', type: 'instant', of: (row) => row.need },
  promised: { label: 'Promised', type: 'instant', of: (row) => row.promised },
  estimated: { label: 'Estimated', type: 'instant', of: (row) => row.estimated },
  late_days: { label: 'Late', type: 'days', of: (row) => row.late_days },
  late: { label: 'Late', type: 'boolean', of: (row) => row.late_days > 0 },
  past_promise: { label: 'After the promise', type: 'boolean', of: (row) => row.past_promise },
  priority: { label: 'Priority', type: 'number', of: (row) => row.priority },
  critical_ratio: { label: 'Critical ratio', type: 'number', of: (row) => row.critical_ratio },
  money: { label: 'At risk', type: 'money', of: (row) => row.money },
  hurts: { label: 'Hurts', type: 'number', of: (row) => row.hurts },
  customer: { label: 'Customer', type: 'text', of: (row) => groupKey(row, 'customer'), shown: partnerOf },
  vendor: { label: 'Vendor', type: 'text', of: (row) => groupKey(row, 'vendor'), shown: partnerOf },
  work_centre: { label: 'Work centre', type: 'text', of: (row) => row.work_centre },
  machine: { label: 'Machine', type: 'text', of: (row) => row.machine },
  owner: { label: 'Owner', type: 'text', of: (row) => row.owner },
  root: { label: 'Blocked by', type: 'text', of: (row) => row.root, shown: (row) => row.blocked_by },
  changed: { label: 'Changed', type: 'boolean', of: (row) => row.changed !== null },
  top: { label: 'At the top', type: 'boolean', of: (row) => row.top !== undefined },
  word_today: { label: 'Needs a word', type: 'boolean', of: (row) => row.wordToday },
  call_due: { label: 'Call due', type: 'boolean', of: (row, { moment }) => callDue(row.contact, moment.tomorrow) },
  mine: { label: 'Mine', type: 'boolean', of: (row, { mine }) => isMine(row, mine) },
  next_at: { label: 'Next', type: 'instant', of: (row) => row.contact?.next_at ?? null },
};

function partnerOf(row: Seen): string | null {
  return row.partner_name;
}

const fieldNamed = (name: string): HotField | undefined => (Object.hasOwn(fields, name) ? fields[name] : undefined);

/** A test for each part of a filter. */
export function filterTests(filter: string | undefined, asking: Asking): readonly ((row: Seen) => boolean)[] {
  const read = readFilter(filter, { name: 'The hot list', field: fieldNamed }, asking.filtering);
  if ('fault' in read) throw malformed([read.fault]);
  return read.conditions.map((condition) => {
    const passes = passing(condition);
    const { of = () => null, shown = () => null } = fieldNamed(condition.field) ?? {};
    return (row) => {
      const [scalar, words] = [of(row, asking), shown(row)];
      const either = words === null || words === '' || scalar === '' ? [scalar] : [scalar, words];
      const test = (one: FilterScalar) => passes(one, String(one ?? ''));
      return condition.not ? either.every(test) : either.some(test);
    };
  });
}

/** Sorted by one field; what is empty comes last, whichever way; equals stay in the order of the rule. */
export function sortedBy(rows: readonly Seen[], sort: string | undefined, asking: Asking): readonly Seen[] {
  if (!sort) return rows;
  const descending = sort.startsWith('-');
  const name = sort.replace(/^-/, '').slice(0, 60);
  const of = fieldNamed(name)?.of;
  if (!of) throw malformed([{ field: 'sort', value: name, text: `The hot list has no field "${name}" to sort by.` }]);
  return rows
    .map((row) => ({ row, value: of(row, asking) }))
    .sort((a, b) => {
      const [noA, noB] = [a.value === null || a.value === '', b.value === null || b.value === ''];
      if (noA || noB) return Number(noA) - Number(noB);
      const order =
        typeof a.value === 'string' && typeof b.value === 'string'
          ? a.value < b.value
            ? -1
            : a.value > b.value
              ? 1
              : 0
          : Number(a.value) - Number(b.value);
      return descending ? -order : order;
    })
    .map(({ row }) => row);
}
