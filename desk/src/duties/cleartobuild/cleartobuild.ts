/**
 * Whether everything is there for the orders to be released next, asked in the order of their starts: each takes what is
 * there, so that nothing is there for two. An order that is short keeps what it took: who comes first is served first.
 *
 * Quantities in steps of the item's unit, times in seconds. Pure. Source: RULES "Clear to build"; GLOSSARY "clear to build".
 */
import { drawingLack, type Papers } from './drawings.ts';
import { type Hold, Holds, type Resource } from './holds.ts';
import { type Shelf, Supplies, type Taker } from './supplies.ts';

/** How far ahead: what starts within the release window, or by the end of the next working day. */
export const reaches = ['window', 'next_day'] as const;
export type Reach = (typeof reaches)[number];

/** `now`: it must be there already. `start`: it counts where it is received before the work that needs it begins. */
export const wishes = ['now', 'start'] as const;
export type Wish = (typeof wishes)[number];

export const things = ['material', 'tool', 'crew', 'drawing', 'input'] as const;
export type Thing = (typeof things)[number];

export type LackReason =
  | 'too-little'
  | 'in-use'
  | 'away'
  | 'off'
  | 'no-routing'
  | 'not-named'
  | 'not-listed'
  | 'not-effective'
  | 'superseded'
  | 'not-received';

export interface Lack {
  readonly kind: Thing;
  /** The item, tool, crew, item of the drawing, or the input with its line: "SO-1/1 artwork". */
  readonly what: string;
  readonly why: LackReason;
  /** So much or so many are missing. */
  readonly qty: number;
  /** When it is expected to be there; absent: nobody knows. */
  readonly comes?: number | undefined;
  /** What brings it: a supply, the order that gives a tool back, the revision that is effective. */
  readonly by?: string | undefined;
  /** Who has what is missing, the largest share first. */
  readonly held: readonly Share[];
  /** Of material: the step that draws it; 0: it is needed where the order begins. */
  readonly seq?: number | undefined;
}

export interface Share {
  readonly who: string;
  readonly qty: number;
}

export interface Input {
  readonly what: string;
  readonly expected: number;
  /** When the step begins that waits for it. */
  readonly at: number;
  readonly owner?: string | undefined;
}

/** Who draws material: an order to be released next, or one that is released. */
export interface Drawer {
  /** "work/MO-7", or "planned/3" for one that is not firm yet. */
  readonly id: string;
  readonly starts: number;
  readonly material: readonly {
    readonly item: string;
    readonly qty: number;
    readonly at: number;
    readonly seq: number;
  }[];
  /** Customer lines that it serves: what is reserved for them is for it. */
  readonly serves: readonly string[];
}

export interface NextOrder extends Drawer {
  readonly holds: readonly Hold[];
  readonly papers: Papers;
  /** Customers' inputs that are not received. */
  readonly inputs: readonly Input[];
}

/** What there is of material, and who draws on it besides the orders to be released next. */
export interface Stores {
  readonly now: number;
  readonly wish: Wish;
  readonly supplies: readonly Shelf[];
  /** Released orders: they take first, in the order of their starts. */
  readonly released: readonly Drawer[];
  /** Customer lines that ship from stock: they take before an order that starts later. */
  readonly takers: readonly Taker[];
}

export interface Situation extends Stores {
  readonly resources: readonly Resource[];
  /** What released orders hold. */
  readonly held: readonly (Hold & { readonly who: string })[];
}

export interface Judged {
  readonly id: string;
  /** Nothing: it is clear. */
  readonly lacks: readonly Lack[];
}

/** The orders in the order of their starts, each with what it lacks. */
export function judge(orders: readonly NextOrder[], situation: Situation): readonly Judged[] {
  const holds = new Holds(situation.resources, situation.held);
  return drawnInTurn(orders, situation, (order) => [
    ...order.holds.flatMap((hold) => holds.take(order.id, hold) ?? []),
    ...(drawingLack(order.papers) ?? []),
    ...order.inputs.filter((input) => situation.wish === 'now' || input.expected > input.at).map(inputLack),
  ]).next;
}

export interface Drawn {
  readonly id: string;
  /** Material that is not there now. */
  readonly lacks: readonly Lack[];
  /** Of these, what is not sure to be there by its step's start either. */
  readonly waitsFor: readonly Lack[];
}

