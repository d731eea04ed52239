/** Classes by what is used of an item in a year, in money: few items make most of it. Pure. Source: APICS "ABC classification"; CONVENTIONS "80/15/5". */
export const classes = ['A', 'B', 'C'] as const;
export type Class = (typeof classes)[number];

export interface ItemValue {
  readonly item: string;
  /** Used in a year times cost; null: nobody said what it costs. */
  readonly value: number | null;
}

/** How much of the whole the A items make, and the B items after them, in percent. */
export interface Shares {
  readonly a: number;
  readonly b: number;
}

/**
 * The highest value first: an item is an A as long as those before it make less than their share, so that the one that
 * crosses the line is an A still. What is worth nothing, and what has no cost, is a C.
 */
export function classesOf(values: readonly ItemValue[], { a, b }: Shares): ReadonlyMap<string, Class> {
  const ranked = values.toSorted(
    (one, two) => (two.value ?? 0) - (one.value ?? 0) || (one.item < two.item ? -1 : one.item > two.item ? 1 : 0),
  );
  const whole = ranked.reduce((sum, { value }) => sum + Math.max(0, value ?? 0), 0);
  let before = 0;
  return new Map(
    ranked.map(({ item, value }): [string, Class] => {
      const worth = Math.max(0, value ?? 0);
      const share = whole === 0 ? 100 : (before / whole) * 100;
      before += worth;
      return [item, worth === 0 ? 'C' : share < a ? 'A' : share < a + b ? 'B' : 'C'];
    }),
  );
}

export interface Used {
  readonly item: string;
  /** Went into work orders, to customers and to scrap within the last year; 0: nothing did. */
  readonly used: number;
  /** What the standing plan takes of it. */
  readonly planned: number;
  readonly cost: number | null;
}

/** Where there is no history, what is planned stands for it. */
export const valuesOf = (items: readonly Used[]): readonly ItemValue[] =>
  items.map(({ item, used, planned, cost }) => ({
    item,
    value: cost === null ? null : (used > 0 ? used : planned) * cost,
  }));
