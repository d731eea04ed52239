/**
 * Which bins are counted when: by class, so many times a year, and at once by rules. Pure; days are numbers since 1970.
 *
 * Each working day takes so many as the classes ask of a year, divided by its working days: what is due longest, measured by its
 * own interval, first. So the work is even, and nothing is forgotten that was not counted on its day. What a rule asks for comes
 * on top, today.
 */
import type { Class } from './abc.ts';
import { type CountRules, perYear } from './countrules.ts';

export interface BinSeen {
  readonly item: string;
  readonly location: string;
  readonly class: Class;
  readonly qty: number;
  /** More of it stands there in containers, by serials or of partners. */
  readonly apart: boolean;
  /** One of its lots is below zero. */
  readonly below: boolean;
  /** The plant's day on which it was counted last. */
  readonly counted: number | null;
  /** The day from which the ledger knows it. */
  readonly since: number;
  /** Movements since it was counted. */
  readonly moves: number;
  /** Since it was counted it was adjusted by hand, or taken below zero. */
  readonly problem: boolean;
  /** What the plan takes of it within the days before a big order. */
  readonly wanted: number;
}

export type Why =
  | { readonly rule: 'class'; readonly class: Class; readonly perYear: number; readonly days: number }
  | { readonly rule: 'never'; readonly class: Class }
  | { readonly rule: 'zero' }
  | { readonly rule: 'negative' }
  | { readonly rule: 'moves'; readonly moves: number }
  | { readonly rule: 'order'; readonly percent: number }
  | { readonly rule: 'problem' };

export interface Due {
  readonly bin: BinSeen;
  readonly day: number;
  /** All that ask for it; the first is why it is on this day. */
  readonly why: readonly Why[];
}

export interface Calendar {
  readonly today: number;
  /** Working days from today on, as far as is looked ahead. */
  readonly workingDays: readonly number[];
  readonly workingDaysAYear: number;
}

const year = 365;

export function programme(
  bins: readonly BinSeen[],
  rules: CountRules,
  { today, workingDays, workingDaysAYear }: Calendar,
  doneToday = 0,
): readonly Due[] {
  const ruled = bins.flatMap((bin): Due[] => {
    const why = rulesFor(bin, rules);
    return why.length > 0 ? [{ bin, day: today, why }] : [];
  });
  const others = new Set(ruled.map(({ bin }) => bin));
  const kept = bins.filter((bin) => bin.qty !== 0 && perYear(rules, bin.class) > 0);
  const quota = Math.ceil(
    kept.reduce((sum, bin) => sum + perYear(rules, bin.class), 0) / Math.max(1, workingDaysAYear),
  );
  const waiting = new Set(kept.filter((bin) => !others.has(bin)));
  const levelled = workingDays.flatMap((day, at) => {
    const room = Math.max(0, quota - (at === 0 && day === today ? doneToday : 0));
    const due = [...waiting]
      .map((bin) => ({ bin, overdue: overdueOf(bin, rules, day) }))
      .filter(({ overdue }) => overdue >= 1)
      .toSorted((one, two) => two.overdue - one.overdue || before(one.bin, two.bin))
      .slice(0, room);
    for (const { bin } of due) waiting.delete(bin);
    return due.map(({ bin }): Due => ({ bin, day, why: [byClass(bin, rules)] }));
  });
  return [...ruled.toSorted((one, two) => before(one.bin, two.bin)), ...levelled];
}

/** Intervals gone by since the last count; what was never counted is due since the ledger knows it. */
function overdueOf(bin: BinSeen, rules: CountRules, day: number): number {
  const interval = year / perYear(rules, bin.class);
  return bin.counted === null ? 1 + (day - bin.since) / interval : (day - bin.counted) / interval;
}

const byClass = (bin: BinSeen, rules: CountRules): Why =>
  bin.counted === null
    ? { rule: 'never', class: bin.class }
    : {
        rule: 'class',
        class: bin.class,
        perYear: perYear(rules, bin.class),
        days: Math.round(year / perYear(rules, bin.class)),
      };

/** In the order in which one walks: by class first where both are due alike. */
const before = (one: BinSeen, two: BinSeen): number =>
  compare(one.class, two.class) || compare(one.location, two.location) || compare(one.item, two.item);
const compare = (one: string, two: string): number => (one < two ? -1 : one > two ? 1 : 0);

function rulesFor(bin: BinSeen, rules: CountRules): readonly Why[] {
  const why: Why[] = [];
  if (rules.negative && bin.below) why.push({ rule: 'negative' });
  if (rules.problem && bin.problem) why.push({ rule: 'problem' });
  if (rules.zero && bin.qty === 0 && !bin.apart && bin.moves > 0) why.push({ rule: 'zero' });
  if (rules.order_percent !== null && bin.qty > 0 && bin.wanted * 100 >= rules.order_percent * bin.qty && bin.moves > 0)
    why.push({ rule: 'order', percent: Math.round((bin.wanted / bin.qty) * 100) });
  if (rules.movements !== null && bin.moves >= rules.movements) why.push({ rule: 'moves', moves: bin.moves });
  return why;
}