/** The released orders and those to be released next, each with its material as both wishes ask for it. */
export function judgeMaterial(orders: readonly Drawer[], stores: Omit<Stores, 'wish'>): readonly Drawn[] {
  const lacking = (wish: Wish) => {
    const { released, next } = drawnInTurn(orders, { ...stores, wish }, () => []);
    return [...released, ...next];
  };
  const byStart = new Map(lacking('start').map(({ id, lacks }) => [id, lacks]));
  return lacking('now').map(({ id, lacks }) => ({
    id,
    lacks,
    waitsFor: lacks.filter(({ what, seq }) => byStart.get(id)?.some((one) => one.what === what && one.seq === seq)),
  }));
}

/** Each takes in its turn; `beside` says what an order lacks besides material. */
function drawnInTurn<Order extends Drawer>(
  orders: readonly Order[],
  { now, wish, supplies: shelves, released, takers: lines }: Stores,
  beside: (order: Order) => readonly Lack[],
): { readonly released: readonly Judged[]; readonly next: readonly Judged[] } {
  const supplies = new Supplies(shelves, now, wish);
  const drawn = (order: Drawer) => order.material.flatMap((need) => supplies.take(order, need) ?? []);
  const first = released.toSorted(inTurn).map((order) => ({ id: order.id, lacks: drawn(order) }));
  const takers = lines.toSorted((a, b) => a.at - b.at || (a.who < b.who ? -1 : 1));
  let served = 0;
  const next = orders.toSorted(inTurn).map((order) => {
    for (; (takers[served]?.at ?? Infinity) <= order.starts; served += 1) supplies.serve(takers[served]!);
    const lacks = [...drawn(order), ...beside(order)];
    if (lacks.length === 0) supplies.isSure(order.id);
    return { id: order.id, lacks };
  });
  return { released: first, next };
}

const inTurn = (a: Drawer, b: Drawer): number => a.starts - b.starts || (a.id < b.id ? -1 : 1);

const inputLack = ({ what, expected, owner }: Input): Lack => ({
  kind: 'input',
  what,
  why: 'not-received',
  qty: 1,
  comes: expected,
  held: owner === undefined ? [] : [{ who: owner, qty: 1 }],
});

export interface Help {
  readonly kind: Thing;
  readonly what: string;
  /** So much or so many of it clears them all. */
  readonly qty: number;
  /** Orders that lack nothing else, in the order of their starts. */
  readonly clears: readonly string[];
  /** Orders that lack it, those that lack other things too among them. */
  readonly lacking: number;
}

/**
 * The one thing that would clear the most orders, then the next best, at most `most`. An order is cleared by a thing when it
 * lacks nothing else; material is needed for those before it too, as they take first.
 */
export function helps(judged: readonly Judged[], most = 5): readonly Help[] {
  const found = new Map<
    string,
    { kind: Thing; what: string; qty: number; sum: number; clears: string[]; lacking: number }
  >();
  for (const { id, lacks } of judged) {
    const own = new Map<string, Lack & { sum: number; many: number }>();
    for (const lack of lacks) {
      const key = `${lack.kind} ${lack.what}`;
      const known = own.get(key);
      own.set(key, { ...lack, sum: (known?.sum ?? 0) + lack.qty, many: Math.max(known?.many ?? 0, lack.qty) });
    }
    for (const [key, { kind, what, sum, many }] of own) {
      const help = found.get(key) ?? { kind, what, qty: 0, sum: 0, clears: [], lacking: 0 };
      found.set(key, help);
      help.lacking += 1;
      // Material is used up; a tool, a crew, a drawing or an input serves one order after the other.
      help.sum = kind === 'material' ? help.sum + sum : Math.max(help.sum, many);
      if (own.size > 1) continue;
      help.clears.push(id);
      help.qty = help.sum;
    }
  }
  return [...found.values()]
    .filter((help) => help.clears.length > 0)
    .sort((a, b) => b.clears.length - a.clears.length || b.lacking - a.lacking || (a.what < b.what ? -1 : 1))
    .slice(0, most)
    .map(({ sum: _, ...help }) => help);
}

/** The moment up to which orders are released next: so many working days from now. Source: RULES "release window". */
export function releaseUntil(workingDays: (at: number) => number, now: number, window: number): number {
  const gone = (at: number) => workingDays(at) - workingDays(now);
  let [low, high] = [now, now + (window + 60) * 3 * 86_400];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (gone(middle) >= window) high = middle;
    else low = middle + 1;
  }
  return low;
}

export const usualWindow = 5;
export const mostWindow = 60;
