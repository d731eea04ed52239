/** A pick list as somebody walks it, of one order or of several at once: where to take what, one spot after the other, less what was picked and waits to be sent. Pure. */

/** Orders picked in one walk, as one text: with commas between, one within a number written otherwise. */
export const waveOf = (orders: readonly string[]): string => orders.map((one) => one.replaceAll(',', '%2C')).join(',');
export const ordersIn = (wave: string): readonly string[] =>
  wave
    .split(',')
    .map((one) => one.trim().replaceAll('%2C', ','))
    .filter((one) => one !== '');

interface From {
  readonly location: string;
  readonly lot: string;
  readonly qty: number;
  /** The last day on which it may be used. */
  readonly expires: string | null;
  /** Out of which it is taken. */
  readonly containers: readonly string[];
  /** The turn of the place on the way; null: after those that have one, by its code. */
  readonly walk: number | null;
}
interface Line {
  readonly order: string;
  readonly item: string;
  readonly item_name: string | null;
  readonly seq: number;
  readonly unit: string;
  readonly from: readonly From[];
  /** What may stand in for what is missing of it. */
  readonly instead: readonly {
    readonly item: string;
    readonly item_name: string | null;
    readonly unit: string;
    readonly from: readonly From[];
  }[];
}

/** A pick as its body says it. */
export type Pick = Omit<From, 'walk' | 'expires' | 'containers'> &
  Omit<Line, 'from' | 'unit' | 'item_name' | 'instead'> & {
    /** No more lies there. */
    readonly short?: boolean;
  };
export type Spot = From &
  Omit<Line, 'from' | 'instead'> & {
    /** The item of the list that it stands in for. */
    readonly instead_of: string | null;
  };

/** Place after place by their turn, else as the aisles lie; what is picked already is none. */
export function spotsOf(lines: readonly Line[], waiting: readonly Pick[]): readonly Spot[] {
  return walked(
    lines.flatMap(({ from, instead: _, ...line }) => from.map((one) => ({ ...line, ...one, instead_of: null }))),
    waiting,
  );
}

/** Where substitutes lie, in the same turn: nobody is led there, who takes one says so. */
export const insteadSpots = (lines: readonly Line[], waiting: readonly Pick[]): readonly Spot[] =>
  walked(
    lines.flatMap(({ order, seq, item: instead_of, instead }) =>
      instead.flatMap(({ from, item, item_name, unit }) =>
        from.map((one) => ({ order, seq, item, item_name, unit, instead_of, ...one })),
      ),
    ),
    waiting,
  );

function walked(spots: readonly Spot[], waiting: readonly Pick[]): readonly Spot[] {
  return spots
    .map((spot) => ({ ...spot, qty: lessWaiting(spot, waiting) }))
    .filter(({ qty }) => qty > 0)
    .toSorted(
      (a, b) =>
        (a.walk ?? last) - (b.walk ?? last) || aisles.compare(a.location, b.location) || aisles.compare(a.item, b.item),
    );
}

const last = Number.MAX_SAFE_INTEGER;
const aisles = new Intl.Collator('en', { numeric: true });

/** To the millionth, the step of the finest unit: sums of decimals leave dust. */
function lessWaiting(spot: Spot, waiting: readonly Pick[]): number {
  const own = waiting.filter((one) => spotKey(one) === spotKey(spot));
  if (own.some(({ short }) => short)) return 0;
  return Math.round((spot.qty - own.reduce((sum, { qty }) => sum + qty, 0)) * 1e6) / 1e6;
}

export const spotKey = ({
  order,
  item,
  seq,
  location,
  lot,
}: Readonly<Record<'order' | 'item' | 'location' | 'lot', string>> & { readonly seq: number }): string =>
  JSON.stringify([order, item, seq, location, lot]);

/** What of the things that wait are picks of these orders. */
export const picksOf = (
  orders: readonly string[],
  unsent: readonly { readonly path: string; readonly body: unknown }[],
): readonly Pick[] =>
  orders.flatMap((order) =>
    unsent
      .filter(({ path }) => path === issuePath(order))
      .flatMap(({ body }) => (body as { readonly lines: readonly Omit<Pick, 'order'>[] }).lines)
      .map((line) => ({ ...line, order })),
  );

const issuePath = (order: string): string => `/pick-lists/${encodeURIComponent(order)}/issue`;

/** The spot that a scan means: of a place, an item or a lot, here before elsewhere. */
export function spotScanned(spots: readonly Spot[], text: string, here?: string): Spot | undefined {
  const code = text.trim().toLowerCase();
  const named = spots.filter(({ location, item, lot }) =>
    [location, item, lot].some((one) => one !== '' && one.toLowerCase() === code),
  );
  return named.find(({ location }) => location === here) ?? named[0];
}
