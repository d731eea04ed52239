/** Picked steps as the address names them: "work/WO-12:20,planned/7:10.2". Pure. */
import type { Board } from './board.ts';
import { stepsByName } from './hand.ts';

/** More make an address that is longer than may be sent: it names none. */
const mostNamed = 100;

export const pickWords = ({ steps, orders }: Board, picked: readonly number[]): string | undefined =>
  picked.length === 0 || picked.length > mostNamed
    ? undefined
    : picked
        .map((step) => {
          const part = steps.part[step]!;
          return `${orders.id[steps.order[step]!]}:${steps.seq[step]}${part === 0 ? '' : `.${part}`}`;
        })
        .join(',');

/** What this version does not have is left out. */
export function pickedOf(board: Board, words: string | undefined): readonly number[] {
  if (!words) return [];
  const find = stepsByName(board);
  return words.split(',').flatMap((word) => {
    const [, order, seq, part] = /^(.*):(\d+)(?:\.(\d+))?$/.exec(word) ?? [];
    if (order === undefined) return [];
    return find({ order, seq: Number(seq), ...(part ? { part: Number(part) } : undefined) }) ?? [];
  });
}
