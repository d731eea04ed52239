/** The board as it is with edits by hand: what stands elsewhere, what is new and what is gone, with other hours. Pure. */
import type { ByHand, HandBar, HandEdit, HandMove } from '@hotlist/engine';
import { decimalOf } from '../../house/amounts.ts';
import { merged } from '../planning/openhours.ts';
import type { Board, Demands, Orders, Steps } from './board.ts';
import { stepsByName } from './hand.ts';
import { edgesOf, hungOn, pairsOf } from './hung.ts';

export type Done = Pick<ByHand, 'moved' | 'added' | 'gone' | 'orders' | 'earlier' | 'later'>;

export function boardAfter(before: Board, done: Done, edits: readonly HandEdit[]): Board {
  const added = addedIn(before, done);
  const board = withOrders(before, { ...done, added });
  const find = stepsByName(board);
  const machines = new Map(board.machines.map(({ code }, n) => [code, n]));
  const steps = copied(board.steps);
  for (const move of done.moved) {
    const step = find(move);
    if (step !== undefined) place(board, steps, step, move, machines);
  }
  becomeLate(board, steps, new Set(done.moved.flatMap((move) => find(move) ?? [])));
  added.forEach((bar, n) => {
    const step = before.steps.count + n;
    steps.from[step] = steps.setupTo[step] = board.epoch + bar.start;
    steps.to[step] = board.epoch + bar.end;
    stand(board, steps, step, bar, machines);
  });
  for (const bar of done.gone) {
    const step = find(bar);
    if (step !== undefined) steps.gone[step] = 1;
  }
  for (const edit of edits) {
    const step = edit.kind === 'lock' || edit.kind === 'unlock' ? find(edit) : undefined;
    if (step !== undefined) steps.frozen[step] = edit.kind === 'lock' ? 1 : 0;
  }
  return {
    ...board,
    ...hoursAfter(board, edits),
    to: steps.to.reduce((most, at) => Math.max(most, at), board.to),
    from: steps.from.reduce((least, at) => Math.min(least, at), board.from),
    steps,
  };
}

/** Bars of new orders, order by order as the board holds steps. */
function addedIn({ orders }: Board, done: Done): readonly HandBar[] {
  const known = new Set(orders.id);
  const fresh = new Map(done.orders.flatMap(({ order }, n) => (known.has(order) ? [] : [[order, n] as const])));
  return done.added
    .filter(({ order }) => fresh.has(order))
    .toSorted((a, b) => fresh.get(a.order)! - fresh.get(b.order)! || a.seq - b.seq || (a.part ?? 0) - (b.part ?? 0));
}

type Column = Float64Array | Int32Array | Uint8Array;
type Copied = { -readonly [Name in keyof Steps]: Steps[Name] };

const copied = (steps: Steps): Copied => ({
  ...steps,
  from: steps.from.slice(),
  to: steps.to.slice(),
  setup: steps.setup.slice(),
  setupTo: steps.setupTo.slice(),
  machine: steps.machine.slice(),
  centre: steps.centre.slice(),
  late: steps.late.slice(),
  frozen: steps.frozen.slice(),
  gone: steps.gone.slice(),
});

/** A column with more at its end. */
function longer<Of extends Column>(column: Of, more: readonly number[]): Of {
  const whole = new (column.constructor as new (length: number) => Of)(column.length + more.length);
  whole.set(column);
  whole.set(more, column.length);
  return whole;
}

/** Orders of other sizes, and new ones, which come last: the steps before keep their places. */
function withOrders(board: Board, { orders: sized, added, earlier, later }: Done): Board {
  if (sized.length === 0 && earlier.length === 0 && later.length === 0) return board;
  const known = new Map(board.orders.id.map((id, n) => [id, n]));
  const fresh = sized.filter(({ order }) => !known.has(order));
  fresh.forEach(({ order }, n) => {
    known.set(order, board.orders.id.length + n);
  });
  const items = [...board.items];
  const itemAt = (code: string): number => {
    const at = items.findIndex((item) => item.code === code);
    return at < 0 ? items.push({ code, name: null, unit: null, decimals: 0 }) - 1 : at;
  };
  const units = ({ item, qty }: (typeof sized)[number]): number => decimalOf(qty, items[itemAt(item)]!.decimals);
  const orders: Orders = {
    id: [...board.orders.id, ...fresh.map(({ order }) => order)],
    item: longer(
      board.orders.item,
      fresh.map(({ item }) => itemAt(item)),
    ),
    qty: longer(board.orders.qty, fresh.map(units)),
    state: [...board.orders.state, ...fresh.map(() => 'planned' as const)],
    need: longer(
      board.orders.need,
      fresh.map(() => Number.NaN),
    ),
  };
  for (const one of sized) orders.qty[known.get(one.order)!] = units(one);
  const demands = datesAfter(board, [...earlier, ...later]);
  const refs = new Map(demands.ref.map((ref, n) => [`demand/${ref}`, n]));
  const drawn = fresh.flatMap(({ order, feeds }) => feeds.map((consumer) => ({ order: known.get(order)!, consumer })));
  const pairs = pairsOf(board.feeds);
  const feeds = edgesOf(
    orders.id.length,
    [...pairs.from, ...drawn.map(({ order }) => order)],
    [...pairs.to, ...drawn.map(({ consumer }) => known.get(consumer) ?? -1)],
  );
  const serves = {
    order: [...board.serves.order, ...drawn.map(({ order }) => order)],
    demand: [...board.serves.demand, ...drawn.map(({ consumer }) => refs.get(consumer) ?? -1)],
  };
  const steps = withSteps(board, added, known);
  return {
    ...board,
    items,
    orders,
    demands,
    steps,
    stepsOf: longer(
      board.stepsOf,
      fresh.map(({ order }) => lastOf(steps, known.get(order)!)),
    ),
    ...hungOn(feeds, serves, demands),
  };
}

