/** When an operation pauses: its machine is closed or down, or the crew that attends it is off. Pure; seconds since 1970. */
import type { Board } from './board.ts';
import { firstAbove } from './find.ts';

const none: readonly number[] = [];

interface Seen {
  readonly from: number;
  readonly to: number;
  readonly least: number;
  /** All of the bar: what is seen may be a part of it. */
  readonly bar: { readonly from: number; readonly to: number };
}

/**
 * Pauses within [from, to) of a step that are as long as `least`, as begin and end in turn; none where it works all the while, or
 * at no moment of its bar that is known: then it stands where nobody works. Hours that are not known count as worked.
 */
export function pausesOf(
  board: Pick<Board, 'steps' | 'machines' | 'crews' | 'calendars'>,
  step: number,
  { from, to, least, bar }: Seen,
): readonly number[] {
  const { steps, machines, crews, calendars } = board;
  const machine = machines[steps.machine[step]!];
  const crew = crews[steps.crew[step]!];
  const [own, theirs] = [calendars[machine?.calendar ?? -1], calendars[crew?.calendar ?? -1]];
  // Most bars: asked of each that is seen, in each frame.
  if ((machine?.down.length ?? 0) === 0 && isOpen(own, from, to) && isOpen(theirs, from, to)) return none;
  const off: [begin: number, end: number][] = [];
  closedIn(own, from, to, off);
  closedIn(theirs, from, to, off);
  for (const down of machine?.down ?? []) if (down.from < to && down.to > from) off.push([down.from, down.to]);
  if (off.length === 0) return none;
  off.sort(([a], [b]) => a - b);
  const pauses: number[] = [];
  let [begin, end] = off[0]!;
  const add = (): void => {
    if (Math.min(end, to) - Math.max(begin, from) >= least) pauses.push(Math.max(begin, from), Math.min(end, to));
  };
  for (const [next, stops] of off) {
    if (next > end) {
      add();
      begin = next;
    }
    end = Math.max(end, stops);
  }
  add();
  if (pauses[0] !== from || pauses[1] !== to) return pauses;
  const inPart = bar.from < from || bar.to > to;
  return inPart && pausesOf(board, step, { ...bar, least: 0, bar }).length > 0 ? pauses : none;
}

/** Whether a calendar is open all the while; an odd place is a closing. */
function isOpen(open: Float64Array | undefined, from: number, to: number): boolean {
  if (!open) return true;
  const next = firstAbove(open, 0, open.length, from);
  return next === open.length || (next % 2 === 1 && open[next]! >= to);
}

/** Closed time of a calendar that touches [from, to). */
function closedIn(open: Float64Array | undefined, from: number, to: number, into: [number, number][]): void {
  if (!open) return;
  // An even place is an opening: the moment lies in closed time before it.
  let next = firstAbove(open, 0, open.length, from);
  next += next % 2;
  for (; next < open.length && (open[next - 1] ?? from) < to; next += 2) {
    const begin = open[next - 1] ?? from;
    if (open[next]! > from) into.push([begin, open[next]!]);
  }
}
