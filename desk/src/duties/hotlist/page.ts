/** One page of the hot list as it is answered: rows in words and figures, group heads, totals, where the next begins. Pure. */
import { malformed } from '../../house/errors.ts';
import type { FilterContext } from '../../house/filter.ts';
import type { OtherNeed } from '../planning/otherneed.ts';
import { rootOf, rootText, type Target } from './chain.ts';
import { type Asking, filterTests, sortedBy } from './fields.ts';
import { criterionWords, ruleSentence, waitsForWords } from './hotlist.messages.ts';
import {
  behind,
  callDue,
  filtered,
  type GroupHead,
  type Grouping,
  grouped,
  isMine,
  keyOf,
  type ListedRow,
  type Moment,
  type Place,
  placeOf,
  type Seen,
  type Totals,
} from './listing.ts';
import { criteria, type HotKind, type HotRule, unplannedKinds } from './ranking.ts';

export interface PageWish {
  readonly kind?: HotKind | undefined;
  readonly late: 'yes' | 'no';
  readonly customer?: string | undefined;
  readonly vendor?: string | undefined;
  readonly work_centre?: string | undefined;
  readonly owner?: string | undefined;
  readonly mine: 'yes' | 'no';
  /** Lower-case names by which the person's own rows are known. */
  readonly names: ReadonlySet<string>;
  readonly calls?: 'due' | 'word' | undefined;
  readonly search?: string | undefined;
  /** By the grammar of every list. */
  readonly filter?: string | undefined;
  readonly filtering: FilterContext;
  /** A field, or `-field`; absent: by the rule, what was moved to the top first. */
  readonly sort?: string | undefined;
  readonly group?: Grouping | undefined;
  readonly within?: string | undefined;
  readonly limit: number;
  readonly cursor?: string | undefined;
  readonly offset: number;
}

export interface PageSource {
  readonly version: { readonly id: number; readonly number: number; readonly made_at: string; readonly now: string };
  readonly published: ReadonlyMap<string, OtherNeed>;
  readonly all: readonly Seen[];
  readonly totals: Totals;
  readonly valueOf: (line: string) => number;
  readonly row: (kind: HotKind, ref: string) => ListedRow | undefined;
  /** Keys of rows that are newly late. */
  readonly fresh: ReadonlySet<string>;
}

const noTotals: Totals = { open: 0, late: 0, word_today: 0 };

export function pageOf(source: PageSource | undefined, rule: HotRule, wish: PageWish, moment: Moment) {
  const all = source?.all ?? [];
  const fresh = source?.fresh ?? new Set<string>();
  const { group, within } = wish;
  const asking = { moment, mine: wish.names, filtering: wish.filtering };
  const tests = filterTests(wish.filter, asking);
  const passed = filtered(
    all,
    {
      ...wish,
      late: wish.late === 'yes',
      mine: wish.mine === 'yes' ? wish.names : undefined,
      workCentre: wish.work_centre,
      within: group !== undefined && within !== undefined ? { group, key: within } : undefined,
    },
    moment,
  );
  const rows = sortedBy(
    tests.length === 0 ? passed : passed.filter((row) => tests.every((test) => test(row))),
    wish.sort,
    asking,
  );
  const heads =
    source && group !== undefined && within === undefined ? grouped(rows, group, source.valueOf) : undefined;
  const from = wish.cursor ? behind(rows, readPlace(wish.cursor), rule) : wish.offset;
  const page = heads ? [] : rows.slice(from, from + wish.limit);
  const last = page[page.length - 1];
  return {
    version: source
      ? {
          id: source.version.id,
          number: source.version.number,
          made_at: source.version.made_at,
          now: source.version.now,
        }
      : null,
    rule: ruleWords(rule),
    totals: { ...(source?.totals ?? noTotals), fresh: countFresh(all, fresh) },
    total: rows.length,
    rows: page.map((row) => shown(row, source, fresh, asking)),
    groups:
      heads?.map(({ key, first, count, late, orders, money, worst }) => ({
        key,
        words: headWords(group ?? 'root', { key, first, count, late }, source),
        count,
        late,
        orders,
        money,
        worst,
      })) ?? null,
    next:
      last && !wish.sort && from + wish.limit < rows.length
        ? Buffer.from(JSON.stringify(placeOf(last))).toString('base64url')
        : null,
  };
}

export const ruleWords = (rule: HotRule) => ({
  order: [...rule],
  sentence: ruleSentence(rule),
  choices: criteria.map((criterion) => ({ criterion, words: criterionWords[criterion] })),
});

const countFresh = (rows: readonly Seen[], fresh: ReadonlySet<string>): number =>
  fresh.size === 0 ? 0 : rows.filter((row) => row.late_days > 0 && fresh.has(keyOf(row))).length;

