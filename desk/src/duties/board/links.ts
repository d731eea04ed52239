/** What hangs on what: the orders before and after one, and the steps between which work goes on. Pure. */
import type { Board } from './board.ts';
import type { Edges } from './hung.ts';

/** Orders that feed one, however deep, itself, and those that it feeds: 1 each. */
export function chainOf(board: Board, order: number): Uint8Array {
  const lit = new Uint8Array(board.orders.id.length);
  for (const edges of [board.fedBy, board.feeds]) {
    lit[order] = 0;
    reach(edges, order, lit);
  }
  return lit;
}

function reach({ at, to }: Edges, start: number, lit: Uint8Array): void {
  const open = [start];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (lit[one] === 1) continue;
    lit[one] = 1;
    for (let n = at[one]!; n < at[one + 1]!; n += 1) open.push(to[n]!);
  }
}

/** The steps of these orders. */
export function stepsIn(board: Board, orders: Uint8Array): Uint8Array {
  const lit = new Uint8Array(board.steps.count);
  for (let n = 0; n < lit.length; n += 1) lit[n] = orders[board.steps.order[n]!] ?? 0;
  return lit;
}

export interface Link {
  readonly from: number;
  readonly to: number;
  /** Within one order, not from one order to the next. */
  readonly own: boolean;
}

/** The bar of the step before, or the bars of its parts where it is split over machines. */
function stepBefore(seq: ArrayLike<number>, first: number, n: number): readonly number[] {
  let last = n - 1;
  while (last >= first && seq[last] === seq[n]) last -= 1;
  const found: number[] = [];
  for (let one = last; one >= first && seq[one] === seq[last]; one -= 1) found.push(one);
  return found;
}

/** From which step of an order to which of one that it feeds work goes on: from the last to the first that begins after it. */
export function handover({ stepsOf, steps }: Board, order: number, fed: number): Omit<Link, 'own'> | undefined {
  const [first, end, begin, over] = [stepsOf[order]!, stepsOf[order + 1]!, stepsOf[fed]!, stepsOf[fed + 1]!];
  if (first === end || begin === over) return undefined;
  let into = begin;
  while (into + 1 < over && steps.from[into]! < steps.to[end - 1]!) into += 1;
  return { from: end - 1, to: into };
}

/** From each step of the lit orders to the next, and to those that they feed. */
export function linksOf(board: Board, orders: Uint8Array): readonly Link[] {
  const links: Link[] = [];
  const { stepsOf, feeds, steps } = board;
  for (let order = 0; order < orders.length; order += 1) {
    if (orders[order] !== 1) continue;
    const [first, end] = [stepsOf[order]!, stepsOf[order + 1]!];
    for (let n = first + 1; n < end; n += 1)
      for (const from of stepBefore(steps.seq, first, n)) links.push({ from, to: n, own: true });
    for (let n = feeds.at[order]!; n < feeds.at[order + 1]!; n += 1) {
      const other = feeds.to[n]!;
      const link = orders[other] === 1 ? handover(board, order, other) : undefined;
      if (link) links.push({ ...link, own: false });
    }
  }
  return links;
}
