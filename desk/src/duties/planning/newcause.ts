/**
 * Behind a new cause: who draws now what an order drew on before, and whose work goes first on a machine. Pure, over the pegs
 * of two plans: planned orders have other names in each, stock, purchase lines and work orders have theirs.
 */
import { joinedBy, suppliesOf } from './below.ts';
import { type Change, type Root, worthTelling } from './orderchanges.ts';

export interface Peg {
  readonly supply: string;
  readonly consumer: string;
  readonly item: string;
  readonly qty: number;
  /** When the supply is there for an order, or goes to a customer; seconds since 1970. */
  readonly at: number;
}

/** As causes are called (`causesCalled`). */
export const pegsCalled = (pegs: readonly Peg[], called: (name: string) => string): readonly Peg[] =>
  pegs.map((peg) => ({ ...peg, supply: called(peg.supply), consumer: called(peg.consumer) }));

/** Who draws on what, for many questions. */
export interface Drawn {
  readonly given: (supply: string) => readonly Peg[];
  /** Supplies that a demand draws on, the nearest first. */
  readonly below: (demand: string) => readonly string[];
  /** The demand, and those that draw for it. */
  readonly consumers: (demand: string) => ReadonlySet<string>;
}

export function drawnIn(pegs: readonly Peg[]): Drawn {
  const all = joinedBy(pegs);
  const of = suppliesOf(pegs);
  const below = kept((demand) => of(`demand/${demand}`));
  return {
    given: (supply) => all.get(supply)?.given ?? [],
    below,
    consumers: kept((demand) => new Set([`demand/${demand}`, ...below(demand)])),
  };
}

/** Found once. */
function kept<Found>(find: (name: string) => Found): (name: string) => Found {
  const known = new Map<string, Found>();
  return (name) => {
    if (!known.has(name)) known.set(name, find(name));
    return known.get(name)!;
  };
}

/** `on`: the plant's day, in words. */
export interface ApprovedRush {
  readonly by: string;
  readonly on: string;
}

export interface Behind {
  /** Another demand draws on what this one drew on. */
  readonly taken?: { readonly by: string; readonly qty: number; readonly item: string };
  /** The demand for which the machine works first. */
  readonly first?: string;
  /** Of those two that are rush orders: who approved each, and when. */
  readonly rush?: ReadonlyMap<string, ApprovedRush>;
  /** What was closed or down since, as a sentence; whether that pushed its work, or that stood behind it. */
  readonly closed?: { readonly text: string; readonly inIt: boolean };
  /** When the purchase line that it waits for was to come before, in words, where that was earlier. */
  readonly came?: string;
  /** Its own work that begins later, as a sentence, where all that holds it up was there before. */
  readonly later?: string;
}

/** When a step begins, and began; seconds since 1970. */
export interface Later {
  readonly order: string;
  readonly seq: number;
  readonly was: number;
  readonly is: number;
}

/** A step that both plans have. */
export interface InBoth extends Later {
  /** Its order in the plan before. */
  readonly of: string;
}

/** Asked by the name of an order. */
export type OfOrder<One> = (order: string) => readonly One[];

export interface Since {
  readonly steps?: OfOrder<InBoth>;
  /** A machine is down that was not; absent: nobody knows of any that was down before. */
  readonly isDown?: (machine: string) => boolean;
}

/** A cause that was not there before is looked into. */
export const isNewCause = (change: Change): boolean => isWorse(change) && change.newRoot && change.root !== null;
const isBetter = ({ became }: Change): boolean => became === 'saved' || became === 'earlier';
export const isWorse = ({ became }: Change): boolean => became === 'newly late' || became === 'later';

/** When what it waits for was to come before, where that was earlier; seconds since 1970. */
export function cameBefore(before: Drawn, after: Drawn): (demand: string, supply: string) => number | undefined {
  const [was, is] = [drawnOn(before), drawnOn(after)];
  return (demand, supply) => {
    const [then, now] = [was(demand, supply), is(demand, supply)];
    const later = then !== undefined && now !== undefined && now - then >= worthTelling;
    return later ? then : undefined;
  };
}