function shown(row: Seen, source: PageSource | undefined, fresh: ReadonlySet<string>, { moment, mine }: Asking) {
  const { top, contact } = row;
  const hurt = row.kind === 'customer_line' ? row : dearest(row.hurting, source);
  // Named one by one: leaving some out of a spread takes ten times as long, for each row of each page.
  return {
    kind: row.kind,
    ref: row.ref,
    item: row.item,
    item_name: row.item_name,
    qty: row.qty,
    left: null as number | null,
    unit: row.unit,
    need: row.need,
    published: (row.kind === 'operation' && source?.published.get(row.ref)) || null,
    promised: row.promised,
    estimated: row.estimated,
    late_days: row.late_days,
    critical_ratio: row.critical_ratio,
    ratio_time: row.ratio_time,
    ratio_work: row.ratio_work,
    past_promise: row.past_promise,
    priority: row.priority,
    partner: row.partner,
    partner_name: row.partner_name,
    phone: row.phone,
    work_centre: row.work_centre,
    machine: row.machine,
    money: row.money,
    hurts: row.hurts,
    owner: row.owner,
    root: row.root,
    blocked_by: row.blocked_by,
    changed: row.changed,
    at_risk_for: hurt?.partner_name ?? hurt?.partner ?? null,
    ...blockedBy(row, source),
    fresh: fresh.has(keyOf(row)),
    mine: isMine(row, mine),
    word_today: row.wordToday,
    call_due: callDue(contact, moment.tomorrow),
    top: top ? { reason: top.reason, effect: top.effect, expires: top.expires, by: top.changed_by } : null,
    contact: contact
      ? {
          with_whom: contact.with_whom,
          said: contact.said,
          new_date: contact.new_date,
          next_action: contact.next_action,
          next_at: contact.next_at,
          at: contact.changed_at,
          by: contact.changed_by,
        }
      : null,
  };
}

/** The root in words; of a row that is its own trouble, whom to ask; of what no plan made, what is to be done next. */
function blockedBy(row: Seen, source: PageSource | undefined) {
  if (row.root === null) return { root_words: unplannedKinds.has(row.kind) ? row.blocked_by : null, root_ref: null };
  const { to } = rootOf(row.root);
  if (to?.type === row.kind && to.ref === row.ref && row.partner !== null)
    return {
      root_words: waitsForWords(row.partner_name ?? row.partner),
      root_ref: { type: 'vendor', ref: row.partner },
    };
  return { root_words: rootText(row.root, (ref) => source?.row('purchase_line', ref)), root_ref: mutable(to) };
}

/** Of the lines hurt the one worth most: its customer is named. */
function dearest(lines: readonly string[], source: PageSource | undefined): ListedRow | undefined {
  let found: ListedRow | undefined;
  for (const ref of lines) {
    const line = source?.row('customer_line', ref);
    if (line && (!found || line.money > found.money)) found = line;
  }
  return found;
}

const mutable = (target: Target | null): { type: string; ref: string } | null => (target ? { ...target } : null);

type Head = Pick<GroupHead, 'key' | 'first' | 'count' | 'late'>;

function headWords(group: Grouping, { key, first, count, late }: Head, source: PageSource | undefined): string {
  if (group === 'root' && key === '') {
    if (late === 0) return 'On time';
    return late === count ? 'Late without a known cause' : 'On time, or late without a known cause';
  }
  if (group === 'root') return rootText(key, (ref) => source?.row('purchase_line', ref));
  if (key === '')
    return { customer: 'No customer', vendor: 'No vendor', work_centre: 'No work centre', owner: 'Nobody’s' }[group];
  if (group === 'customer' || group === 'vendor') return first.partner_name ? `${first.partner_name} (${key})` : key;
  return key;
}

function readPlace(cursor: string): Place {
  const bad = () =>
    malformed([
      {
        field: 'cursor',
        value: cursor.slice(0, 60),
        text: 'The cursor is not one that was given out. Maybe start again without it.',
      },
    ]);
  let place: unknown;
  try {
    place = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch (error) {
    if (error instanceof SyntaxError) throw bad();
    throw error;
  }
  if (!isPlace(place)) throw bad();
  return place;
}

function isPlace(value: unknown): value is Place {
  if (value === null || typeof value !== 'object') return false;
  const { kind, ref, top, late_days, critical_ratio, needAt, priority, money, hurts } = value as Partial<
    Record<keyof Place, unknown>
  >;
  return (
    typeof kind === 'string' &&
    typeof ref === 'string' &&
    (top === null || typeof top === 'string') &&
    (critical_ratio === null || typeof critical_ratio === 'number') &&
    [late_days, needAt, priority, money, hurts].every((one) => typeof one === 'number')
  );
}
