/** What became of customers' orders between two versions of the plan, and why. Pure; times are instants as text. */
/** What holds a delivery up, as a version keeps it; a root is the first of them. */
export interface Root {
  readonly kind: string;
  readonly what: string;
  readonly until?: string | undefined;
  readonly text: string;
}

/** A customer line as one version sees it: its last delivery. */
export interface Seen {
  readonly demand: string;
  readonly item: string;
  readonly due: string;
  /** Null: it cannot be delivered. */
  readonly delivered: string | null;
  readonly lateSeconds: number;
  readonly reasons: readonly Root[];
}

export type Became = 'newly late' | 'later' | 'saved' | 'earlier' | 'new' | 'gone';

export interface Change {
  readonly demand: string;
  readonly item: string;
  readonly became: Became;
  readonly before: string | null;
  readonly after: string | null;
  /** Seconds later (above 0) or earlier; null where one side has no date. */
  readonly seconds: number | null;
  readonly lateSeconds: number;
  /** The root that holds it up now (later, or the same as then), or held it up then (earlier). */
  readonly root: Root | null;
  /** The root is another than it was. */
  readonly newRoot: boolean;
}

/** Smaller moves than an hour are noise. */
const worthTelling = 3600;
const worst: readonly Became[] = ['newly late', 'later', 'new', 'saved', 'earlier', 'gone'];

const late = (one: Seen): boolean => one.delivered === null || one.lateSeconds > 0;
const rootName = (one: Seen): string => (one.reasons[0] ? `${one.reasons[0].kind} ${one.reasons[0].what}` : '');

export function changesBetween(before: readonly Seen[], after: readonly Seen[]): readonly Change[] {
  const was = new Map(before.map((one) => [one.demand, one]));
  const is = new Map(after.map((one) => [one.demand, one]));
  const changes = after.flatMap((now): Change[] => {
    const then = was.get(now.demand);
    if (!then) return [change(now, 'new', null, now, now.reasons[0] ?? null, false)];
    const seconds = movedBy(then, now);
    const [wasLate, isLate] = [late(then), late(now)];
    const moved = seconds === null ? then.delivered !== now.delivered : Math.abs(seconds) >= worthTelling;
    if (!moved && wasLate === isLate) return [];
    const became = becameOf(wasLate, isLate, then, now);
    const worse = became === 'newly late' || became === 'later';
    const newRoot = rootName(then) !== rootName(now);
    const root = (worse || !newRoot ? now : then).reasons[0] ?? null;
    return [change(now, became, then, now, root, newRoot)];
  });
  const gone = before
    .filter((then) => !is.has(then.demand))
    .map((then) => change(then, 'gone', then, null, then.reasons[0] ?? null, false));
  return [...changes, ...gone].sort(
    (a, b) =>
      worst.indexOf(a.became) - worst.indexOf(b.became) ||
      Math.abs(b.seconds ?? Number.MAX_SAFE_INTEGER) - Math.abs(a.seconds ?? Number.MAX_SAFE_INTEGER) ||
      (a.demand < b.demand ? -1 : 1),
  );
}

function becameOf(wasLate: boolean, isLate: boolean, then: Seen, now: Seen): Became {
  if (!wasLate && isLate) return 'newly late';
  if (wasLate && !isLate) return 'saved';
  if (now.delivered === null) return 'later';
  return then.delivered === null || now.delivered < then.delivered ? 'earlier' : 'later';
}

const movedBy = (then: Seen, now: Seen): number | null =>
  then.delivered === null || now.delivered === null
    ? null
    : Math.round((Date.parse(now.delivered) - Date.parse(then.delivered)) / 1000);

const change = (
  of: Seen,
  became: Became,
  then: Seen | null,
  now: Seen | null,
  root: Root | null,
  newRoot: boolean,
): Change => ({
  demand: of.demand,
  item: of.item,
  became,
  before: then?.delivered ?? null,
  after: now?.delivered ?? null,
  seconds: then && now ? movedBy(then, now) : null,
  lateSeconds: now?.lateSeconds ?? 0,
  root,
  newRoot,
});
