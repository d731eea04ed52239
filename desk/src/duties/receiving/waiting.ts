/**
 * Who waits for what comes, and what comes first. Pure.
 *
 * The plan that people work to says which purchase line each order takes. What came of a line since that plan was made
 * serves those who take it, the most urgent first; what was brought from the dock serves who it was brought to.
 */

/** What the dock schedule lists. */
export const dueKinds = ['purchase line', 'ship notice', 'customer return', 'transfer'] as const;
export type DueKind = (typeof dueKinds)[number];

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

/** Since the plan was made: what came of each line, and what of which line was brought from the dock to whom. */
export interface Since {
  readonly came: ReadonlyMap<string, number>;
  readonly brought: readonly { readonly who: string; readonly line: string; readonly qty: number }[];
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
  // What was brought to somebody came of a line too: it is no longer there for others.
  for (const { line, qty } of since.brought) came.set(line, (came.get(line) ?? 0) - qty);
  const take = (from: Map<string, number>, name: string, most: number): number => {
    const taken = Math.min(Math.max(0, from.get(name) ?? 0), most);
    from.set(name, (from.get(name) ?? 0) - taken);
    return taken;
  };
  const sorted = takings.toSorted(byNeed);
  const brought = new Map<string, number>();
  for (const { who, line, qty } of since.brought)
    brought.set(`${who} ${line}`, (brought.get(`${who} ${line}`) ?? 0) + qty);
  const left = sorted.map((one) => one.qty - take(brought, `${one.who} ${one.line}`, one.qty));
  // What came of another line than the plan takes for him serves him too.
  for (const [at, { who }] of sorted.entries())
    for (const name of brought.keys())
      if (name.startsWith(`${who} `)) left[at] = (left[at] ?? 0) - take(brought, name, left[at] ?? 0);
  return sorted.flatMap((one, at) => {
    const open = exactly(left[at] ?? 0);
    const qty = exactly(open - take(came, one.line, open));
    return qty > 0 ? [{ ...one, qty }] : [];
  });
}

/** What each waits for of all lines that the plan takes for him, in the order of the first. */
export function byOrder<T extends Taking>(waiting: readonly T[]): readonly T[] {
  const orders = new Map<string, T>();
  for (const one of waiting) {
    const before = orders.get(one.who);
    orders.set(one.who, before ? { ...before, qty: exactly(before.qty + one.qty) } : one);
  }
  return [...orders.values()];
}

export const whens = ['late', 'today', 'coming', 'undated'] as const;
export type When = (typeof whens)[number];

export const whenOf = (day: string | null, today: string): When =>
  day === null ? 'undated' : day < today ? 'late' : day === today ? 'today' : 'coming';

interface Due {
  readonly ref: string;
  readonly day: string | null;
  /** Where that is told by more than its day. */
  readonly when?: When;
  readonly waiting: readonly Pick<Taking, 'at' | 'late'>[];
}

/** What a late order waits for. */
export const isHot = ({ waiting }: Pick<Due, 'waiting'>): boolean => waiting.some(({ late }) => late);

/** What is late on top, then by day; within a day what is hot first, then by when an order takes it; then by number. */
export function byUrgency(today: string): (a: Due, b: Due) => number {
  const order = (one: Due): readonly string[] => [
    String(whens.indexOf(one.when ?? whenOf(one.day, today))),
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
