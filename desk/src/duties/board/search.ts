/** Searching the board: by order, item, customer, machine or step, in any part of their names; and what is late. Pure. */
import type { Board } from './board.ts';
import { calledOrder, isForecast } from './layout.ts';

export interface Found {
  /** Of each step: 1 where it was found. */
  readonly lit: Uint8Array;
  /** In the order in which they are gone through. */
  readonly steps: readonly number[];
}

/** In the order of their beginnings. */
export function search(board: Board, text: string): Found | undefined {
  const sought = text.trim().toLowerCase();
  if (sought === '') return undefined;
  const { steps, orders, items, demands, demandOf, machines, names } = board;
  const holds = (...words: readonly (string | null | undefined)[]): boolean =>
    words.some((word) => word?.toLowerCase().includes(sought));
  const ofOrder = Uint8Array.from(orders.id, (id, n) => {
    const item = items[orders.item[n]!];
    const demand = demandOf[n]!;
    return Number(holds(calledOrder(id), item?.code, item?.name, demands.ref[demand], demands.customer[demand]));
  });
  const ofMachine = Uint8Array.from(machines, ({ code, name }) => Number(holds(code, name)));
  const ofName = Uint8Array.from(names, (name) => Number(holds(name)));
  return found(
    board,
    (n) => Boolean(ofOrder[steps.order[n]!] || ofMachine[steps.machine[n]!] || ofName[steps.name[n]!]),
    (a, b) => steps.from[a]! - steps.from[b]! || a - b,
  );
}

/** What is late to its need, the worst first. */
export const lateSteps = (board: Pick<Board, 'steps'>): Found =>
  found(
    board,
    (n) => board.steps.late[n]! > 0,
    (a, b) => board.steps.late[b]! - board.steps.late[a]! || a - b,
  );

/** How many orders of customers ship late, as the list of versions counts them. */
export const ordersLate = ({ demands: { ref, late } }: { readonly demands: Pick<Board['demands'], 'ref' | 'late'> }) =>
  ref.reduce((sum, one, n) => sum + Number(late[n]! > 0 && !isForecast(one)), 0);

function found(
  { steps }: Pick<Board, 'steps'>,
  hit: (step: number) => boolean,
  order: (a: number, b: number) => number,
): Found {
  const lit = new Uint8Array(steps.count);
  const list: number[] = [];
  for (let n = 0; n < steps.count; n += 1) {
    if (steps.gone[n] === 1 || !hit(n)) continue;
    lit[n] = 1;
    list.push(n);
  }
  return { lit, steps: list.sort(order) };
}
