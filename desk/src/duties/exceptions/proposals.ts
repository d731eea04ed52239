/**
 * What might be done about an exception, as edits by hand of the plan that stands: tried by the engine before anybody reads
 * them. Pure; times are the engine's seconds. Only what helps and breaks no rule is a proposal.
 */
import {
  type ByHand,
  type HandConflict,
  type HandEdit,
  type PlannedOperation,
  type Problem,
  type Second,
  stepOfRow,
} from '@hotlist/engine';
import type { Trouble } from './exceptions.ts';

export interface Attempt {
  readonly kind: 'first' | 'elsewhere' | 'forward';
  /** The step that is moved, as the standing plan calls it, and where it goes. */
  readonly order: string;
  readonly seq: number;
  readonly machine: string;
  /** So many more are moved with it. */
  readonly more: number;
  /** Of work in the frozen zone: it is let go first, which a supervisor approves with the rest. */
  readonly releases: boolean;
  /** It makes what an order does not deliver. */
  readonly rest?: true;
  readonly edits: readonly HandEdit[];
}

/** What stands: operations and machines of the plan that is edited. */
export interface Stands {
  readonly now: Second;
  readonly operations: readonly PlannedOperation[];
  readonly machines: Problem['machines'];
}

/** A step of the exception, by the names of the standing plan. */
export interface Held {
  readonly order: string;
  readonly seq: number;
  /** It belongs on its machine by its record, in the frozen zone or not. */
  readonly pinned?: boolean;
  /** It has begun, and goes on where it is. */
  readonly begun?: boolean;
  /** The machine that it was published on. */
  readonly on?: string;
}

/** What is held up and goes to no other machine by an edit, and why. */
export interface Stuck {
  readonly why: 'begun' | 'pinned' | 'moved' | 'alone' | 'split' | 'gone';
  readonly order: string;
  readonly seq: number;
  /** Where it stands. */
  readonly machine: string;
  /** Other machines of its centre that run now. */
  readonly others: readonly string[];
}

/** What no other machine mends. */
/** Troubles of a step that waits for nothing else. */
const standsByItself: ReadonlySet<Trouble> = new Set(['not-begun', 'frozen', 'rule-broken']);
const isMissing: ReadonlySet<Trouble> = new Set([
  'people-missing',
  'material-late',
  'stock-short',
  'order-late',
  'order-short',
  'input-late',
]);
/** So many are tried: each is the plan thought through again. */
const mostTried = 8;
const mostMachines = 3;
/** So many steps are moved at once. */
const mostMoved = 8;

/**
 * What is held up itself goes forward or to another machine of its centre; where material or the work before it is missing,
 * what comes next on its machine goes first; what waits behind work that runs over goes elsewhere. `rest`: the orders that make
 * what another does not deliver, which go forward or elsewhere.
 */
export function attemptsOf(
  kind: Trouble,
  root: Held,
  holds: readonly Held[],
  stands: Stands,
  rest: readonly string[] = [],
): readonly Attempt[] {
  const { operations } = stands;
  const rowOf = (held: Held) => rowIn(stands, held);
  const own = rowOf(root);
  const rowsOf = (some: readonly Held[]) => some.flatMap((held) => rowOf(held) ?? []);
  const pinned = new Set(rowsOf([root, ...holds].filter((held) => held.pinned)));
  const begun = rowsOf(holds.filter((held) => held.begun));
  const waiting = rowsOf(holds.filter((held) => !held.begun && !isMoved(kind, held, rowOf(held)))).filter(
    (row) => row.start > stands.now || row !== own,
  );
  const over = kind === 'runs-over' || kind === 'not-finished';
  const behind = over ? after(stands, own) : kind === 'machine-down' ? begun.flatMap((row) => after(stands, row)) : [];
  const all: Attempt[] = [];
  const absent = isMissing.has(kind);
  for (const row of operations.filter(({ order, part }) => rest.includes(order) && !part))
    for (const one of [
      attempt('forward', row, [{ kind: 'pull-forward', ...stepOfRow(row) }]),
      ...elsewhere(stands, row),
    ])
      all.push({ ...one, rest: true });
  if (absent)
    for (const row of waiting.slice(0, 2))
      for (const next of after(stands, row).slice(0, 2))
        if (!waiting.includes(next))
          all.push(attempt('first', next, [{ kind: 'swap', one: stepOfRow(row), other: stepOfRow(next) }], [row]));
  for (const row of [...(standsByItself.has(kind) ? [own] : []), ...waiting, ...behind]) {
    if (!row || (row === own && over)) continue;
    if (!absent && !pinned.has(row)) all.push(...elsewhere(stands, row));
    if (kind !== 'machine-down' && !absent)
      all.push(attempt('forward', row, [{ kind: 'pull-forward', ...stepOfRow(row) }]));
  }
  const free = waiting.filter((row) => !pinned.has(row));
  if (kind === 'machine-down' && free.length > 1) all.unshift(...together(stands, free.slice(0, mostMoved)));
  const seen = new Set<string>();
  return all
    .filter(({ edits }) => !seen.has(JSON.stringify(edits)) && seen.add(JSON.stringify(edits)))
    .slice(0, mostTried);
}

