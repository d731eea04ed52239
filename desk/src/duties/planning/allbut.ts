/** A planning run that makes a submitted version anew without some of its work orders, and approves what it makes. */
export interface AllBut {
  /** Number of the submitted version. */
  readonly version: number;
  /** Numbers of the work orders of which every step is held where the published plan has it. */
  readonly held: readonly string[];
  /** As they were ticked, customers' lines and work orders; absent in runs of before they were kept. */
  readonly orders?: readonly string[];
  /** Acts by hand that are left out, by their place among those of the version … */
  readonly acts?: readonly number[];
  /** … and in words; absent in runs of before they stood apart, where they are the last of `orders`. */
  readonly called?: readonly string[];
  /** Once it failed: acts that were in the way, by their place. */
  readonly inTheWay?: readonly number[];
  readonly by: { readonly id: string; readonly name: string; readonly email: string };
  readonly reason: string | null;
}

/** What was ticked: orders by name, acts by hand in words. */
export interface Ticked {
  readonly orders: readonly string[];
  readonly acts: readonly string[];
}

export function tickedIn({
  held,
  orders = held,
  acts = [],
  called,
}: Pick<AllBut, 'held' | 'orders' | 'acts' | 'called'>): Ticked {
  if (called) return { orders, acts: called };
  const first = orders.length - acts.length;
  return { orders: orders.slice(0, first), acts: orders.slice(first) };
}

export const allTicked = (of: Parameters<typeof tickedIn>[0]): readonly string[] => {
  const { orders, acts } = tickedIn(of);
  return [...orders, ...acts];
};