/** Up to which step those of an order and of all before it go. */
const lastOf = ({ order }: Steps, of: number): number => order.findLastIndex((one) => one <= of) + 1;

function datesAfter({ demands, epoch }: Board, changes: ByHand['later']): Demands {
  const places = new Map(demands.ref.map((ref, n) => [ref, n]));
  const late = demands.late.slice();
  for (const { demand, after } of changes) {
    const n = places.get(demand);
    if (n !== undefined && after !== undefined) late[n] = Math.max(0, epoch + after - demands.due[n]!);
  }
  return { ...demands, late };
}

/** Steps of new orders are called, and done by, what those of another order of the item are. */
function withSteps(board: Board, added: readonly HandBar[], orders: ReadonlyMap<string, number>): Steps {
  const { steps, items } = board;
  const alike = added.map(({ item, seq }) =>
    steps.seq.findIndex((one, n) => one === seq && items[board.orders.item[steps.order[n]!]!]?.code === item),
  );
  const like = <Of extends Column>(column: Of, without: number): Of =>
    longer(
      column,
      alike.map((n) => column[n] ?? without),
    );
  const same = <Of extends Column>(column: Of, value: number): Of =>
    longer(
      column,
      added.map(() => value),
    );
  return {
    count: steps.count + added.length,
    order: longer(
      steps.order,
      added.map(({ order }) => orders.get(order) ?? -1),
    ),
    seq: longer(
      steps.seq,
      added.map(({ seq }) => seq),
    ),
    part: longer(
      steps.part,
      added.map(({ part = 0 }) => part),
    ),
    name: like(steps.name, -1),
    family: like(steps.family, -1),
    crew: like(steps.crew, -1),
    crewSize: like(steps.crewSize, 1),
    setupCrew: like(steps.setupCrew, -1),
    machine: same(steps.machine, -1),
    centre: like(steps.centre, -1),
    from: same(steps.from, 0),
    to: same(steps.to, 0),
    setup: same(steps.setup, 0),
    run: same(steps.run, 0),
    setupTo: same(steps.setupTo, 0),
    late: same(steps.late, Number.NaN),
    frozen: same(steps.frozen, 0),
    done: same(steps.done, 0),
    gone: same(steps.gone, 0),
  };
}

/** All steps of an order are as late as it is: by as many working days later as its last one ends. */
function becomeLate({ steps: before, stepsOf, epoch, days }: Board, steps: Steps, moved: ReadonlySet<number>): void {
  for (const order of new Set([...moved].map((step) => steps.order[step]!))) {
    const [first, last] = [stepsOf[order]!, stepsOf[order + 1]!];
    const endIn = ({ to }: Steps) => to.subarray(first, last).reduce((most, at) => Math.max(most, at), -Infinity);
    const later = days(endIn(steps) - epoch) - days(endIn(before) - epoch);
    for (let step = first; step < last; step += 1) steps.late[step]! += later;
  }
}

function place(
  board: Board,
  steps: Steps,
  step: number,
  { after, setup }: HandMove,
  machines: ReadonlyMap<string, number>,
): void {
  const { epoch } = board;
  const [from, to] = [epoch + after.start, epoch + after.end];
  steps.setupTo[step] = Math.min(to, steps.setupTo[step]! + from - steps.from[step]!);
  if (setup !== undefined) steps.setup[step] = setup;
  steps.from[step] = from;
  steps.to[step] = to;
  stand(board, steps, step, after, machines);
}

function stand(
  board: Board,
  steps: Steps,
  step: number,
  { machine: code }: { readonly machine?: string },
  machines: ReadonlyMap<string, number>,
): void {
  const machine = code === undefined ? undefined : machines.get(code);
  if (machine === undefined) return;
  steps.machine[step] = machine;
  steps.centre[step] = board.machines[machine]!.centre;
}

/** Machines and crews with the downtime and the overtime of the edits; whoever works longer has a calendar of his own. */
function hoursAfter(board: Board, edits: readonly HandEdit[]): Pick<Board, 'machines' | 'crews' | 'calendars'> {
  const calendars = [...board.calendars];
  const overtimed = <Row extends { readonly code: string; readonly calendar: number }>(row: Row): Row => {
    const more = edits.flatMap((edit) =>
      edit.kind === 'overtime' && edit.of === row.code ? [board.epoch + edit.from, board.epoch + edit.to] : [],
    );
    return more.length === 0 ? row : { ...row, calendar: calendars.push(merged(calendars[row.calendar], more)) - 1 };
  };
  const machines = board.machines.map((row) => {
    const machine = overtimed(row);
    const down = edits.flatMap((edit) =>
      edit.kind === 'downtime' && edit.machine === machine.code
        ? [{ from: board.epoch + edit.from, to: board.epoch + edit.to, reason: 'by hand' }]
        : [],
    );
    return down.length === 0
      ? machine
      : { ...machine, down: [...machine.down, ...down].sort((a, b) => a.from - b.from) };
  });
  return { machines, crews: board.crews.map(overtimed), calendars };
}

export interface Ghost {
  readonly step: number;
  readonly machine: number;
  readonly from: number;
  readonly to: number;
  /** Where it was before, where it slides to, where the hand holds it. */
  readonly kind: 'before' | 'slides' | 'held';
  /** The place of the row over which it is held, where rows are no machines. */
  readonly over?: number | undefined;
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
