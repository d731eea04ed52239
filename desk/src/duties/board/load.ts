/** How much a group of rows has to do against what it can, in equal spans of time. Pure. */
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

/** Loads of a layout by group and length of span, each reckoned once. */
export class Loads {
  private readonly known = new Map<string, Load | undefined>();

  constructor(
    private readonly board: Board,
    private readonly layout: Layout,
  ) {}

  /** Of the group whose head stands at a place of the rows; undefined where there is no capacity to be measured by. */
  of(head: number, each: number): Load | undefined {
    const key = `${head} ${each}`;
    if (!this.known.has(key)) this.known.set(key, loadOf(this.board, this.layout, head, each));
    return this.known.get(key);
  }
}

export function loadOf(board: Board, layout: Layout, head: number, each: number): Load | undefined {
  // Spans begin on the plant's clock, as it is now.
  const local = offsetNow(board);
  const from = Math.floor((board.from + local) / each) * each - local;
  const count = Math.max(1, Math.ceil((board.to - from) / each));
  const [asked, there] = [new Float64Array(count), new Float64Array(count)];
  let measured = false;
  for (let at = head + 1; layout.rows[at]?.kind === 'row'; at += 1) {
    const row = layout.rows[at]!;
    if (row.capacity === 0) continue;
    measured = true;
    const open = withoutDown(board.calendars[row.calendar] ?? whole(from, from + count * each), row.down);
    const spread = (begin: number, end: number, into: Float64Array, times: number): number => {
      let sum = 0;
      overlaps(open, begin, end, (a, b) => {
        sum += b - a;
        share(into, from, each, a, b, times);
      });
      return sum;
    };
    spread(from, from + count * each, there, row.capacity);
    for (let bar = layout.laneAt[row.lane]!; bar < layout.laneAt[row.lane + row.lanes]!; bar += 1) {
      const people = layout.mode === 'people' ? board.steps.crewSize[layout.step[bar]!]! : 1;
      const [begin, end] = [layout.from[bar]!, layout.to[bar]!];
      // Work in closed time stands there all the same: it is what is asked for and cannot be done.
      if (spread(begin, end, asked, people) === 0) share(asked, from, each, begin, end, people);
    }
  }
  return measured ? { from, each, asked, there } : undefined;
}

const offsetNow = ({ offsets, now }: Board): number =>
  offsets.offset[
    Math.max(
      0,
      offsets.at.findLastIndex((at) => at <= now),
    )
  ] ?? 0;

const whole = (from: number, to: number): Float64Array => Float64Array.of(from, to);

/** Open hours less the spans in which a machine is down. */
function withoutDown(
  open: Float64Array,
  down: readonly { readonly from: number; readonly to: number }[],
): Float64Array {
  if (down.length === 0) return open;
  const left: number[] = [];
  for (let n = 0; n < open.length; n += 2) {
    let [from, to] = [open[n]!, open[n + 1]!];
    for (const one of down) {
      if (one.to <= from || one.from >= to) continue;
      if (one.from > from) left.push(from, one.from);
      from = Math.min(to, one.to);
    }
    if (from < to) left.push(from, to);
    to = from;
  }
  return Float64Array.from(left);
}

/** Says each part of [from, to) that is open. */
export function overlaps(open: Float64Array, from: number, to: number, say: (from: number, to: number) => void): void {
  let n = firstAbove(open, 0, open.length, from);
  // An even place is an opening: the moment lies in closed time before it.
  if (n % 2 === 1) n -= 1;
  for (; n < open.length && open[n]! < to; n += 2) {
    const [a, b] = [Math.max(from, open[n]!), Math.min(to, open[n + 1]!)];
    if (a < b) say(a, b);
  }
}

function share(into: Float64Array, from: number, each: number, begin: number, end: number, times: number): void {
  const last = Math.min(into.length - 1, Math.floor((end - from) / each));
  for (let n = Math.max(0, Math.floor((begin - from) / each)); n <= last; n += 1) {
    const [a, b] = [Math.max(begin, from + n * each), Math.min(end, from + (n + 1) * each)];
    if (a < b) into[n]! += (b - a) * times;
  }
}
