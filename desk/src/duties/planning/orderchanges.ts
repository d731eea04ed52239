/** What became of customers' orders between two plans, and why. Pure; times are instants as text. */
import { secondsOf } from '../../house/clock.ts';
import { lateDays, type WorkingDays } from './workingdays.ts';

/** What holds a delivery up, as a version keeps it. */
export interface Root {
  readonly kind: string;
  readonly what: string;
  readonly text: string;
  /** Seconds of lateness that it explains. */
  readonly seconds: number;
  /** The step that waits. */
  readonly order?: string | undefined;
  readonly seq?: number | undefined;
  /** The step that a machine has first. */
  readonly behind?: { readonly order: string; readonly seq: number } | undefined;
}

/** What holds it up in both. `longer`: what it waits for is busy for an hour longer than before, or more. */
export interface Held extends Root {
  readonly longer?: boolean;
}

/** A customer line as one version sees it: its last delivery. */
export interface Seen {
  readonly demand: string;
  readonly item: string;
  readonly due: string;
  /** What the customer was last told; null: nothing. */
  readonly promised: string | null;
  /** Null: it cannot be delivered. */
  readonly delivered: string | null;
  readonly lateSeconds: number;
  /** What holds it up, the most first. */
  readonly reasons: readonly Root[];
}

export type Became = 'newly late' | 'later' | 'saved' | 'earlier' | 'new' | 'gone';

export interface Change {
  readonly demand: string;
  readonly item: string;
  readonly due: string;
  /** When it was due in the plan before; null where that is no other moment. */
  readonly dueBefore: string | null;
  readonly became: Became;
  /** The plan before kept what the customer was promised, and this one does not. */
  readonly breaksPromise: boolean;
  readonly before: string | null;
  readonly after: string | null;
  /** Seconds later (above 0) or earlier; null where one side has no date. */
  readonly seconds: number | null;
  readonly lateSeconds: number;
  /** What holds it up now (later), or held it up then and does so less (earlier); what changed most goes before. */
  readonly root: Held | null;
  /** The root is no reason of the other plan; of one that is better, of the plan after. */
  readonly newRoot: boolean;
  /** Of a new root: what holds it up most as it did before, where something does. */
  readonly asBefore: Held | null;
  /** All that holds it up more than it did, the most first: the root is its first, where there is any. */
  readonly worse: readonly (Held & { readonly isNew: boolean })[];
  /** Of one that is better, all that held it up more then, by the most that it does so less: as it stands now where it still does. */
  readonly eased: readonly (Root & { readonly isGone: boolean })[];
  /** What a person put elsewhere since, where that makes it later. */
  readonly hand: string | null;
}

/** Smaller moves than an hour are noise, unless an order is late or a promise broken by one. */
export const worthTelling = 3600;
/** Seconds by which an order ships at another date; null: one side has no date, the other has. */
export const isWorthTelling = (seconds: number | null): boolean =>
  seconds === null || Math.abs(seconds) >= worthTelling;
/** In the order in which they are read. */
const worst: readonly Became[] = ['newly late', 'later', 'new', 'saved', 'earlier', 'gone'];

export const shipsLate = (one: Seen): boolean => one.delivered === null || one.lateSeconds > 0;
/** By the plan after. */
export const isLate = ({ became, after, lateSeconds }: Change): boolean =>
  became !== 'gone' && (after === null || lateSeconds > 0);
const isHand = ({ kind }: Root): boolean => kind === 'by-hand';
const handIn = ({ reasons }: Seen): string | null => reasons.find(isHand)?.text ?? null;
const rootOf = ({ reasons }: Seen): Root | null => reasons[0] ?? null;
const isOf = (one: Root) => (other: Root) => one.kind === other.kind && one.what === other.what;
/** These grow by the calendar, and by what else holds it up: they are told where nothing else is. */
const remainders: readonly string[] = ['past-due', 'work-time'];

/** What holds it up more than it did; reasons explain the lateness between them, so that of two the one that grew made it later. */
function worseIn(then: Seen, now: Seen): Change['worse'] {
  return now.reasons
    .filter((one) => !isRemainder(one))
    .map((one) => {
      const was = then.reasons.find(isOf(one));
      return { one: { ...heldSince(one, was), isNew: !was }, grew: one.seconds - (was?.seconds ?? 0) };
    })
    .filter(({ grew }) => grew > 0)
    .sort((a, b) => b.grew - a.grew)
    .map(({ one }) => one);
}

/** Of what is busy the seconds are how long; of others only how much lateness it explains, which grows by itself. */
const heldSince = (one: Root, was: Root | undefined): Held =>
  was && one.kind.endsWith('busy') && one.seconds - was.seconds >= worthTelling ? { ...one, longer: true } : one;

export const isRemainder = ({ kind }: Root): boolean => remainders.includes(kind);

/** What holds it up less than it did. */
function easedIn(then: Seen, now: Seen): Change['eased'] {
  return then.reasons
    .map((one) => {
      const is = now.reasons.find(isOf(one));
      return { one: { ...(is ?? one), isGone: !is }, fell: one.seconds - (is?.seconds ?? 0) };
    })
    .filter(({ fell }) => fell > 0)
    .sort((a, b) => Number(isRemainder(a.one)) - Number(isRemainder(b.one)) || b.fell - a.fell)
    .map(({ one }) => one);
}

/** With what planned orders became since: a step is the same cause though its order has a number now. `called`: that name. */
export const causesCalled = (orders: readonly Seen[], called: (name: string) => string): readonly Seen[] =>
  orders.map((one) => ({ ...one, reasons: one.reasons.map((root) => causeCalled(root, called)) }));

