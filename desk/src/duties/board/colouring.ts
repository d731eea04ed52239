/** By what bars are coloured: a tone each, which the palette of the pages turns into colours. Pure. */
import { type Board, latenessOf, type OrderState } from './board.ts';

export const colourings = ['order', 'late', 'family', 'state'] as const;
export type Colouring = (typeof colourings)[number];

/** Hues that are neither red, amber nor green come first; then tones with a meaning. */
export const hues = 14;
export const tones = { plain: hues, fine: hues + 1, risk: hues + 2, late: hues + 3 } as const;
export const stateTones: Readonly<Record<OrderState, number>> = {
  planned: hues + 4,
  firm: hues + 5,
  released: hues + 6,
  started: hues + 7,
};
export const toneCount = hues + 8;

/** Neighbours in a list get hues far apart. */
export const hueOf = (place: number): number => (place * 5) % hues;

export function tonesOf(board: Board, by: Colouring): Uint8Array {
  const tone = toneBy[by];
  const all = new Uint8Array(board.steps.count);
  for (let n = 0; n < all.length; n += 1) all[n] = tone(board, n);
  return all;
}

const toneBy: Readonly<Record<Colouring, (board: Board, step: number) => number>> = {
  // All that goes into one customer line is of one colour; what fills stock has none.
  order: ({ steps, demandOf }, n) => {
    const demand = demandOf[steps.order[n]!]!;
    return demand === -1 ? tones.plain : hueOf(demand);
  },
  late: (board, n) => (Number.isNaN(board.steps.late[n]!) ? tones.plain : tones[latenessOf(board, n)]),
  family: ({ steps }, n) => (steps.family[n] === -1 ? tones.plain : hueOf(steps.family[n]!)),
  state: ({ steps, orders }, n) => stateTones[orders.state[steps.order[n]!] ?? 'planned'],
};
