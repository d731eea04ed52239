/** Where a bar begins that the hand lets go or pushes: not while its machine is closed or its crew is off. Pure; seconds since 1970. */
import { momentWords } from './axis.ts';
import type { Board } from './board.ts';
import { firstAbove } from './find.ts';
import { closedWords, crewCalled } from './hand.messages.ts';
import { type Act, type Held, moveOf } from './hand.ts';

/** Who must be at work where a step begins: a machine, or a crew. */
interface Works {
  readonly called: string;
  readonly calendar: number;
  readonly down: Board['machines'][number]['down'];
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
    if (off.length > 0) return closedWords(off, words(one.from), words(at), one.from < board.now ? 'over' : undefined);
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

/** What is said where a push earlier leaps over time in which machine or crew do not work. */
export function closedBefore(
  board: Board,
  held: Held,
  { wanted, to }: { readonly wanted: number; readonly to: number },
  today: string,
): string | undefined {
  const { off } = landsAt(board, { ...held, from: wanted });
  const words = (moment: number): string => momentWords(moment, board.offsets, today);
  return to < wanted && off.length > 0 ? closedWords(off, words(wanted), words(to), 'before') : undefined;
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
