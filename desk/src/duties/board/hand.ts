/** Edits by hand on the board: what the hand means. Pure; seconds since 1970 but within edits. */
import type { ByHand, HandEdit, Second, StepOf } from '@hotlist/engine';
import { momentWords } from './axis.ts';
import type { Board } from './board.ts';
import { firstAbove } from './find.ts';
import { closedWords, crewCalled } from './hand.messages.ts';
import type { Layout, Row } from './layout.ts';

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

const puts: ReadonlySet<HandEdit['kind']> = new Set(['move', 'swap', 'pull-forward']);
const places: ReadonlySet<HandEdit['kind']> = new Set([...puts, 'lock', 'stand']);

/** All that they do is say where steps stand: hours, orders and what is frozen are as they were. */
export const onlyPlace = (edits: readonly HandEdit[]): boolean => edits.every(({ kind }) => places.has(kind));

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

/** Steps were put, or locked and let go again, and all is as it was: there is nothing to keep. */
export const asItWas = (answer: Parameters<typeof allStands>[0], edits: readonly HandEdit[]): boolean =>
  allStands(answer) && !meansMore(edits);

/** They do something beside where steps stand and how large orders are: hours, a lock, something frozen that is let go. */
const meansMore = (edits: readonly HandEdit[]): boolean =>
  edits.some((edit) => {
    if (edit.kind === 'downtime' || edit.kind === 'overtime') return true;
    if (!isLock(edit)) return false;
    const others = edits.filter((other) => isLock(other) && sameStep(other, edit));
    // The first of them says how it stood before: what is locked was not, and what is let go was.
    return others[0] === edit && others.at(-1)?.kind === edit.kind;
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

/** Who must be at work where a step begins: a machine, or a crew. */
interface Works {
  readonly called: string;
  readonly calendar: number;
  readonly down: Board['machines'][number]['down'];
}

/** A bar that the hand puts somewhere. */
interface Held {
  readonly step: number;
  readonly from: number;
  readonly machine: number;
}

/** Its machine, and whoever makes its set-up, or attends it where there is none. */
function beginners({ machines, crews, steps }: Board, { step, machine }: Held): readonly Works[] {
  const setsUp = steps.setupCrew[step]! >= 0 && steps.setupTo[step]! > steps.from[step]!;
  const crew = crews[(setsUp ? steps.setupCrew : steps.crew)[step]!];
  const own = machines[machine];
  return [
    ...(own ? [{ ...own, called: own.code }] : []),
    ...(crew ? [{ ...crew, called: crewCalled(crew.code), down: [] }] : []),
  ];
}

/**
 * When one works next from a moment on, by calendar and downtime: that moment where it works then; undefined where its hours are
 * not known as far as that.
 */
function worksFrom(board: Board, { calendar, down }: Works, at: number): number | undefined {
  const open = board.calendars[calendar];
  let moment = at;
  for (;;) {
    const stands = down.find((one) => one.from <= moment && moment < one.to);
    if (stands) moment = stands.to;
    else if (!open) return moment;
    else {
      // An even place is an opening: the moment lies in closed time before it.
      const next = firstAbove(open, 0, open.length, moment);
      if (next % 2 === 1) return moment;
      if (next === open.length) return undefined;
      moment = open[next]!;
    }
  }
}

/** Where a step begins that is let go at a moment, not in time that is closed; and who keeps it from beginning sooner. */
function landsAt(board: Board, held: Held): { readonly at: number; readonly off: readonly string[] } {
  const who = beginners(board, held);
  const off = new Set<string>();
  let at = held.from;
  for (let n = 0, works = 0; works < who.length; n = (n + 1) % who.length) {
    const next = worksFrom(board, who[n]!, at);
    if (next === undefined) return { at: held.from, off: [] };
    works = next === at ? works + 1 : 1;
    if (next > at) off.add(who[n]!.called);
    at = next;
  }
  return { at, off: who.flatMap(({ called }) => (off.has(called) ? [called] : [])) };
}

export const landing = (board: Board, held: Held): number => landsAt(board, held).at;

/** Where they begin that are let go there. */
export const landed = (board: Board, held: readonly Held[]): Act =>
  held.map((one) => moveOf(board, one.step, landing(board, one), one.machine));

/** What is said where one of them is held over time in which its machine is closed, or its crew is off. */
export function closedUnder(board: Board, held: readonly Held[], today: string): string | undefined {
  for (const one of held) {
    const { at, off } = landsAt(board, one);
    const words = (moment: number): string => momentWords(moment, board.offsets, today);
    if (off.length > 0) return closedWords(off, words(one.from), words(at));
  }
  return undefined;
}

/** A step put on another machine at its time: what that does, and what is said of it. */
export function shiftedTo(board: Board, held: Held, today: string): readonly [act: Act, closed: string | undefined] {
  return [landed(board, [held]), closedUnder(board, [held], today)];
}

/** As far back as a push looks for a moment at which the machine works. */
const mostBack = 31 * 86_400;

/**
 * Where a push puts the beginning of a step: never into time that is closed. Later, it begins when machine and crew work again;
 * earlier, before one of them stops.
 */
export function pushed(board: Board, held: Held, by: number): number {
  const wanted = { ...held, from: held.from + by };
  const lands = landing(board, wanted);
  if (by > 0 || lands === wanted.from) return lands;
  const [opens, stops] = workedBefore(board, beginners(board, held), wanted.from);
  return stops > held.from - mostBack ? Math.max(opens, stops + by) : wanted.from;
}

type Stretch = readonly [opens: number, stops: number];

/** The last stretch in which all of them work before a moment at which one does not; of none before the first that is known. */
function workedBefore(board: Board, who: readonly Works[], at: number): Stretch {
  let stops = at;
  for (;;) {
    const stretches = who.map((one) => stretchBefore(board, one, stops));
    const first = Math.min(...stretches.map(([, end]) => end));
    if (first === stops || first === Number.NEGATIVE_INFINITY)
      return [Math.max(...stretches.map(([opens]) => opens)), first];
    stops = first;
  }
}

/** The same of one; where it works up to the moment, until then. */
function stretchBefore(board: Board, { calendar, down }: Works, at: number): Stretch {
  const open = board.calendars[calendar];
  let stops = at;
  for (;;) {
    const stands = down.find((one) => one.from < stops && stops <= one.to);
    // An odd place is a closing: it works until then.
    const next = open && !stands ? firstAbove(open, 0, open.length, stops - 1) : 1;
    if (stands) stops = stands.from;
    else if (next % 2 === 0) stops = open?.[next - 1] ?? Number.NEGATIVE_INFINITY;
    else {
      const begins = open?.[next - 1] ?? Number.NEGATIVE_INFINITY;
      return [down.reduce((last, { to }) => (to < stops ? Math.max(last, to) : last), begins), stops];
    }
    if (stops === Number.NEGATIVE_INFINITY) return [stops, stops];
  }
}

/** The machine above or below a step's own, within its work centre where that has more than one. */
export function machineBeside(board: Board, step: number, by: 1 | -1): number | undefined {
  const own = board.steps.machine[step]!;
  const centre = board.machines[own]?.centre;
  const beside = board.machines.flatMap((machine, n) => (machine.centre === centre ? [n] : []));
  return beside[beside.indexOf(own) + by];
}