function causeCalled(root: Root, called: (name: string) => string): Root {
  const [what, order] = [called(root.what), root.order && called(root.order)];
  const behind = root.behind && { ...root.behind, order: called(root.behind.order) };
  if (what === root.what && order === root.order && behind?.order === root.behind?.order) return root;
  return { ...root, what, ...(order === undefined ? {} : { order }), ...(behind ? { behind } : {}) };
}

export function changesBetween(before: readonly Seen[], after: readonly Seen[]): readonly Change[] {
  const was = new Map(before.map((one) => [one.demand, one]));
  const is = new Map(after.map((one) => [one.demand, one]));
  const changes = after.flatMap((now): Change[] => {
    const then = was.get(now.demand);
    if (!then) return [change(now, 'new', null, now, { root: rootOf(now) })];
    const seconds = movedBy(then, now);
    const [wasLate, isLate] = [shipsLate(then), shipsLate(now)];
    const moved = then.delivered !== now.delivered && isWorthTelling(seconds);
    if (!moved && wasLate === isLate && !broken(then, now)) return [];
    const became = becameOf(wasLate, isLate, then, now);
    const worse = became === 'newly late' || became === 'later';
    if (!worse) {
      const eased = easedIn(then, now);
      const [first] = eased;
      const newRoot = first?.isGone ?? rootOf(now) === null;
      return [change(now, became, then, now, { root: first ?? rootOf(now), newRoot, eased })];
    }
    const grown = worseIn(then, now);
    const root = grown[0] ?? rootOf(now);
    const newRoot = root !== null && !then.reasons.some(isOf(root));
    const hand = handIn(now) === handIn(then) ? null : handIn(now);
    const also = now.reasons.find((one) => !isHand(one) && then.reasons.some(isOf(one)));
    const asBefore = also ? heldSince(also, then.reasons.find(isOf(also))) : null;
    return [change(now, became, then, now, { root, newRoot, asBefore, worse: grown, hand })];
  });
  const gone = before
    .filter((then) => !is.has(then.demand))
    .map((then) => change(then, 'gone', then, null, { root: rootOf(then) }));
  return worstFirst([...changes, ...gone]);
}

/** With `days` as far as it is told, in working days: over a weekend is farther on the clock alone. Without a date is as far as can be. */
export function worstFirst(changes: readonly Change[], days?: WorkingDays): readonly Change[] {
  const far = ({ before, after, seconds }: Change): number => {
    if (before === null || after === null) return Number.MAX_SAFE_INTEGER;
    return Math.abs(days ? lateDays(days, secondsOf(before), secondsOf(after)) : (seconds ?? 0));
  };
  return changes
    .map((one) => ({ one, far: far(one) }))
    .sort(
      (a, b) =>
        worst.indexOf(a.one.became) - worst.indexOf(b.one.became) ||
        b.far - a.far ||
        (a.one.demand < b.one.demand ? -1 : 1),
    )
    .map(({ one }) => one);
}

function becameOf(wasLate: boolean, isLate: boolean, then: Seen, now: Seen): Became {
  if (!wasLate && isLate) return 'newly late';
  if (wasLate && !isLate) return 'saved';
  if (now.delivered === null) return 'later';
  return then.delivered === null || now.delivered < then.delivered ? 'earlier' : 'later';
}

const kept = (one: Seen, promised: string): boolean => one.delivered !== null && one.delivered <= promised;
const broken = (then: Seen, now: Seen): boolean =>
  now.promised !== null && kept(then, now.promised) && !kept(now, now.promised);

const movedBy = (then: Seen, now: Seen): number | null =>
  then.delivered === null || now.delivered === null
    ? null
    : Math.round((Date.parse(now.delivered) - Date.parse(then.delivered)) / 1000);

const change = (
  of: Seen,
  became: Became,
  then: Seen | null,
  now: Seen | null,
  cause: Pick<Change, 'root'> & Partial<Pick<Change, 'newRoot' | 'asBefore' | 'worse' | 'eased' | 'hand'>>,
): Change => ({
  demand: of.demand,
  item: of.item,
  due: of.due,
  dueBefore: then && now && then.due !== now.due ? then.due : null,
  became,
  breaksPromise: then !== null && now !== null && broken(then, now),
  before: then?.delivered ?? null,
  after: now?.delivered ?? null,
  seconds: then && now ? movedBy(then, now) : null,
  lateSeconds: now?.lateSeconds ?? 0,
  newRoot: false,
  asBefore: null,
  worse: [],
  eased: [],
  hand: null,
  ...cause,
});

export const countsOf = (changes: readonly Change[]): Readonly<Record<Became, number>> => {
  const counts = { 'newly late': 0, later: 0, new: 0, saved: 0, earlier: 0, gone: 0 };
  for (const { became } of changes) counts[became] += 1;
  return counts;
};

/** Of each of these kinds so many are named where all that a version does is said in a few lines. */
const named = [
  ['newly late', 3],
  ['later', 2],
  ['saved', 2],
] as const;

interface Foremost {
  readonly first: readonly (Change & { readonly became: (typeof named)[number][0] })[];
  readonly more: number;
}

/** The few that are read first, in that order; `more`: others that ship at another date, are new or gone. */
export function foremostOf(changes: readonly Change[]): Foremost {
  const sorted = worstFirst(changes);
  const first = named.flatMap(([kind, most]) =>
    sorted
      .filter(({ became }) => became === kind)
      .slice(0, most)
      .map((one) => ({ ...one, became: kind })),
  );
  return { first, more: changes.length - first.length };
}
