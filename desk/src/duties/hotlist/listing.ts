/**
 * The hot list as it is seen now: the standing version's rows, with what people added since (moves to the top, calls)
 * and dates that changed since, ranked, filtered, grouped and counted. Pure.
 */
import { secondsOf } from '../../house/clock.ts';
import { type HotKind, type HotRule, hotterBy, type Rankable } from './ranking.ts';

export interface ListedRow extends Rankable {
  readonly item: string;
  readonly item_name: string | null;
  readonly qty: number;
  readonly unit: string;
  readonly need: string;
  readonly promised: string | null;
  readonly estimated: string | null;
  readonly past_promise: boolean;
  /** What the critical ratio is made of: seconds of working time to the need, and of work left. */
  readonly ratio_time: number | null;
  readonly ratio_work: number | null;
  readonly partner: string | null;
  readonly partner_name: string | null;
  readonly phone: string | null;
  readonly work_centre: string | null;
  readonly machine: string | null;
  /** Late customer lines that wait for it. */
  readonly hurting: readonly string[];
  readonly owner: string | null;
  readonly root: string | null;
  readonly blocked_by: string | null;
  /** What changed since the plan, in words; null: it stands as planned. */
  readonly changed: string | null;
}

export interface Move {
  readonly kind: HotKind;
  readonly ref: string;
  readonly work_centre: string | null;
  readonly reason: string;
  readonly effect: string;
  readonly expires: string;
  readonly moved_at: string;
  readonly changed_by: string;
}

export interface LatestContact {
  readonly id: number;
  readonly about_kind: HotKind;
  readonly ref: string;
  readonly with_whom: string;
  readonly said: string;
  readonly new_date: string | null;
  readonly next_action: string | null;
  readonly next_at: string | null;
  readonly changed_at: string;
  readonly changed_by: string;
}

type OfPlan =
  | 'promised'
  | 'critical_ratio'
  | 'ratio_time'
  | 'ratio_work'
  | 'past_promise'
  | 'priority'
  | 'machine'
  | 'hurts'
  | 'hurting'
  | 'root'
  | 'changed'
  | 'needAt';

/** A row that no plan makes; its priority is that of a purchase line that no customer line waits for. */
export const unplannedRow = (row: Omit<ListedRow, OfPlan>): ListedRow => ({
  ...row,
  needAt: secondsOf(row.need),
  promised: null,
  critical_ratio: null,
  ratio_time: null,
  ratio_work: null,
  past_promise: false,
  priority: 99,
  machine: null,
  hurts: 0,
  hurting: [],
  root: null,
  changed: null,
});

/** Names a row among all kinds. */
export const keyOf = ({ kind, ref }: { readonly kind: HotKind; readonly ref: string }): string => `${kind} ${ref}`;

export interface Standing {
  /** Rows by the rule, moved ones where the rule puts them. */
  readonly rows: readonly ListedRow[];
  /** By key; what has run out is still among them. */
  readonly moves: ReadonlyMap<string, Move>;
  readonly contacts: ReadonlyMap<string, LatestContact>;
}

export const groupings = ['root', 'customer', 'vendor', 'work_centre', 'owner'] as const;
export type Grouping = (typeof groupings)[number];

export interface Wish {
  readonly kind?: HotKind | undefined;
  readonly late?: boolean | undefined;
  readonly customer?: string | undefined;
  readonly vendor?: string | undefined;
  readonly workCentre?: string | undefined;
  readonly owner?: string | undefined;
  /** Lower-case names by which the person's own rows are known. */
  readonly mine?: ReadonlySet<string> | undefined;
  /** Only rows with a call due, or a word due, today. */
  readonly calls?: 'due' | 'word' | undefined;
  readonly search?: string | undefined;
  /** Only rows of this group. */
  readonly within?: { readonly group: Grouping; readonly key: string } | undefined;
}

/** The moment and the day of it, as far as a list depends on them. */
export interface Moment {
  readonly now: string;
  /** The first instant after today on the plant's clock. */
  readonly tomorrow: string;
  /** The first instant of today on the plant's clock. */
  readonly today: string;
}

export interface Seen extends ListedRow {
  readonly top: Move | undefined;
  readonly contact: LatestContact | undefined;
  /** Its next action is due, or it is late and nobody spoke of it today. */
  readonly wordToday: boolean;
}

