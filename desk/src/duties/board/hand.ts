/** Edits by hand on the board: what the hand means, and the board as it is with them. Pure; seconds since 1970 but within edits. */
import type { HandEdit, HandMove, Second, StepOf } from '@hotlist/engine';
import type { Board, Steps } from './board.ts';
import { firstAbove } from './find.ts';
import type { Layout, Row } from './layout.ts';

const second = (board: Board, at: number): Second => Math.round(at - board.epoch) as Second;

export const stepOf = ({ steps, orders }: Board, step: number): StepOf => ({
  order: orders.id[steps.order[step]!]! as StepOf['order'],
  seq: steps.seq[step]!,
});

/** A step put at a time, on another machine where one is named. */
export function moveOf(board: Board, step: number, from: number, machine: number): HandEdit {
  const code = board.machines[machine]?.code;
  const start = second(board, from);
  return { kind: 'move', ...stepOf(board, step), start, ...(code === undefined ? undefined : { machine: code }) };
}

const same = (a: StepOf, b: StepOf): boolean => a.order === b.order && a.seq === b.seq;

/** What a person did at once, and undoes at once: several steps moved together are one act. */
export type Act = readonly HandEdit[];

/** Steps that are moved on are moved once: undo takes them back to where they stood before the hand took them up. */
export function withAct(acts: readonly Act[], act: Act): readonly Act[] {
  const last = acts.at(-1) ?? [];
  const goesOn =
    act.length === last.length &&
    act.every((edit, n) => {
      const before = last[n];
      return edit.kind === 'move' && before?.kind === 'move' && same(edit, before);
    });
  return goesOn ? [...acts.slice(0, -1), act] : [...acts, act];
}

/** Steps that a person locked and did not let go since. */
export function lockedBy(edits: readonly HandEdit[]): readonly StepOf[] {
  let locked: readonly StepOf[] = [];
  for (const edit of edits)
    if (edit.kind === 'lock') locked = [...locked, edit];
    else if (edit.kind === 'unlock') locked = locked.filter((one) => !same(one, edit));
  return locked;
}

/** Where steps are known by order and sequence. */
export function stepsByName(board: Board): (of: StepOf) => number | undefined {
  const places = new Map(board.orders.id.map((id, n) => [id, n]));
  return ({ order, seq }) => {
    const n = places.get(order);
    if (n === undefined) return undefined;
    for (let step = board.stepsOf[n]!; step < board.stepsOf[n + 1]!; step += 1)
      if (board.steps.seq[step] === seq) return step;
    return undefined;
  };
}

const day = 86_400;

/**
 * The board with what moved where it stands now. How late a moved step is, is reckoned in days of 24 hours until a version
 * is made of it: only the server knows the plant's working days.
 */
export function boardAfter(board: Board, moved: readonly HandMove[], edits: readonly HandEdit[]): Board {
  const find = stepsByName(board);
  const machines = new Map(board.machines.map(({ code }, n) => [code, n]));
  const { steps } = board;
  const changed = {
    ...steps,
    from: steps.from.slice(),
    to: steps.to.slice(),
    setup: steps.setup.slice(),
    setupTo: steps.setupTo.slice(),
    machine: steps.machine.slice(),
    centre: steps.centre.slice(),
    late: steps.late.slice(),
    frozen: steps.frozen.slice(),
  };
  for (const move of moved) {
    const step = find(move);
    if (step !== undefined) place(board, changed, step, move, machines);
  }
  for (const edit of edits) {
    const step = edit.kind === 'lock' || edit.kind === 'unlock' ? find(edit) : undefined;
    if (step !== undefined) changed.frozen[step] = edit.kind === 'lock' ? 1 : 0;
  }
  return {
    ...board,
    ...hoursAfter(board, edits),
    to: changed.to.reduce((most, at) => Math.max(most, at), board.to),
    from: changed.from.reduce((least, at) => Math.min(least, at), board.from),
    steps: changed,
  };
}

type Moving = Steps & { readonly from: Float64Array; readonly to: Float64Array };

