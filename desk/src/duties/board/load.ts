/** How much a group of rows has to do against what it can, in equal spans of time. Pure. */
import { offsetAt } from '../../house/clock.ts';
import type { Board } from './board.ts';
import { firstAbove } from './find.ts';
import type { Layout } from './layout.ts';

export interface Load {
  /** Where the first span begins, and how long each is. */
  readonly from: number;
  readonly each: number;
  /** Seconds of work, and of machines or people that are there. */
  readonly asked: Float64Array;
  readonly there: Float64Array;
}

/** Of one span. */
export interface LoadThen {
  readonly from: number;
  readonly each: number;
  readonly asked: number;
  readonly there: number;
}

const [hour, day] = [3600, 86_400];
/** Least pixels of one span. */
const room = 16;

/** More is asked for than is there; a second of rounding is not more. */
export const isOver = ({ asked, there }: Pick<LoadThen, 'asked' | 'there'>): boolean => asked > there * 1.0001;

/** How long a span is that is told from the next, where a second has so many pixels. */
export const eachAt = (scale: number): number =>
  [hour, 4 * hour, day].find((length) => length * scale >= room) ?? 7 * day;

/** Spans that are reckoned together: about what is seen at once, so that a board opens without the load of the whole plan. */
const together = 32;

/** Loads of a layout by group and length of span, each reckoned once, when it is first seen. */
export class Loads {
  private readonly known = new Map<string, Load | undefined>();

  constructor(
    private readonly board: Board,
    private readonly layout: Layout,
  ) {}

  /** Of the group whose head stands at a place of the rows, from one moment to another and beyond; nothing where there is no capacity to be measured by. */
  between(head: number, each: number, from: number, to: number): readonly Load[] {
    const all = spansOf(this.board, each);
    const page = (moment: number): number => Math.floor((moment - all.from) / each / together);
    const [first, last] = [Math.max(0, page(from)), Math.min(page(all.from + (all.count - 1) * each), page(to))];
    const found: Load[] = [];
    for (let n = first; n <= last; n += 1) {
      const load = this.page(head, {
        from: all.from + n * together * each,
        each,
        count: Math.min(together, all.count - n * together),
      });
      if (load) found.push(load);
    }
    return found;
  }

  /** Of the span in which a moment lies; nothing where nothing is asked for. */
  at(head: number, each: number, moment: number): LoadThen | undefined {
    const [load] = this.between(head, each, moment, moment);
    const n = load ? Math.floor((moment - load.from) / each) : -1;
    const asked = load?.asked[n] ?? 0;
    return load && asked > 0 ? { from: load.from + n * each, each, asked, there: load.there[n]! } : undefined;
  }

  private page(head: number, spans: Spans): Load | undefined {
    const key = `${head} ${spans.each} ${spans.from}`;
    if (!this.known.has(key)) this.known.set(key, loadOf(this.board, this.layout, head, spans));
    return this.known.get(key);
  }
}

/** So many spans of equal length, one after the other. */
interface Spans {
  readonly from: number;
  readonly each: number;
  readonly count: number;
}

/** Those of the whole plan. They begin on the plant's clock, as it is now. */
export function spansOf(board: Board, each: number): Spans {
  const local = offsetNow(board);
  const from = Math.floor((board.from + local) / each) * each - local;
  return { from, each, count: Math.max(1, Math.ceil((board.to - from) / each)) };
}

export function loadOf(board: Board, layout: Layout, head: number, { from, each, count }: Spans): Load | undefined {
  const to = from + count * each;
  const [asked, there] = [new Float64Array(count), new Float64Array(count)];
  let measured = false;
  for (let at = head + 1; layout.rows[at]?.kind === 'row'; at += 1) {
    const row = layout.rows[at]!;
    if (row.capacity === 0) continue;
    measured = true;
    const open = withoutDown(board.calendars[row.calendar] ?? whole(from, to), row.down);
    spread(open, from, to, { into: there, from, each, times: row.capacity });
    for (let lane = row.lane; lane < row.lane + row.lanes; lane += 1) {
      const end = layout.laneAt[lane + 1]!;
      // Bars of a lane follow each other: those that end before the spans begin are passed over.
      for (
        let bar = firstAbove(layout.to, layout.laneAt[lane]!, end, from);
        bar < end && layout.from[bar]! < to;
        bar += 1
      ) {
        const people = layout.mode === 'people' ? board.steps.crewSize[layout.step[bar]!]! : 1;
        const [begins, ends] = [layout.from[bar]!, layout.to[bar]!];
        const work = { into: asked, from, each, times: people };
        // Work in closed time stands there all the same: it is what is asked for and cannot be done.
        if (!spread(open, begins, ends, work)) share(begins, ends, work);
      }
    }
  }
  return measured ? { from, each, asked, there } : undefined;
}

const offsetNow = ({ offsets, now }: Board): number => offsetAt(offsets, now);

const whole = (from: number, to: number): Float64Array => Float64Array.of(from, to);

/** Open hours less the spans in which a machine is down. */
function withoutDown(
  open: Float64Array,
  down: readonly { readonly from: number; readonly to: number }[],
): Float64Array {
  if (down.length === 0) return open;
  const left: number[] = [];
  for (let n = 0; n < open.length; n += 2) {
    const to = open[n + 1]!;
    let from = open[n]!;
    for (const one of down) {
      if (one.to <= from || one.from >= to) continue;
      if (one.from > from) left.push(from, one.from);
      from = Math.min(to, one.to);
    }
    if (from < to) left.push(from, to);
  }
  return Float64Array.from(left);
}

/** Says each part of [from, to) that is open. */
export function overlaps(open: Float64Array, from: number, to: number, say: (from: number, to: number) => void): void {
  for (let n = openingAt(open, from); n < open.length && open[n]! < to; n += 2) {
    const [a, b] = [Math.max(from, open[n]!), Math.min(to, open[n + 1]!)];
    if (a < b) say(a, b);
  }
}

/** Of the opening that a moment lies in, or of the next one. */
function openingAt(open: Float64Array, moment: number): number {
  const n = firstAbove(open, 0, open.length, moment);
  // An even place is an opening: the moment lies in closed time before it.
  return n - (n % 2);
}

/** Where seconds are added, so many times each. */
interface Sums {
  readonly into: Float64Array;
  readonly from: number;
  readonly each: number;
  readonly times: number;
}

/** Adds the open part of [begin, end) to the spans it lies in; whether there is any. In a loop, as it runs for each bar before the first is drawn. */
function spread(open: Float64Array, begin: number, end: number, sums: Sums): boolean {
  let any = false;
  for (let n = openingAt(open, begin); n < open.length && open[n]! < end; n += 2) {
    const a = begin > open[n]! ? begin : open[n]!;
    const b = end < open[n + 1]! ? end : open[n + 1]!;
    if (a >= b) continue;
    any = true;
    share(a, b, sums);
  }
  return any;
}

function share(begin: number, end: number, { into, from, each, times }: Sums): void {
  const last = Math.min(into.length - 1, Math.floor((end - from) / each));
  for (let n = Math.max(0, Math.floor((begin - from) / each)); n <= last; n += 1) {
    const opens = from + n * each;
    const a = begin > opens ? begin : opens;
    const b = end < opens + each ? end : opens + each;
    if (a < b) into[n]! += (b - a) * times;
  }
}