/** Of what is held up on the machine of the trouble: whom no edit sends to another machine, and why. */
export function stuckOf(kind: Trouble, root: Held, holds: readonly Held[], stands: Stands): readonly Stuck[] {
  if (isMissing.has(kind) || kind === 'runs-over' || kind === 'not-finished') return [];
  return holds.flatMap((held): readonly Stuck[] => {
    const { order, seq } = held;
    if (held.on !== root.on) return [];
    const row = rowIn(stands, held);
    const split = stands.operations.some((one) => one.order === order && one.seq === seq && one.part);
    const sisters = row ? besides(stands, row) : [];
    const why = !row
      ? split
        ? 'split'
        : 'gone'
      : held.begun
        ? 'begun'
        : isMoved(kind, held, row)
          ? 'moved'
          : held.pinned
            ? 'pinned'
            : sisters.length === 0
              ? 'alone'
              : undefined;
    const others = sisters.filter((id) => !isDown(stands, id));
    return why === undefined ? [] : [{ why, order, seq, machine: row?.machine ?? '', others }];
  });
}

const rowIn = ({ operations }: Stands, held: Held): PlannedOperation | undefined =>
  operations.find((row) => row.order === held.order && row.seq === held.seq && !row.part);

/** Of a machine that is down: by the plan that stands it is not where it was published. */
const isMoved = (kind: Trouble, { on }: Held, row: PlannedOperation | undefined): boolean =>
  kind === 'machine-down' && on !== undefined && row?.machine !== undefined && row.machine !== on;

const isDown = ({ machines, now }: Stands, machine: string): boolean =>
  machines.find(({ id }) => id === machine)?.downtime?.some(({ from, to }) => from <= now && now < to) === true;

function attempt(
  kind: Attempt['kind'],
  row: PlannedOperation,
  edits: readonly HandEdit[],
  also: readonly PlannedOperation[] = [],
  machine = row.machine ?? '',
): Attempt {
  const frozen = [row, ...also].filter((one) => one.frozen);
  const unlocks = frozen.map(
    ({ order, seq }): HandEdit => ({ kind: 'unlock', order, seq, ...(kind === 'elsewhere' ? { free: true } : {}) }),
  );
  return {
    kind,
    order: row.order,
    seq: row.seq,
    machine,
    more: 0,
    releases: frozen.length > 0,
    edits: [...unlocks, ...edits],
  };
}

/** On the other machines of its centre: as soon as it can there without moving anybody. */
const elsewhere = (stands: Stands, row: PlannedOperation): readonly Attempt[] =>
  besides(stands, row).map((id) => attempt('elsewhere', row, moved(row, id), [], id));

const moved = ({ order, seq, start }: PlannedOperation, machine: string): readonly HandEdit[] => [
  { kind: 'move', order, seq, start, machine },
  { kind: 'pull-forward', order, seq },
];

/** All at once, in their turn: each to the same other machine, and one here, one there. */
function together(stands: Stands, rows: readonly PlannedOperation[]): readonly Attempt[] {
  const [first, ...others] = rows.toSorted((a, b) => a.start - b.start);
  const machines = first ? besides(stands, first) : [];
  if (!first || machines.length === 0) return [];
  const ways = [...machines.map((id) => [id]), ...(machines.length > 1 ? [machines] : [])];
  return ways.map((way) => ({
    ...attempt(
      'elsewhere',
      first,
      [first, ...others].flatMap((row, n) => moved(row, way[n % way.length]!)),
      others,
      way.join(', '),
    ),
    more: others.length,
  }));
}

/** The first few of its centre, those that run now before those that are down. */
function besides(stands: Stands, { machine }: PlannedOperation): readonly string[] {
  const { machines } = stands;
  const own = machines.find(({ id }) => id === machine);
  return machines
    .filter(({ id, workCentre }) => workCentre === own?.workCentre && id !== own.id)
    .map(({ id }) => id)
    .sort((a, b) => Number(isDown(stands, a)) - Number(isDown(stands, b)))
    .slice(0, mostMachines);
}

/** What stands next on the same machine, the first two. */
function after({ operations }: Stands, row: PlannedOperation | undefined): readonly PlannedOperation[] {
  if (row?.machine === undefined) return [];
  return operations
    .filter((one) => one !== row && one.machine === row.machine && one.start >= row.start && !one.part)
    .toSorted((a, b) => a.start - b.start || (a.order < b.order ? -1 : 1))
    .slice(0, 2);
}

/** What came of an attempt: what it gains, in seconds of lateness of all orders together, or why it is no proposal. */
export type Came =
  | { readonly kind: 'gains'; readonly gain: number }
  | { readonly kind: 'breaks'; readonly rule: string }
  | { readonly kind: 'idle' | 'impossible' };

/** `untouched`: the plan as it stands, with no edit. A rule that it breaks already is not broken by the attempt. */
export function cameOf(tried: ByHand | null | undefined, untouched: ByHand | null | undefined): Came {
  if (!tried) return { kind: 'impossible' };
  const before = new Set(untouched?.conflicts.map(conflictKey));
  const broken = tried.conflicts.find((one) => !before.has(conflictKey(one)));
  if (broken) return { kind: 'breaks', rule: broken.rule };
  const { lateSeconds, onTime } = tried;
  const gain = lateSeconds.before - lateSeconds.after;
  return gain > 0 || onTime.after > onTime.before ? { kind: 'gains', gain } : { kind: 'idle' };
}

const conflictKey = ({ rule, order, seq, part = 0 }: HandConflict): string => JSON.stringify([rule, order, seq, part]);

/** Seconds of lateness gained: the most first, and no two that come to the same. */
export function best<T extends { readonly gain: number }>(tried: readonly T[], most: number): readonly T[] {
  const seen = new Set<number>();
  return tried
    .toSorted((a, b) => b.gain - a.gain)
    .filter(({ gain }) => !seen.has(gain) && seen.add(gain))
    .slice(0, most);
}
