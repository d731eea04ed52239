/**
 * A schedule that is typed for one work centre: its steps as rows, what of them was typed, and what that asks of the engine.
 * Nothing slides: a row stands where it was typed, all else where the version has it. Pure; seconds since 1970.
 */
import type { HandEdit, Second, StepOf } from '@hotlist/engine';
import { clockText } from '../board/axis.ts';
import type { Board } from '../board/board.ts';
import { stepOf } from '../board/hand.ts';
import { readMachine, readStart, startText } from './typing.ts';

/** As it was typed; what could be read stands there as it is read on any day. */
export interface TypedCell {
  readonly start?: string;
  readonly machine?: string;
}

/** A pasted row that is none of this schedule, with what was pasted. */
export interface Stray {
  readonly order: string;
  readonly step: string;
  readonly machine: string;
  readonly start: string;
  readonly fault: string;
}

export interface Typed {
  /** Begun from nothing: what was not typed stands aside until it is. */
  readonly blank: boolean;
  readonly rows: Readonly<Record<string, TypedCell>>;
  readonly strays: readonly Stray[];
  /** Edits of a draft that was taken up again which are none of these rows. */
  readonly along: readonly HandEdit[];
  /** The newest version that was there when the first row was typed. */
  readonly newest: number | null;
}

export const nothingTyped: Typed = { blank: false, rows: {}, strays: [], along: [], newest: null };

export const isTyped = ({ rows, strays, along }: Typed): boolean =>
  Object.keys(rows).length + strays.length + along.length > 0;

export const keyOf = ({ order, seq }: StepOf): string => `${order} ${seq}`;

export interface Row {
  readonly key: string;
  /** Its place on the board. */
  readonly step: number;
  readonly machine: string;
  readonly start: string;
  readonly from: number;
  readonly to: number;
  /** Which turn it has on its machine, from 1. */
  readonly turn: number;
  readonly typed: boolean;
  readonly faults: TypedCell;
}

/** The steps that a work centre does, as the version has them. */
export function stepsAt({ steps }: Board, centre: number): readonly number[] {
  const found: number[] = [];
  for (let step = 0; step < steps.count; step += 1)
    if (steps.centre[step] === centre && steps.machine[step]! >= 0) found.push(step);
  return found;
}

/** What a typed row asks for, and what of it cannot be read. */
function read(board: Board, centre: number, step: number, { start, machine }: TypedCell) {
  const when = start === undefined ? undefined : readStart(start, board.steps.from[step]!, board);
  const where = machine === undefined ? undefined : readMachine(machine, centre, board);
  const faults: TypedCell = {
    ...(when && 'fault' in when ? { start: when.fault } : undefined),
    ...(where && 'fault' in where ? { machine: where.fault } : undefined),
  };
  return {
    from: when && 'value' in when ? when.value : undefined,
    machine: where && 'value' in where ? where.value : undefined,
    faults,
  };
}

/** What is kept of a typed cell: read back it means the same tomorrow. */
export function keptCell(board: Board, centre: number, step: number, cell: TypedCell): TypedCell {
  const { from, machine } = read(board, centre, step, cell);
  return {
    ...cell,
    ...(from === undefined ? undefined : { start: clockText(from, board.offsets) }),
    ...(machine === undefined ? undefined : { machine: board.machines[machine]!.code }),
  };
}

/** What the typed rows ask of the engine, `refused` ones left out: these stand, and nothing slides. */
export function editsOf(base: Board, centre: number, typed: Typed, refused: ReadonlySet<string>): readonly HandEdit[] {
  const moves = stepsAt(base, centre).flatMap((step): HandEdit[] => {
    const of = stepOf(base, step);
    const cell = typed.rows[keyOf(of)];
    if (!cell || refused.has(keyOf(of))) return [];
    const { from, machine } = read(base, centre, step, cell);
    if (from === undefined && machine === undefined) return [];
    const start = Math.round((from ?? base.steps.from[step]!) - base.epoch) as Second;
    return [
      {
        kind: 'move',
        ...of,
        start,
        ...(machine === undefined ? undefined : { machine: base.machines[machine]!.code }),
      },
    ];
  });
  return moves.length + typed.along.length === 0 ? [] : [...typed.along, { kind: 'stand' }, ...moves];
}

/**
 * The rows as the day runs: `board` is the version with what was typed in it, `base` as it was made. A row that cannot be read
 * keeps what was typed and stands where it stood.
 */
export function rowsOf(base: Board, board: Board, centre: number, typed: Typed, today: string): readonly Row[] {
  const { steps, machines, offsets } = board;
  const inTime = stepsAt(base, centre).toSorted(
    (a, b) => steps.from[a]! - steps.from[b]! || steps.machine[a]! - steps.machine[b]! || a - b,
  );
  const turns = new Map<number, number>();
  return inTime
    .filter((step) => !typed.blank || typed.rows[keyOf(stepOf(base, step))] !== undefined)
    .map((step) => {
      const key = keyOf(stepOf(base, step));
      const cell = typed.rows[key] ?? {};
      const { faults } = read(base, centre, step, cell);
      const machine = steps.machine[step]!;
      const turn = (turns.get(machine) ?? 0) + 1;
      turns.set(machine, turn);
      return {
        key,
        step,
        machine: faults.machine === undefined ? (machines[machine]?.code ?? '') : (cell.machine ?? ''),
        start: faults.start === undefined ? startText(steps.from[step]!, offsets, today) : (cell.start ?? ''),
        from: steps.from[step]!,
        to: steps.to[step]!,
        turn,
        typed: typed.rows[key] !== undefined,
        faults,
      };
    });
}