/**
 * With another cause, or as the same as before, where its cause stands in both plans. Of an order that is worse: it drew on the
 * same supply then, which came no earlier, its step waited as long, or the machine was down then too; what explains a day of lateness
 * explained none while there was time for it, and what took that time is the cause, where it is a reason at all. Of one that is
 * better: it still draws on it, which comes no sooner.
 */
export function withoutWhatStood(
  before: Drawn,
  after: Drawn,
  { steps = () => [], isDown = () => true }: Since = {},
): (change: Change) => Change {
  const [was, is] = [drawnOn(before), drawnOn(after)];
  const noLater = (one: typeof was, other: typeof was) => (demand: string, supply: string) => {
    const [then, now] = [one(demand, supply), other(demand, supply)];
    return then !== undefined && now !== undefined && now - then < worthTelling;
  };
  const [stood, stands] = [noLater(was, is), noLater(is, was)];
  const waited = waitedAsLong(steps, before);
  const wasThere = (change: Change, root: Root): boolean =>
    stood(change.demand, root.what) || (root.kind === 'machine-down' && !isDown(root.what)) || waited(change, root);
  return (change) => {
    const { demand, root, newRoot, worse, eased } = change;
    if (root && newRoot && isBetter(change)) {
      // What is in time waits for nothing: what it drew on then and draws on now, no sooner, is no less there.
      if (!stands(demand, root.what)) return change;
      const other = eased.find(({ isGone, what }) => !isGone || !stands(demand, what));
      return other ? { ...change, root: other, newRoot: other.isGone } : { ...change, newRoot: false };
    }
    if (!isWorse(change)) return change;
    if (!root || !newRoot || !wasThere(change, root)) return change;
    const other = worse.find((one) => !one.isNew || !wasThere(change, one));
    return other ? { ...change, root: other, newRoot: other.isNew } : { ...change, newRoot: false };
  };
}

/** Whether the step that waits is one that the order had, and begins no later than it did; by less than that the order is later, that is no cause. */
function waitedAsLong(steps: OfOrder<InBoth>, before: Drawn): (change: Change, root: Root) => boolean {
  return ({ demand, seconds }, { kind, order, seq }) => {
    const some = order === undefined ? [] : steps(order).filter((one) => one.seq === seq);
    // Who moved a step by hand is told with it, though others are what begins later.
    if (some.length === 0 || kind === 'by-hand') return false;
    const had = before.consumers(demand);
    const least = Math.min(worthTelling, seconds ?? worthTelling);
    // Work takes as long wherever it stands.
    return some.every(({ of, was, is }) => had.has(of) && (kind === 'work-time' || is - was < least));
  };
}

/** When the last of a supply comes to what a demand draws on; undefined: it draws on none of it. */
function drawnOn({ given, consumers }: Drawn): (demand: string, supply: string) => number | undefined {
  return (demand, supply) => {
    const mine = given(supply).filter(({ consumer }) => consumers(demand).has(consumer));
    return mine.reduce<number | undefined>((last, { at }) => (last === undefined || at > last ? at : last), undefined);
  };
}

/** The first step of its own work that begins later than it did. `steps`: by the names of the plan after, as its pegs have them. */
export function laterFor<Step extends Later>(
  steps: OfOrder<Step>,
  { below }: Drawn,
): (demand: string) => Step | undefined {
  return (demand) =>
    below(demand)
      .flatMap((order) => steps(order))
      .filter(({ was, is }) => is - was >= worthTelling)
      .sort((a, b) => a.was - b.was)[0];
}

