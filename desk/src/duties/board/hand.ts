/** Edits by hand on the board: what the hand means. Pure; seconds since 1970 but within edits. */
import type { ByHand, HandEdit, Second, StepOf } from '@hotlist/engine';
import type { Board } from './board.ts';
import { firstAbove } from './find.ts';
import type { Layout, Row } from './layout.ts';

/** Edits of all acts together, as a draft keeps them. */
export const mostChanges = 2000;

const second = (board: Board, at: number): Second => Math.round(at - board.epoch) as Second;

export const stepOf = ({ steps, orders }: Board, step: number): StepOf => ({
  order: orders.id[steps.order[step]!]! as StepOf['order'],
  seq: steps.seq[step]!,
  ...(steps.part[step] === 0 ? undefined : { part: steps.part[step]! }),
});

/** A step put at a time, on another machine where one is named. */
export function moveOf(board: Board, step: number, from: number, machine: number): HandEdit {
  const code = board.machines[machine]?.code;
  const start = second(board, from);
  return { kind: 'move', ...stepOf(board, step), start, ...(code === undefined ? undefined : { machine: code }) };
}

/** A step that runs on one machine is its own first part. */
export const sameStep = (a: StepOf, b: StepOf): boolean =>
  a.order === b.order && a.seq === b.seq && (a.part ?? 1) === (b.part ?? 1);

/** What a person did at once, and undoes at once: several steps moved together are one act. */
export type Act = readonly HandEdit[];

const onlyMoves = (before: Act, act: Act): boolean =>
  act.length === before.length &&
  act.every((edit, n) => {
    const one = before[n];
    return edit.kind === 'move' && one?.kind === 'move' && sameStep(edit, one);
  });

/** Acts as a draft keeps them: where the same was moved on and on, only where it came to. */
export function settledActs(acts: readonly Act[]): readonly Act[] {
  return acts.filter((act, n) => {
    const next = acts[n + 1];
    return next === undefined || !onlyMoves(act, next);
  });
}

/** Acts with a push among them: what was pushed just before (`pushes`) is pushed on, one change, to where it comes now. */
export function withPush(acts: readonly Act[], push: Act, pushes: { has(act: Act): boolean }): readonly Act[] {
  const last = acts.at(-1);
  return [...(last && pushes.has(last) && onlyMoves(last, push) ? acts.slice(0, -1) : acts), push];
}

const puts: ReadonlySet<HandEdit['kind']> = new Set(['move', 'swap', 'pull-forward']);

/** Steps are put, and nothing else is done. */
export const onlyPuts = (edits: readonly HandEdit[]): boolean =>
  edits.every(({ kind }) => puts.has(kind) || kind === 'stand');

/** All stands where it stood, in orders of the size that they were. */
export const allStands = ({
  moved,
  added,
  gone,
  orders,
}: Pick<ByHand, 'moved' | 'added' | 'gone' | 'orders'>): boolean =>
  [added, gone, orders].every(({ length }) => length === 0) &&
  moved.every(
    ({ before, after }) => before.start === after.start && before.end === after.end && before.machine === after.machine,
  );

/**
 * Steps were put, or locked and let go again, and all is as it was: there is nothing to keep. `frozen`: whether the version has a step
 * frozen, as whatever is let go without having been locked is where the board offers it.
 */
export const asItWas = (
  answer: Parameters<typeof allStands>[0],
  edits: readonly HandEdit[],
  frozen: (of: StepOf) => boolean = () => true,
): boolean => allStands(answer) && !meansMore(edits, frozen);

/** They do something beside where steps stand and how large orders are: hours, a lock, something frozen that is let go. */
const meansMore = (edits: readonly HandEdit[], frozen: (of: StepOf) => boolean): boolean =>
  edits.some((edit) => {
    if (edit.kind === 'downtime' || edit.kind === 'overtime') return true;
    if (!isLock(edit)) return false;
    const others = edits.filter((other) => isLock(other) && sameStep(other, edit));
    const stood = edit.kind === 'unlock' && frozen(edit) ? 'lock' : 'unlock';
    return others[0] === edit && others.at(-1)?.kind !== stood;
  });

