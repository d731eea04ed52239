/** What a screen at the wall shows of a work centre: what runs, what comes, what is late, what waits for material. Pure. */

export interface WallStep {
  readonly order: string;
  readonly seq: number;
  readonly state: 'waiting' | 'started' | 'done';
  readonly machine: string | null;
  readonly starts: string;
  readonly late_days: number | null;
  readonly missing: readonly { readonly by_start: boolean }[];
}

export interface Shown<Step> {
  readonly rows: readonly Step[];
  /** How many there are beyond those shown. */
  readonly more: number;
}

export interface WallList<Step> {
  readonly now: Shown<Step>;
  readonly next: Shown<Step>;
  readonly late: Shown<Step>;
  readonly waiting: Shown<Step>;
}

/** How many rows of its two columns a screen has room for: what runs and comes, what is late and waits. */
export interface Room {
  readonly left: number;
  readonly right: number;
}

/** Of a screen that nobody has measured yet. */
export const usualRoom: Room = { left: 8, right: 8 };

/** Two lists share a column: each has half of it if it needs that, and what one leaves the other takes. */
function shared(room: number, first: number, second: number): readonly [first: number, second: number] {
  const one = Math.min(first, room - Math.min(second, Math.floor(room / 2)));
  return [one, Math.min(second, room - one)];
}

/**
 * Now is what was started; on a machine that nobody started, nothing is. Next is what waits, the first to begin before the others.
 * Late stands with the latest first, an order once, by the first of its steps. Waiting for material is what should begin before its material
 * is sure to be there.
 */
export function wallOf<Step extends WallStep>(steps: readonly Step[], room: Room = usualRoom): WallList<Step> {
  const open = steps.filter((step) => step.state !== 'done').toSorted(byStart);
  const waits = open.filter((step) => step.state === 'waiting');
  const late = firstOfEach(open.filter((step) => (step.late_days ?? 0) > 0));
  const now = open.filter((step) => step.state === 'started');
  const waiting = waits.filter((step) => step.missing.some((one) => !one.by_start));
  const [nows, nexts] = shared(room.left, now.length, waits.length);
  const [lates, waitings] = shared(room.right, late.length, waiting.length);
  return {
    now: shown(now, nows),
    next: shown(waits, nexts),
    late: shown(
      late.toSorted((a, b) => (b.late_days ?? 0) - (a.late_days ?? 0) || byStart(a, b)),
      lates,
    ),
    waiting: shown(waiting, waitings),
  };
}

function firstOfEach<Step extends WallStep>(steps: readonly Step[]): readonly Step[] {
  const seen = new Set<string>();
  return steps.filter(({ order }) => !seen.has(order) && seen.add(order));
}

export interface Wall<Step> {
  readonly code: string;
  readonly name: string | null;
  /** Operations that wait or run. */
  readonly open: number;
  /** Orders, each once, as its own screen counts them. */
  readonly late: number;
  /** What runs, else what comes first; null: nothing is to be done there. */
  readonly first: Step | null;
}

/** The wall of each work centre: all of them, work or none, so that a screen can be put up before there is any. */
export function wallsOf<Step extends WallStep & { readonly work_centre: string | null }>(
  centres: readonly { readonly code: string; readonly name: string | null }[],
  steps: readonly Step[],
): readonly Wall<Step>[] {
  return centres.map(({ code, name }) => {
    const open = steps.filter((step) => step.work_centre === code && step.state !== 'done');
    const { now, next } = wallOf(open);
    return {
      code,
      name,
      open: open.length,
      late: firstOfEach(open.filter((step) => (step.late_days ?? 0) > 0)).length,
      first: now.rows[0] ?? next.rows[0] ?? null,
    };
  });
}

const shown = <Step>(rows: readonly Step[], count: number): Shown<Step> => ({
  rows: rows.slice(0, count),
  more: Math.max(0, rows.length - count),
});

const byStart = (a: WallStep, b: WallStep): number =>
  a.starts < b.starts ? -1 : a.starts > b.starts ? 1 : a.order < b.order ? -1 : a.order > b.order ? 1 : a.seq - b.seq;
