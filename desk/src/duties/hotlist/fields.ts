/**
 * What a row of the hot list may be filtered and sorted by, in the words of every list of the API:
 * `field:op:value` joined by `|`, and `field` or `-field`. Pure.
 */
import { malformed } from '../../house/errors.ts';
import { callDue, groupKey, isMine, type Moment, type Seen } from './listing.ts';

type Scalar = string | number | boolean | null;

/** Who asks, and when: some fields depend on it. */
export interface Asking {
  readonly moment: Moment;
  /** Lower-case names by which the person's own rows are known. */
  readonly mine: ReadonlySet<string>;
}

const fields: Readonly<Record<string, (row: Seen, asking: Asking) => Scalar>> = {
  kind: (row) => row.kind,
  ref: (row) => row.ref,
  item: (row) => row.item,
  item_name: (row) => row.item_name,
  qty: (row) => row.qty,
  need: (row) => row.need,
  promised: (row) => row.promised,
  estimated: (row) => row.estimated,
  late_days: (row) => row.late_days,
  late: (row) => row.late_days > 0,
  past_promise: (row) => row.past_promise,
  priority: (row) => row.priority,
  money: (row) => row.money,
  hurts: (row) => row.hurts,
  customer: (row) => groupKey(row, 'customer'),
  vendor: (row) => groupKey(row, 'vendor'),
  work_centre: (row) => row.work_centre,
  machine: (row) => row.machine,
  owner: (row) => row.owner,
  root: (row) => row.root,
  changed: (row) => row.changed !== null,
  top: (row) => row.top !== undefined,
  word_today: (row) => row.wordToday,
  call_due: (row, { moment }) => callDue(row.contact, moment.tomorrow),
  mine: (row, { mine }) => isMine(row, mine),
  next_at: (row) => row.contact?.next_at ?? null,
};

const operators: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
};

const field = (name: string, what: string) => {
  const found = fields[name];
  if (!found)
    throw malformed([
      {
        field: what,
        value: name.slice(0, 60),
        text: `The hot list has no field "${name.slice(0, 60)}" to ${what} by.`,
      },
    ]);
  return found;
};

/** A test for each part of a filter. */
export function filterTests(filter: string | undefined, asking: Asking): readonly ((row: Seen) => boolean)[] {
  if (!filter) return [];
  return filter.split('|').map((part) => {
    const [name = '', op = '', ...rest] = part.split(':');
    const value = rest.join(':');
    const of = field(name, 'filter');
    if (op === 'empty') return (row) => (of(row, asking) ?? '') === '';
    if (op === 'filled') return (row) => (of(row, asking) ?? '') !== '';
    if (op === 'has') {
      const text = value.toLowerCase();
      return (row) =>
        String(of(row, asking) ?? '')
          .toLowerCase()
          .includes(text);
    }
    if (op === 'in') {
      const among = new Set(value.split(','));
      return (row) => among.has(String(of(row, asking) ?? ''));
    }
    const passes = operators[op];
    if (!passes)
      throw malformed([
        {
          field: 'filter',
          value: part.slice(0, 60),
          text: `The filter "${part.slice(0, 60)}" cannot be read. Maybe write it as field:op:value with op eq, ne, lt, le, gt, ge, has, in, empty or filled.`,
        },
      ]);
    return (row) => {
      const scalar = of(row, asking);
      return scalar !== null && passes(compared(scalar, value));
    };
  });
}

function compared(scalar: Exclude<Scalar, null>, value: string): number {
  if (typeof scalar === 'number') return scalar - Number(value);
  const text = String(scalar);
  return text === value ? 0 : text < value ? -1 : 1;
}

/** Sorted by one field; what is empty comes last, whichever way; equals stay in the order of the rule. */
export function sortedBy(rows: readonly Seen[], sort: string | undefined, asking: Asking): readonly Seen[] {
  if (!sort) return rows;
  const descending = sort.startsWith('-');
  const of = field(sort.replace(/^-/, ''), 'sort');
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