/** Steps that stand aside of a schedule begun from nothing, what is needed first on top. */
export function asideOf(base: Board, centre: number, typed: Typed): readonly number[] {
  if (!typed.blank) return [];
  const need = (step: number): number => base.orders.need[base.steps.order[step]!]!;
  return stepsAt(base, centre)
    .filter((step) => typed.rows[keyOf(stepOf(base, step))] === undefined)
    .sort((a, b) => need(a) - need(b) || base.steps.from[a]! - base.steps.from[b]!);
}

/** Where a step goes that is taken from aside: behind the last one typed on its machine, or from now on, when that works. */
export function placeFor(base: Board, rows: readonly Row[], board: Board, step: number): TypedCell {
  const machine = base.steps.machine[step]!;
  const last = rows.reduce(
    (end, row) => (board.steps.machine[row.step] === machine ? Math.max(end, row.to) : end),
    Math.ceil(base.now / 300) * 300,
  );
  const open = base.calendars[base.machines[machine]!.calendar];
  const next = open?.findIndex((at, n) => n % 2 === 1 && at > last) ?? -1;
  const from = next < 0 ? last : Math.max(last, open![next - 1]!);
  return { start: clockText(from, base.offsets), machine: base.machines[machine]!.code };
}

export interface Turned {
  /** In their new order: each begins when the one before it lets the machine go. */
  readonly rows: readonly Row[];
  /** When the first of them begins. */
  readonly from: number;
  /** The machine to which the first of them goes, where that is another: who gives way there begins no sooner than it did. */
  readonly machine?: string;
}

/** Another turn for a row, by key or pointer: who gives way follows it, and nothing else slides. */
export function turnedTo(rows: readonly Row[], key: string, turn: number, onto?: string): Turned | undefined {
  const moved = rows.find((row) => row.key === key);
  const machine = onto ?? moved?.machine;
  const line = rows.filter((row) => row.machine === machine);
  if (moved && machine !== undefined && machine !== moved.machine) {
    const [before, behind] = [line[turn - 2], line[turn - 1]];
    return {
      rows: behind ? [moved, behind] : [moved],
      from: before?.to ?? behind?.from ?? moved.from,
      machine,
    };
  }
  const at = line.findIndex((row) => row.key === key);
  const to = Math.max(0, Math.min(line.length - 1, turn - 1));
  if (!moved || to === at) return undefined;
  const [low, high] = [Math.min(at, to), Math.max(at, to)];
  const between = line.slice(low, high + 1).filter((row) => row !== moved);
  return { rows: to < at ? [moved, ...between] : [...between, moved], from: line[low]!.from };
}

/** Where a row is let go: before or behind another one, or on a machine, where it keeps its time. */
export type Drop = { readonly row: string; readonly behind: boolean } | { readonly machine: string };

export function droppedOn(rows: readonly Row[], key: string, drop: Extract<Drop, { row: string }>): Turned | undefined {
  const moved = rows.find((row) => row.key === key);
  const on = rows.find((row) => row.key === drop.row);
  if (!moved || !on || moved === on) return undefined;
  const turn = on.turn + (drop.behind ? 1 : 0);
  const passes = on.machine === moved.machine && turn > moved.turn;
  return turnedTo(rows, key, passes ? turn - 1 : turn, on.machine);
}

/** What the engine said to a turn, as cells: of the rows that came from another machine only the one that was moved is put there. */
export function cellsPut(base: Board, { rows: line, machine }: Turned, put: readonly HandEdit[]): Typed['rows'] {
  const cells: Record<string, TypedCell> = {};
  for (const edit of put) {
    if (edit.kind !== 'move') continue;
    const key = keyOf(edit);
    const stood = line.find((row) => row.key === key);
    if (machine !== undefined && stood !== line[0] && stood?.from === base.epoch + edit.start) continue;
    cells[key] = {
      start: clockText(base.epoch + edit.start, base.offsets),
      ...(machine !== undefined && stood === line[0] && { machine }),
    };
  }
  return cells;
}

/** What a turn put joins what is typed by now: a row typed since the turn was `asked` for stands as it was typed. */
export function withPut(now: Typed, asked: Typed, cells: Typed['rows']): Typed {
  const rows = { ...now.rows };
  for (const [key, cell] of Object.entries(cells))
    if (now.rows[key] === asked.rows[key]) rows[key] = { ...now.rows[key], ...cell };
  return { ...now, rows };
}

/** What was typed of a draft, to be typed on from the version that it was made of. */
export function takenUp(base: Board, centre: number, edits: readonly HandEdit[], newest: number): Typed {
  const own = new Set(stepsAt(base, centre).map((step) => keyOf(stepOf(base, step))));
  const rows: Record<string, TypedCell> = {};
  const along: HandEdit[] = [];
  for (const edit of edits) {
    if (edit.kind === 'stand') continue;
    if (edit.kind !== 'move' || !own.has(keyOf(edit))) along.push(edit);
    else
      rows[keyOf(edit)] = {
        start: clockText(base.epoch + edit.start, base.offsets),
        ...(edit.machine === undefined ? undefined : { machine: edit.machine }),
      };
  }
  return { ...nothingTyped, rows, along, newest };
}