/**
 * Every row of the list in its order: what was moved to the top first, latest move first, then by the rule. What was
 * seen of a row before is kept in `known`, and is the same as long as nothing about it changed.
 */
export function seenRows(
  { rows, moves, contacts }: Standing,
  moment: Moment,
  known = new WeakMap<ListedRow, Seen>(),
): readonly Seen[] {
  const top: Seen[] = [];
  const rest: Seen[] = [];
  for (const row of rows) {
    const key = keyOf(row);
    const move = moves.size === 0 ? undefined : moves.get(key);
    const held = move !== undefined && move.expires > moment.now ? move : undefined;
    const contact = contacts.get(key);
    const ofRoot = row.late_days > 0 ? rootContact(row.root, contacts) : undefined;
    const wordToday = needsWord(row, contact, ofRoot, moment);
    let seen = known.get(row);
    if (!seen || seen.top !== held || seen.contact !== contact || seen.wordToday !== wordToday) {
      seen = { ...row, top: held, contact, wordToday };
      known.set(row, seen);
    }
    (held ? top : rest).push(seen);
  }
  top.sort((a, b) => ((a.top?.moved_at ?? '') < (b.top?.moved_at ?? '') ? 1 : -1));
  return [...top, ...rest];
}

/**
 * A row needs a word today when its next action is due, or when it is late, nobody spoke of it (or of what it waits
 * for) today, and nothing is agreed for a later day.
 */
export function needsWord(
  row: Pick<ListedRow, 'late_days'>,
  contact: LatestContact | undefined,
  ofRoot: LatestContact | undefined,
  { today, tomorrow }: Moment,
): boolean {
  if (callDue(contact, tomorrow)) return true;
  if (row.late_days <= 0) return false;
  return ![contact, ofRoot].some(
    (one) => one !== undefined && (one.changed_at >= today || (one.next_at !== null && one.next_at >= tomorrow)),
  );
}

export const callDue = (contact: LatestContact | undefined, tomorrow: string): boolean =>
  contact !== undefined && contact.next_at !== null && contact.next_at < tomorrow;

const rootContact = (root: string | null, contacts: ReadonlyMap<string, LatestContact>): LatestContact | undefined => {
  const supply = root === null || contacts.size === 0 ? undefined : /^\S+ purchase\/(.+)$/.exec(root)?.[1];
  return supply === undefined ? undefined : contacts.get(keyOf({ kind: 'purchase_line', ref: supply }));
};

export function filtered(rows: readonly Seen[], wish: Wish, moment: Moment): readonly Seen[] {
  const tests: ((row: Seen) => boolean)[] = [];
  const { kind, customer, vendor, workCentre, owner, mine, within } = wish;
  if (kind) tests.push((row) => row.kind === kind);
  if (wish.late) tests.push((row) => row.late_days > 0);
  if (customer !== undefined) {
    const own = new Set(rows.filter((row) => isLineOf(row, customer)).map((row) => row.ref));
    // What makes a customer's line late is that customer's concern too.
    tests.push((row) => isLineOf(row, customer) || row.hurting.some((line) => own.has(line)));
  }
  if (vendor !== undefined) tests.push((row) => row.kind === 'purchase_line' && row.partner === vendor);
  if (workCentre !== undefined) tests.push((row) => row.work_centre === workCentre);
  if (owner !== undefined) tests.push((row) => (row.owner ?? '') === owner);
  if (mine) tests.push((row) => isMine(row, mine));
  if (wish.calls === 'due') tests.push((row) => callDue(row.contact, moment.tomorrow));
  if (wish.calls === 'word') tests.push((row) => row.wordToday);
  if (within) tests.push((row) => groupKey(row, within.group) === within.key);
  const words = (wish.search ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length > 0) tests.push((row) => holds(row, words));
  return tests.length === 0 ? rows : rows.filter((row) => tests.every((test) => test(row)));
}

/** The names by which items may call this person as their planner: in full, by mail, by initials. */
export function namesOf({ name, email }: { readonly name: string; readonly email: string }): ReadonlySet<string> {
  const initials = name
    .split(/\s+/)
    .map((word) => word.slice(0, 1))
    .join('');
  return new Set([name, email, email.split('@')[0] ?? '', initials].map((one) => one.toLowerCase()));
}

