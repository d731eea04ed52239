/**
 * The rule that stands above the hot list, as data: by what rows are ordered, first things first. Pure.
 *
 * Usual order (RULES.md, "The hot list"): first what is late, by working days late to need; then by need date;
 * priority breaks ties; then operations by critical ratio, the rest by slack. What is still equal goes by name, so that the list is the same on every machine.
 */

export const hotKinds = [
  'customer_line',
  'operation',
  'purchase_line',
  'requisition',
  'balance',
  'delivery',
  'card',
  'search',
  'standing',
  'customer_return',
] as const;
export type HotKind = (typeof hotKinds)[number];
/** Of rows that no plan makes. */
export const unplannedKinds: ReadonlySet<HotKind> = new Set([
  'requisition',
  'balance',
  'delivery',
  'card',
  'search',
  'standing',
  'customer_return',
]);

export const criteria = ['lateness', 'need', 'priority', 'ratio', 'money', 'orders'] as const;
export type Criterion = (typeof criteria)[number];
export type HotRule = readonly Criterion[];

export const usualRule: HotRule = ['lateness', 'need', 'priority', 'ratio'];

/** What a row is ordered by. */
export interface Rankable {
  readonly kind: HotKind;
  readonly ref: string;
  /** Working days late to need; below 0 is slack, and slack does not count. */
  readonly late_days: number;
  /** Of an operation: below 1 it is behind, at 1 on schedule, above 1 ahead. Null: it has none. */
  readonly critical_ratio: number | null;
  /** Seconds, from any epoch that all rows share. */
  readonly needAt: number;
  readonly priority: number;
  readonly money: number;
  readonly hurts: number;
}

/** Money is at risk only where something is late. */
const atRisk = (row: Rankable): number => (row.hurts > 0 || row.late_days > 0 ? row.money : 0);

/** How far ahead of its need a row is; 0 is on schedule: an operation by critical ratio, the rest by working days of slack. */
const ahead = (row: Rankable): number => (row.critical_ratio === null ? -row.late_days : row.critical_ratio - 1);

const compare: Readonly<Record<Criterion, (a: Rankable, b: Rankable) => number>> = {
  lateness: (a, b) => Math.max(0, b.late_days) - Math.max(0, a.late_days),
  need: (a, b) => a.needAt - b.needAt,
  priority: (a, b) => a.priority - b.priority,
  ratio: (a, b) => ahead(a) - ahead(b),
  money: (a, b) => atRisk(b) - atRisk(a),
  orders: (a, b) => b.hurts - a.hurts,
};

/** Orders two rows by a rule; never 0 for two different rows. */
export function hotterBy(rule: HotRule): (a: Rankable, b: Rankable) => number {
  const steps = rule.map((one) => compare[one]);
  return (a, b) => {
    for (const step of steps) {
      const order = step(a, b);
      if (order !== 0) return order;
    }
    return byName(a.ref, b.ref) || byName(a.kind, b.kind);
  };
}

const byName = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The rule as it is kept in a site's settings; the usual one where nothing sensible is kept. */
export function ruleFrom(kept: unknown): HotRule {
  if (!Array.isArray(kept)) return usualRule;
  const known = criteria.filter((one) => kept.includes(one));
  return known.length === kept.length && known.length > 0 ? (kept as Criterion[]) : usualRule;
}
