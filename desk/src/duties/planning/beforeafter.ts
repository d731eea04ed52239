/** The drawing of two plans: the machines that change within a span, what stands there now and where what moved stood. Pure. */
import type { Move, Step } from './comparison.ts';
import { groupedBy } from './rows.ts';

export interface Bar {
  readonly order: string;
  readonly item: string;
  readonly seq: number;
  /** Seconds from the beginning of the drawing, cut to it. */
  readonly from: number;
  readonly to: number;
  readonly lane: number;
  readonly moved: boolean;
}

export interface BeforeAfter {
  readonly from: number;
  readonly to: number;
  /** Where the drawings beside this one begin; absent: nothing moves there. */
  readonly earlier?: number;
  readonly later?: number;
  /** The one on which most changes first. */
  readonly machines: readonly {
    readonly machine: string;
    readonly lanes: number;
    /** Where that which moved stood. */
    readonly before: readonly Bar[];
    readonly after: readonly Bar[];
  }[];
  /** Machines that change within the span and are not drawn. */
  readonly others: number;
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

const within = ({ start, end }: Step, { from, to }: Span): boolean => start < to && end > from;
const machined = (step: Step | undefined): step is Step & { machine: string } => step?.machine !== undefined;

export function beforeAfter(
  before: readonly Step[],
  after: readonly Step[],
  moves: readonly Move[],
  span: Span,
  most = Infinity,
): BeforeAfter {
  const changed = new Map<string, number>();
  const moved = new Set<Step>();
  const length = span.to - span.from;
  let earlier: number | undefined;
  let later: number | undefined;
  const take = (step: Step | undefined): void => {
    if (!machined(step)) return;
    moved.add(step);
    if (within(step, span)) changed.set(step.machine, (changed.get(step.machine) ?? 0) + 1);
    else if (step.end <= span.from)
      earlier = Math.max(earlier ?? -Infinity, span.from - length * (Math.floor((span.from - step.end) / length) + 1));
    else later = Math.min(later ?? Infinity, span.from + length * Math.floor((step.start - span.from) / length));
  };
  for (const one of moves) {
    take(one.before);
    take(one.after);
  }
  const drawn = [...changed].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, most);
  const on = (steps: readonly Step[]) =>
    groupedBy(
      steps.filter((step) => machined(step) && changed.has(step.machine) && within(step, span)),
      (step) => step.machine ?? '',
    );
  const [was, is] = [on(before), on(after)];
  return {
    ...span,
    ...(earlier === undefined ? {} : { earlier }),
    ...(later === undefined ? {} : { later }),
    machines: drawn.map(([machine]) => {
      const [old, now] = [was.get(machine) ?? [], is.get(machine) ?? []].map((steps) => bars(steps, span, moved));
      const lanes = Math.max(1, ...[...(old ?? []), ...(now ?? [])].map(({ lane }) => lane + 1));
      return { machine, lanes, before: (old ?? []).filter((bar) => bar.moved), after: now ?? [] };
    }),
    others: changed.size - drawn.length,
  };
}

/**
 * When the first begins that moves on a machine, of what stood or stands there from `near` on; where nothing does, of all. What moves
 * must be in both plans.
 */
export function firstMoved(moves: readonly Move[], near = -Infinity): number {
  let [fromNear, onMachines, all] = [Infinity, Infinity, Infinity];
  for (const { before, after } of moves) {
    if (!before || !after) continue;
    for (const step of [before, after]) {
      all = Math.min(all, step.start);
      if (!machined(step)) continue;
      onMachines = Math.min(onMachines, step.start);
      if (step.end > near) fromNear = Math.min(fromNear, step.start);
    }
  }
  return [fromNear, onMachines, all].find((start) => start < Infinity) ?? Infinity;
}

/** Side by side where a machine does several at once. */
function bars(steps: readonly Step[], { from, to }: Span, moved: ReadonlySet<Step>): Bar[] {
  const free: number[] = [];
  return steps
    .toSorted((a, b) => a.start - b.start || (a.order < b.order ? -1 : 1))
    .map((step) => {
      const { order, item, seq, start, end } = step;
      const found = free.findIndex((until) => until <= start);
      const lane = found < 0 ? free.length : found;
      free[lane] = end;
      return {
        order,
        item,
        seq,
        from: Math.max(0, start - from),
        to: Math.min(to, end) - from,
        lane,
        moved: moved.has(step),
      };
    });
}