export const isMine = (row: Seen, mine: ReadonlySet<string>): boolean =>
  row.owner !== null && mine.has(row.owner.toLowerCase());

const isLineOf = (row: Seen, customer: string): boolean => row.kind === 'customer_line' && row.partner === customer;

function holds(row: Seen, words: readonly string[]): boolean {
  const text =
    `${row.ref} ${row.item} ${row.item_name ?? ''} ${row.partner ?? ''} ${row.partner_name ?? ''} ${row.machine ?? ''} ${row.work_centre ?? ''} ${row.owner ?? ''} ${row.root ?? ''}`.toLowerCase();
  return words.every((word) => text.includes(word));
}

/** The group that a row belongs to; '' where it has none. */
export function groupKey(row: ListedRow, group: Grouping): string {
  switch (group) {
    case 'root':
      return row.root ?? '';
    case 'customer':
      return row.kind === 'customer_line' ? (row.partner ?? '') : '';
    case 'vendor':
      return row.kind === 'purchase_line' ? (row.partner ?? '') : '';
    case 'work_centre':
      return row.work_centre ?? '';
    case 'owner':
      return row.owner ?? '';
  }
}

export interface GroupHead {
  readonly key: string;
  /** The row that stands highest: it names the group. */
  readonly first: Seen;
  readonly count: number;
  readonly late: number;
  /** Working days of the latest row. */
  readonly worst: number;
  /** Late customer lines that its rows are or hurt, each counted once, and their money. */
  readonly orders: number;
  readonly money: number;
}

/** Groups in the order of their highest row; what belongs to none comes last. `valueOf` prices a customer line. */
export function grouped(
  rows: readonly Seen[],
  group: Grouping,
  valueOf: (line: string) => number,
): readonly GroupHead[] {
  const groups = new Map<string, { first: Seen; count: number; late: number; worst: number; lines: Set<string> }>();
  for (const row of rows) {
    const key = groupKey(row, group);
    let found = groups.get(key);
    if (!found) {
      found = { first: row, count: 0, late: 0, worst: Number.NEGATIVE_INFINITY, lines: new Set() };
      groups.set(key, found);
    }
    found.count += 1;
    if (row.late_days > 0) found.late += 1;
    found.worst = Math.max(found.worst, row.late_days);
    for (const line of row.hurting) found.lines.add(line);
  }
  return [...groups]
    .map(
      ([key, { first, count, late, worst, lines }]): GroupHead => ({
        key,
        first,
        count,
        late,
        worst,
        orders: lines.size,
        money: [...lines].reduce((sum, line) => sum + valueOf(line), 0),
      }),
    )
    .sort((a, b) => Number(a.key === '') - Number(b.key === ''));
}

/** Where a page ended, so that the next goes on behind it while rows come and go. */
export type Place = Rankable & { readonly top: string | null };

export const placeOf = (row: Seen): Place => ({
  kind: row.kind,
  ref: row.ref,
  late_days: row.late_days,
  critical_ratio: row.critical_ratio,
  needAt: row.needAt,
  priority: row.priority,
  money: row.money,
  hurts: row.hurts,
  top: row.top?.moved_at ?? null,
});

/** Index of the first row behind a place, found by halving: `rows` stand in the order of the rule, the moved ones first. */
export function behind(rows: readonly Seen[], place: Place, rule: HotRule): number {
  let from = 0;
  for (let row = rows[from]; row?.top !== undefined; row = rows[from]) {
    if (place.top !== null && row.top.moved_at < place.top) return from;
    from += 1;
  }
  if (place.top !== null) return from;
  const hotter = hotterBy(rule);
  let to = rows.length;
  while (from < to) {
    const middle = (from + to) >> 1;
    const row = rows[middle];
    if (row && hotter(row, place) > 0) to = middle;
    else from = middle + 1;
  }
  return from;
}

export interface Totals {
  readonly open: number;
  readonly late: number;
  readonly word_today: number;
}

export function totalsOf(rows: readonly Seen[]): Totals {
  const totals = { open: rows.length, late: 0, word_today: 0 };
  for (const row of rows) {
    if (row.late_days > 0) totals.late += 1;
    if (row.wordToday) totals.word_today += 1;
  }
  return totals;
}