export function behindOf(before: Drawn, after: Drawn): (change: Change) => Behind {
  const [was, is] = [sharesIn(before), sharesIn(after)];
  return ({ demand, root }) => {
    const first = root?.behind;
    const taken = takenFrom(demand, was, is, root);
    const other = first && largest(is.shares(first.order, 1), demand)?.[0];
    return {
      ...(taken ? { taken } : {}),
      ...(other ? { first: other } : {}),
    };
  };
}

type Shares = ReturnType<typeof sharesIn>;
/** Smaller amounts come of dividing. */
const nothing = 1e-6;

/**
 * Whether another supply of an item than before may be why it is late: what it waits for is of the item; or it is made, where it
 * waits for a machine. Who buys as much elsewhere and waits for a machine all the same is not held up by it.
 */
function holdsUp(root: Root | null, item: string, supply: string, is: Shares): boolean {
  if (!root || root.what === item) return true;
  const waitsFor = is.item(root.what);
  return waitsFor === undefined ? /^(planned|work)\//.test(supply) : waitsFor === item;
}

/** The supply nearest to the demand that it lost to another, when it waits for another supply of the item instead. */
function takenFrom(demand: string, was: Shares, is: Shares, root: Root | null): Behind['taken'] {
  const drawn = (shares: Shares, supply: string, by = demand): number => shares.ofSupply(supply).get(by) ?? 0;
  const now = is.below(demand);
  for (const supply of was.below(demand)) {
    const item = was.item(supply);
    if (!/^(stock|purchase|work)\//.test(supply) || item === undefined) continue;
    const lost = drawn(was, supply) - drawn(is, supply);
    const waits = now.some(
      (other) =>
        is.item(other) === item &&
        !other.startsWith('stock/') &&
        drawn(is, other) > drawn(was, other) + nothing &&
        holdsUp(root, item, other, is),
    );
    if (lost <= nothing || !waits) continue;
    const gains = new Map<string, number>();
    for (const [other, qty] of is.ofSupply(supply)) gains.set(other, qty - (was.ofSupply(supply).get(other) ?? 0));
    const [by, gain] = largest(gains, demand) ?? [];
    // Of several who lost it each lost its share to whom gained: what is told of all of them is no more than that.
    let all = 0;
    for (const [other, qty] of was.ofSupply(supply)) all += Math.max(0, qty - drawn(is, supply, other));
    if (by !== undefined && gain !== undefined && gain > nothing)
      return { by, qty: Math.round(lost * Math.min(1, gain / all) * 1000) / 1000, item };
  }
  return undefined;
}

const largest = (amounts: ReadonlyMap<string, number>, but: string): readonly [string, number] | undefined =>
  [...amounts].filter(([name]) => name !== but).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0];

/** Which demands a supply serves, directly and through orders, each with its share. */
function sharesIn({ given, below }: Drawn) {
  const known = new Map<string, ReadonlyMap<string, number>>();
  const served = (consumer: string): ReadonlyMap<string, number> => {
    if (consumer.startsWith('demand/')) return new Map([[consumer.slice('demand/'.length), 1]]);
    const found = known.get(consumer);
    if (found) return found;
    // A foreign plan may hold a circle.
    known.set(consumer, new Map());
    const all = given(consumer);
    const whole = all.reduce((sum, { qty }) => sum + qty, 0);
    const shares = added(all.map((peg) => [served(peg.consumer), peg.qty / whole]));
    known.set(consumer, shares);
    return shares;
  };
  return {
    item: (supply: string): string | undefined => given(supply)[0]?.item,
    /** So many of what an order makes, by demand. */
    shares: (order: string, qty: number): ReadonlyMap<string, number> => added([[served(order), qty]]),
    ofSupply: (supply: string): ReadonlyMap<string, number> =>
      added(given(supply).map(({ consumer, qty }) => [served(consumer), qty])),
    below,
  };
}

function added(some: readonly (readonly [ReadonlyMap<string, number>, number])[]): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const [shares, times] of some)
    for (const [name, share] of shares) sums.set(name, (sums.get(name) ?? 0) + share * times);
  return sums;
}
