/**
 * Who waits for what comes, and what comes first. Pure.
 *
 * The plan that people work to says which purchase line each order takes. What came of a line since that plan was made
 * serves those who take it, the most urgent first; what was brought from the dock serves who it was brought to.
 */

/** An order that takes so much of a purchase line by the plan. */
export interface Taking {
  readonly line: string;
  /** "work/MO-7", "planned/3", "demand/SO-1/1". */
  readonly who: string;
  readonly qty: number;
  /** When it takes it. */
  readonly at: string;
  /** By the plan it is late. */
  readonly late: boolean;
}

/** Since the plan was made: what came of each line, and what was brought from the dock to each order. */
export interface Since {
  readonly came: ReadonlyMap<string, number>;
  readonly brought: ReadonlyMap<string, number>;
}

const exactly = (quantity: number): number => Math.round(quantity * 1e6) / 1e6;
/** Late orders first, then by when they take it. */
const byNeed = (a: Taking, b: Taking): number =>
  Number(b.late) - Number(a.late) ||
  Number(a.at > b.at) - Number(a.at < b.at) ||
  Number(a.who > b.who) - Number(a.who < b.who);

/** What is still waited for, the most urgent first; of one item. */
export function stillWaiting<T extends Taking>(takings: readonly T[], since: Since): readonly T[] {
  const came = new Map(since.came);
  const brought = new Map(since.brought);
  const take = (from: Map<string, number>, name: string, most: number): number => {
    const taken = Math.min(Math.max(0, from.get(name) ?? 0), most);
    from.set(name, (from.get(name) ?? 0) - taken);
    return taken;
  };
  const sorted = takings.toSorted(byNeed);
  // What was brought to somebody came of a line too: it is no longer there for others.
  const left = sorted.map((one) => {
    const had = take(brought, one.who, one.qty);
    take(came, one.line, had);
    return exactly(one.qty - had);
  });
  return sorted.flatMap((one, at) => {
    const qty = exactly((left[at] ?? 0) - take(came, one.line, left[at] ?? 0));
    return qty > 0 ? [{ ...one, qty }] : [];
  });
}

export const whens = ['late', 'today', 'coming', 'undated'] as const;
export type When = (typeof whens)[number];

export const whenOf = (day: string | null, today: string): When =>
  day === null ? 'undated' : day < today ? 'late' : day === today ? 'today' : 'coming';

interface Due {
  readonly ref: string;
  readonly day: string | null;
  readonly waiting: readonly Pick<Taking, 'at' | 'late'>[];
}

/** What a late order waits for. */
export const isHot = ({ waiting }: Pick<Due, 'waiting'>): boolean => waiting.some(({ late }) => late);

/** What is late on top, then by day; within a day what is hot first, then by when an order takes it; then by number. */
export function byUrgency(today: string): (a: Due, b: Due) => number {
  const order = (one: Due): readonly string[] => [
    String(whens.indexOf(whenOf(one.day, today))),
    one.day ?? '',
    isHot(one) ? '0' : '1',
    one.waiting[0]?.at ?? '~',
    one.ref,
  ];
  return (a, b) => {
    const [left, right] = [order(a), order(b)];
    const at = left.findIndex((value, n) => value !== right[n]);
    return at < 0 ? 0 : (left[at] ?? '') < (right[at] ?? '') ? -1 : 1;
  };
}
