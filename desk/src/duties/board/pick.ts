/** Picked steps as the address names them: "work/WO-12:20,planned/7:10". Pure. */
import type { Board } from './board.ts';

export const pickWords = ({ steps, orders }: Board, picked: readonly number[]): string | undefined =>
  picked.length === 0
    ? undefined
    : picked.map((step) => `${orders.id[steps.order[step]!]}:${steps.seq[step]}`).join(',');

/** What this version does not have is left out. */
export function pickedOf(board: Board, words: string | undefined): readonly number[] {
  if (!words) return [];
  return words.split(',').flatMap((word) => {
    const [, id, seq] = /^(.*):(\d+)$/.exec(word) ?? [];
    const order = board.orders.id.indexOf(id ?? '');
    if (order < 0) return [];
    for (let n = board.stepsOf[order]!; n < board.stepsOf[order + 1]!; n += 1)
      if (board.steps.seq[n] === Number(seq)) return [n];
    return [];
  });
}