function place(
  board: Board,
  steps: Moving,
  step: number,
  { after, setup }: HandMove,
  machines: ReadonlyMap<string, number>,
): void {
  const [from, to] = [board.epoch + after.start, board.epoch + after.end];
  steps.late[step]! += (to - steps.to[step]!) / day;
  steps.setupTo[step] = Math.min(to, steps.setupTo[step]! + from - steps.from[step]!);
  if (setup !== undefined) steps.setup[step] = setup;
  steps.from[step] = from;
  steps.to[step] = to;
  const machine = after.machine === undefined ? undefined : machines.get(after.machine);
  if (machine === undefined) return;
  steps.machine[step] = machine;
  steps.centre[step] = board.machines[machine]!.centre;
}

/** Machines and crews with the downtime and the overtime of the edits; whoever works longer has a calendar of his own. */
function hoursAfter(board: Board, edits: readonly HandEdit[]): Pick<Board, 'machines' | 'crews' | 'calendars'> {
  const calendars = [...board.calendars];
  const longer = <Row extends { readonly code: string; readonly calendar: number }>(row: Row): Row => {
    const more = edits.flatMap((edit) =>
      edit.kind === 'overtime' && edit.of === row.code ? [board.epoch + edit.from, board.epoch + edit.to] : [],
    );
    return more.length === 0 ? row : { ...row, calendar: calendars.push(merged(calendars[row.calendar], more)) - 1 };
  };
  const machines = board.machines.map((row) => {
    const machine = longer(row);
    const down = edits.flatMap((edit) =>
      edit.kind === 'downtime' && edit.machine === machine.code
        ? [{ from: board.epoch + edit.from, to: board.epoch + edit.to, reason: 'by hand' }]
        : [],
    );
    return down.length === 0
      ? machine
      : { ...machine, down: [...machine.down, ...down].sort((a, b) => a.from - b.from) };
  });
  return { machines, crews: board.crews.map(longer), calendars };
}

/** Open hours and more of them, in one row without overlaps. */
export function merged(open: Float64Array = new Float64Array(), more: readonly number[]): Float64Array {
  const spans: [number, number][] = [];
  for (const list of [open, more]) for (let n = 0; n < list.length; n += 2) spans.push([list[n]!, list[n + 1]!]);
  spans.sort((a, b) => a[0] - b[0]);
  const whole: number[] = [];
  for (const [from, to] of spans) {
    const end = whole.at(-1);
    if (end !== undefined && from <= end) whole[whole.length - 1] = Math.max(end, to);
    else whole.push(from, to);
  }
  return Float64Array.from(whole);
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

/** The machine above or below a step's own, within its work centre where that has more than one. */
export function machineBeside(board: Board, step: number, by: 1 | -1): number | undefined {
  const own = board.steps.machine[step]!;
  const centre = board.machines[own]?.centre;
  const beside = board.machines.flatMap((machine, n) => (machine.centre === centre ? [n] : []));
  return beside[beside.indexOf(own) + by];
}

export interface Ghost {
  readonly step: number;
  readonly machine: number;
  readonly from: number;
  readonly to: number;
  /** Where it was before, where it slides to, where the hand holds it. */
  readonly kind: 'before' | 'slides' | 'held';
}

/** Where everything stood that moved (`before`), or would slide to that does not stand there already (`slides`). */
export function ghostsOf(board: Board, moved: readonly HandMove[], kind: 'before' | 'slides'): readonly Ghost[] {
  const find = stepsByName(board);
  const machines = new Map(board.machines.map(({ code }, n) => [code, n]));
  const { steps, epoch } = board;
  return moved.flatMap((move): Ghost[] => {
    const step = find(move);
    if (step === undefined) return [];
    const bar = kind === 'before' ? move.before : move.after;
    const machine = machines.get(bar.machine ?? '') ?? -1;
    const [from, to] = [epoch + bar.start, epoch + bar.end];
    const there = steps.from[step] === from && steps.to[step] === to && steps.machine[step] === machine;
    return there ? [] : [{ step, machine, from, to, kind }];
  });
}
