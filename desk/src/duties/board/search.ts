/** Searching the board: by order, item, customer, machine or step, in any part of their names. Pure. */
import type { Board } from './board.ts';
import { calledOrder } from './layout.ts';

export interface Found {
  /** Of each step: 1 where it was found. */
  readonly lit: Uint8Array;
  /** The steps in the order of their beginnings. */
  readonly steps: readonly number[];
}

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
  const lit = new Uint8Array(steps.count);
  const list: number[] = [];
  for (let n = 0; n < steps.count; n += 1) {
    const hit = ofOrder[steps.order[n]!] || ofMachine[steps.machine[n]!] || ofName[steps.name[n]!];
    if (!hit || steps.gone[n] === 1) continue;
    lit[n] = 1;
    list.push(n);
  }
  return { lit, steps: list.sort((a, b) => steps.from[a]! - steps.from[b]! || a - b) };
}