const isLock = (edit: HandEdit): edit is Extract<HandEdit, { readonly kind: 'lock' | 'unlock' }> =>
  edit.kind === 'lock' || edit.kind === 'unlock';

const placesOf = new WeakMap<readonly string[], ReadonlyMap<string, number>>();

/** Where orders stand, read once a list of them: asked anew with each answer of the engine. */
function orderPlaces(ids: readonly string[]): ReadonlyMap<string, number> {
  const places = placesOf.get(ids) ?? new Map(ids.map((id, n) => [id, n]));
  placesOf.set(ids, places);
  return places;
}

/** Where steps are known by order, sequence and part. */
export function stepsByName(board: Board): (of: StepOf) => number | undefined {
  const places = orderPlaces(board.orders.id);
  return ({ order, seq, part = 0 }) => {
    const n = places.get(order);
    if (n === undefined) return undefined;
    for (let step = board.stepsOf[n]!; step < board.stepsOf[n + 1]!; step += 1)
      if (board.steps.seq[step] === seq && (part === 0 || board.steps.part[step] === part)) return step;
    return undefined;
  };
}

/** The finest that a hand can mean at this zoom: a minute near, an hour far. */
export function grainOf(scale: number): number {
  const least = 4 / scale;
  return [60, 300, 900, 1800, 3600].find((grain) => grain >= least) ?? 3600;
}

/** On the plant's round times, or at the end of what stands before it in the lane where that is near. */
export function snapped(layout: Layout, row: Row, step: number, from: number, scale: number): number {
  const near = 7 / scale;
  for (let lane = row.lane; lane < row.lane + row.lanes; lane += 1) {
    const [low, high] = [layout.laneAt[lane]!, layout.laneAt[lane + 1]!];
    const bar = firstAbove(layout.to, low, high, from - near);
    if (bar < high && layout.step[bar] !== step && Math.abs(layout.to[bar]! - from) <= near) return layout.to[bar]!;
  }
  const grain = grainOf(scale);
  return Math.round(from / grain) * grain;
}

/** A bar that the hand puts somewhere. */
export interface Held {
  readonly step: number;
  readonly from: number;
  readonly machine: number;
}

/** What the engine answered last, and the boards before and after that. */
interface Answered {
  readonly base: Board;
  readonly board: Board;
  readonly acts: readonly Act[];
}

/** Where a step stands by all acts, also by those that are not answered yet. */
export function standsAt({ base, board, acts: known }: Answered, acts: readonly Act[], step: number): Held {
  const onward = known.every((act, n) => acts[n] === act);
  const { steps, machines, epoch } = onward || step >= base.steps.count ? board : base;
  const of = stepOf(board, step);
  const put = acts
    .slice(onward ? known.length : 0)
    .flat()
    .findLast((edit) => edit.kind === 'move' && sameStep(edit, of));
  const stood = { step, from: steps.from[step]!, machine: steps.machine[step]! };
  if (put?.kind !== 'move') return stood;
  const machine = machines.findIndex(({ code }) => code === put.machine);
  return { step, from: epoch + put.start, machine: machine < 0 ? stood.machine : machine };
}

/** The machine above or below another as the board shows them, among those that may do a step; undefined: there is none there. */
export function machineBeside(
  { machines }: Board,
  may: readonly string[],
  machine: number,
  by: 1 | -1,
): number | undefined {
  const centreOf = (n: number): number => machines[n]!.centre;
  const shown = machines
    .map((_, n) => n)
    .filter((n) => n === machine || may.includes(machines[n]!.code))
    .sort((a, b) => centreOf(a) - centreOf(b) || a - b);
  return shown[shown.indexOf(machine) + by];
}
